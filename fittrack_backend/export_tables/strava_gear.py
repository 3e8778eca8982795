"""What Strava says of gear: `bikes.csv` and `shoes.csv`, which lie beside the table of activities.

The first cells of a row are its name, its brand and its model; the headers are in the user's language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import frozen

from fittrack_backend.export_tables.csv_text import cells_of

Beside = Callable[[str], bytes | None]
"""Reads a file that lies beside a table, by its name; None where there is none."""

_FILES: Mapping[str, str] = {"bikes.csv": "bike", "shoes.csv": "shoes"}
MOST_BYTES = 1 << 20
_MOST_PIECES = 10_000


@frozen
class Piece:
    """A bike, or a pair of shoes."""

    kind: str
    brand: str
    model: str


def pieces(beside: Beside) -> dict[str, Piece]:
    """The gear beside a table, by each name that a row may call it."""
    found: dict[str, Piece] = {}
    for name, kind in _FILES.items():
        data = beside(name)
        cells = cells_of(data) if data is not None and len(data) <= MOST_BYTES else None
        for row in cells.rows[:_MOST_PIECES] if cells is not None else ():
            called, brand, model = ([cell.strip() for cell in row] + ["", "", ""])[:3]
            piece = Piece(kind, brand, model)
            for one in (called, f"{brand} {model}".strip(), f"{brand} {model} {called}".strip()):
                if one:
                    found.setdefault(one, piece)
    return found
