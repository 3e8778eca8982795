"""Who does the jobs, for those who start and stop them."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID


class Runner(Protocol):
    """The sync engine, as far as jobs are started and stopped in it."""

    def enqueue(self, job_id: UUID, attempt: int) -> None:
        """Starts an attempt of a job."""
        ...

    def cancel(self, job_id: UUID, attempt: int) -> None:
        """Stops an attempt of a job that was cancelled in the database."""
        ...
