"""Whether the server can use what it needs, looked up at most once a second."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from attrs import define, field

from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind

LOOKED_UP_EVERY_S = 1.0
PATIENCE_S = 5.0

_log = logging.getLogger("fittrack.api")


@define
class Readiness:
    """Whether everything can be used, as found last. For one event loop."""

    _looks: Mapping[str, Callable[[], object]]
    """What is needed, and a look that raises when it cannot be used; done in a thread."""
    _threads: CapacityLimiter = field(factory=lambda: CapacityLimiter(2))
    """A look that hangs holds one, and keeps no request from the others."""
    _looking: asyncio.Lock = field(factory=asyncio.Lock)
    _looked_at: float | None = None
    _missing: str | None = None

    async def check(self) -> None:
        """Raises a problem 503 that says what cannot be used."""
        async with self._looking:
            now = time.monotonic()
            if self._looked_at is None or now - self._looked_at >= LOOKED_UP_EVERY_S:
                self._missing = await self._look()
                self._looked_at = time.monotonic()
            missing = self._missing
        if missing is not None:
            raise not_ready(f"The server cannot use {missing}. Its log says why.")

    async def _look(self) -> str | None:
        for what, look in self._looks.items():
            try:
                async with asyncio.timeout(PATIENCE_S):
                    await run_sync(look, abandon_on_cancel=True, limiter=self._threads)
            except Exception as error:
                _log.warning(
                    "not ready: cannot use %s: %s", what, str(error) or type(error).__name__
                )
                return what
        return None


def not_ready(detail: str) -> Problem:
    """The server should get no requests for now."""
    return Problem(Kind.NOT_READY, detail, headers={"Retry-After": "5"})
