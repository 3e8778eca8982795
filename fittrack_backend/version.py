"""The version of this server: that of the one distribution that it comes in."""

from __future__ import annotations

from fittrack_cli._version import __version__ as SERVER_VERSION

__all__ = ["SERVER_VERSION"]
