"""Pieces of sentences: things that are counted, and words in a row."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def counted(number: int, one: str, many: str = "") -> str:
    """`1 day`, `12 days`; `many` is for words that take more than an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def in_a_row(words: Sequence[str]) -> str:
    """`activities, health and workouts`. There is at least one word."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
