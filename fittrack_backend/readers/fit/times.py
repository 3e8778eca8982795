"""FIT seconds: where they count from, and which of them are dates."""

from __future__ import annotations

import datetime as dt

FIT_EPOCH = dt.datetime(1989, 12, 31, tzinfo=dt.UTC)
EARLIEST = 0x10000000
"""Below this a FIT time counts from when the device was switched on, and is not a date."""
LATEST = 3_471_379_200
"""2100-01-01 in FIT seconds (since 1989-12-31T00:00:00Z)."""
