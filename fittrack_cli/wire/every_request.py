"""What is the same for each request, whatever sends it."""

from __future__ import annotations

from fittrack_common.version import __version__

USER_AGENT = f"fittrack/{__version__}"
ACCEPT_ENCODING = "gzip"
CONNECT_TIMEOUT_S = 10.0
