"""A value as a bar of characters."""

from __future__ import annotations

_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL = "█"


def bar(value: float, most: float, width: int, *, blocks: bool) -> str:
    """A bar that is `width` cells long for `most`; in eighths of a cell, or without `blocks` in ASCII.

    What is above zero has at least the shortest bar.
    """
    if not 0 < value <= most:
        return ""
    if not blocks:
        return "#" * max(1, round(value / most * width))
    full, eighths = divmod(max(1, round(value / most * width * 8)), 8)
    return _FULL * full + (_EIGHTHS[eighths] if eighths else "")
