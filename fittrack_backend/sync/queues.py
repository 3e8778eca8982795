"""The queues of DBOS that jobs and batches wait in where several processes share the work.

There are two for what any worker can do, and two for each folder that workers say they can see (a root).
Limits are DBOS's own: so many jobs of an account at a time, and so many batches of a job.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dbos import DBOS, Queue

from fittrack_backend.settings import QUEUES

JOBS, BATCHES = QUEUES
"""A job's scan, and small jobs whole; reading a batch of files of a large job."""

POLL_S = 0.5
"""How often a worker looks for work: so long waits a job at most that nobody hinders. Each look is
some five queries for each queue: at 0.2 s, a process without work takes 7 % of a slow core."""
JOBS_OF_AN_ACCOUNT = 4
JOBS_OF_A_WORKER = 8
BATCHES_OF_A_JOB = 32


def name(kind: str, root: str | None) -> str:
    """The queue of a kind for what lies in a root; for what lies nowhere if there is none."""
    return kind if root is None else f"{kind}:{root}"


def names(kinds: Iterable[str], roots: Sequence[str]) -> list[str]:
    """All queues of these kinds that a process takes work from that sees these roots."""
    return [name(kind, root) for kind in kinds for root in (None, *roots)]


def declare(queue: str, *, batches_of_a_worker: int = 4) -> Queue:
    """The queue, made known to all if it was not. Raises the database's errors."""
    if queue.partition(":")[0] == JOBS:
        return DBOS.register_queue(
            queue,
            worker_concurrency=JOBS_OF_A_WORKER,
            partition_concurrency=JOBS_OF_AN_ACCOUNT,
            polling_interval_sec=POLL_S,
        )
    return DBOS.register_queue(
        queue,
        worker_concurrency=batches_of_a_worker,
        partition_concurrency=BATCHES_OF_A_JOB,
        polling_interval_sec=POLL_S,
    )


def find(kind: str, root: str | None) -> Queue:
    """The queue to hand work to; made known to all if it was not."""
    queue = name(kind, root)
    return DBOS.retrieve_queue(queue) or declare(queue)
