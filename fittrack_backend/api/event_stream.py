"""A job as a stream of server-sent events (WHATWG HTML, section 9.2)."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from uuid import UUID

from fittrack_backend.api.backend import Backend
from fittrack_backend.api.open_streams import OpenStream

HEARTBEAT_S = 10.0
_LARGEST = 2**31 - 1


async def stream(
    backend: Backend, opened: OpenStream, job_id: UUID, *, after: int
) -> AsyncIterator[bytes]:
    """The outcomes after the one with the sequence `after` as they come, the progress, the end.

    Ends with the job, with the server, with the session or token that it was opened with, or when
    nobody listens any more.
    """
    last = min(after, _LARGEST)
    shown: bytes | None = None
    spoken_at = time.monotonic()
    broadcasts = backend.broadcasts
    with broadcasts.join(opened.caller.account_id, job_id, opened.wake) as broadcast:
        while not (opened.is_over or backend.stopping.is_set()):
            opened.wake.clear()
            events = broadcast.items_after(last)
            floor = broadcast.floor or 0
            is_behind = last < floor
            if is_behind:
                found = await broadcasts.catch_up(broadcast, last)
                if found is None:
                    return
                events = found.items
                if not events:
                    last = floor
            if events:
                last = events[-1][0]
                yield b"".join(text for _, text in events)
            if is_behind:
                continue
            if broadcast.end is not None:
                yield broadcast.end
                return
            if broadcast.is_gone:
                return
            now = time.monotonic()
            if broadcast.progress is not None and broadcast.progress is not shown:
                shown = broadcast.progress
                yield shown
                spoken_at = now
            elif events:
                spoken_at = now
            elif now - spoken_at >= HEARTBEAT_S:
                yield b": still there\n\n"
                spoken_at = now
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(opened.wake.wait(), spoken_at + HEARTBEAT_S - now)
