"""Which records need an original."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from fittrack_backend.storage.tables import (
    CollectedItemRow,
    HealthPartRow,
    RecordingRow,
    WorkoutRow,
)

REFERENCES: tuple[
    tuple[
        type[RecordingRow | HealthPartRow | WorkoutRow | CollectedItemRow],
        InstrumentedAttribute[Any],
    ],
    ...,
] = (
    (RecordingRow, RecordingRow.column("file_sha256")),
    (HealthPartRow, HealthPartRow.file_sha256),
    (WorkoutRow, WorkoutRow.column("file_sha256")),
    (CollectedItemRow, CollectedItemRow.column("sha256")),
)
"""The rows that need an original, and where each names it."""
