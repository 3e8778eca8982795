"""Whether the slower proofs run at their full size: `FITTRACK_THOROUGH=1 scripts/test …`."""

from __future__ import annotations

import os

ON_POSTGRES = bool(os.environ.get("FITTRACK_TEST_ON_POSTGRES"))
"""Whether backends under test have PostgreSQL and a bucket instead of SQLite and a folder."""
THOROUGH = bool(os.environ.get("FITTRACK_THOROUGH"))
