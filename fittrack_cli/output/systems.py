"""The systems of units that a person may ask for. Each start imports this, and so it imports nothing."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    System = Literal["metric", "imperial"]

SYSTEMS: tuple[System, ...] = ("metric", "imperial")
