"""The types of data that there are: what a job covers, and what a file can hold."""

from __future__ import annotations

from typing import Literal, get_args

DataType = Literal["activities", "health", "workouts"]

TYPES: tuple[DataType, ...] = get_args(DataType)
"""In the order in which they are shown."""
ALL_TYPES: frozenset[DataType] = frozenset(TYPES)
