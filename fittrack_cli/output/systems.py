"""The systems of units that a person may ask for. Each start imports this, and so it imports nothing."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    System = Literal["metric", "imperial"]

FOOT_M = 0.3048
YARD_M = 0.9144
MILE_M = 1609.344
SYSTEMS: tuple[System, ...] = ("metric", "imperial")
