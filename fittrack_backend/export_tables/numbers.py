"""Numbers in a table, with a point or a comma."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

Mark = Literal[".", ","]
"""What stands before the decimals."""

_NUMBER = re.compile(r"[+-]?\d[\d.,'\u2019\s]*(?:e[+-]?\d+)?", re.IGNORECASE)
_BETWEEN_THOUSANDS = re.compile(r"['\u2019\s]")
_LONGEST = 40


def is_number(text: str) -> bool:
    """Whether a cell is a number, whatever its mark."""
    return len(text) <= _LONGEST and _NUMBER.fullmatch(text) is not None


def mark_of(cells: Iterable[str], otherwise: Mark = ".") -> Mark:
    """What these cells of one column write before decimals; `otherwise` where nothing shows it: in `1,234` the comma
    may be either."""
    for cell in cells:
        found = _shown_by(cell)
        if found is not None:
            return found
    return otherwise


def _shown_by(cell: str) -> Mark | None:
    point, comma = cell.rfind("."), cell.rfind(",")
    if point >= 0 and comma >= 0:
        return "." if point > comma else ","
    mark: Mark = "." if point >= 0 else ","
    if max(point, comma) < 0 or cell.count(mark) > 1:
        return None if max(point, comma) < 0 else ("," if mark == "." else ".")
    before, _, after = cell.lstrip("+-").partition(mark)
    is_of_thousands = len(after) == 3 and 1 <= len(before) <= 3 and before != "0"
    return None if is_of_thousands else mark


def number(text: str, mark: Mark) -> float | None:
    """The number that a cell holds; None for none."""
    text = text.strip()
    if not is_number(text):
        return None
    plain = _BETWEEN_THOUSANDS.sub("", text).replace("," if mark == "." else ".", "")
    try:
        return float(plain.replace(mark, "."))
    except ValueError:
        return None
