"""Semantic versions of contracts (SemVer 2.0.0), as far as compatibility needs them."""

from __future__ import annotations

MAX_CHARS = 64

Version = tuple[int, int, int]


def parsed(text: object) -> Version | None:
    """`MAJOR.MINOR.PATCH` as numbers, without what follows `-` or `+`; None for anything else."""
    if not isinstance(text, str) or len(text) > MAX_CHARS:
        return None
    core = text.partition("+")[0].partition("-")[0]
    numbers = core.split(".")
    if len(numbers) != 3 or not all(one.isascii() and one.isdigit() for one in numbers):
        return None
    major, minor, patch = map(int, numbers)
    return major, minor, patch
