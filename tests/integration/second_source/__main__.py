"""The backend with one more entry in its table of sources."""

from __future__ import annotations

import sys

from fittrack_backend.sources.kinds import KINDS
from tests.integration.second_source.source import KIND

if __name__ == "__main__":
    KINDS["list"] = KIND
    from fittrack_backend.__main__ import main

    sys.exit(main())
