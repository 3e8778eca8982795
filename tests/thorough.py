"""Whether the slower proofs run at their full size: `FITTRACK_THOROUGH=1 scripts/test …`."""

from __future__ import annotations

import os

THOROUGH = bool(os.environ.get("FITTRACK_THOROUGH"))
