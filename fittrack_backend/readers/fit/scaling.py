"""Stored numbers of FIT files as what they stand for.

The profile has a value as stored / scale - offset. In numbers of a computer that rounds twice: an altitude that is stored as 3003, in fifths
of a metre above -500 m, would be 100.60000000000002. So the offset is taken off before the division, where both are whole
numbers, and what comes out is the number nearest to 100.6: its shortest text is what was recorded.
"""

from __future__ import annotations


def scaled(stored: float, scale: float, offset: float, factor: float = 1.0) -> float:
    """What a stored number stands for, times the `factor` of another unit; rounded once where the offset is whole in stored units."""
    return (stored - offset * scale) * factor / scale
