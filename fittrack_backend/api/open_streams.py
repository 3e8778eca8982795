"""The event streams that are open: how many an account may have, and that each ends when its owner's
session or token does."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from anyio.to_thread import run_sync
from attrs import define, field
from sqlalchemy.exc import SQLAlchemyError

from fittrack_backend.accounts import still_good
from fittrack_backend.accounts.caller import Caller
from fittrack_backend.accounts.safeguards import Safeguards
from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.storage.database import Database

MOST_OF_AN_ACCOUNT = 50
CHECKED_EVERY_S = 0.5

_log = logging.getLogger("fittrack.api")


@define(eq=False)
class OpenStream:
    """An event stream, and how to end it."""

    caller: Caller
    hang_up: Callable[[], None]
    """Closes its connection, for a client that takes nothing."""
    wake: asyncio.Event = field(factory=asyncio.Event)
    """Set when there is something to do."""
    is_over: bool = False
    """Whether it may show nothing any more."""


class OpenStreams:
    """For one event loop. While there are any, one look at the database every half second says
    whose session or token has ended."""

    def __init__(self, database: Database, safeguards: Safeguards) -> None:
        self._database = database
        self._safeguards = safeguards
        self._open: set[OpenStream] = set()
        self._of_accounts: Counter[object] = Counter()
        self._checking: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        return len(self._open)

    @contextmanager
    def open(self, caller: Caller, hang_up: Callable[[], None]) -> Iterator[OpenStream]:
        """A stream, for as long as the block lasts. Raises a problem 429 when the account has as
        many as it may."""
        if self._of_accounts[caller.account_id] >= MOST_OF_AN_ACCOUNT:
            raise Problem(
                Kind.TOO_MANY_STREAMS,
                f"An account may follow {MOST_OF_AN_ACCOUNT} jobs at the same time.",
                headers={"Retry-After": "15"},
            )
        stream = OpenStream(caller, hang_up)
        self._open.add(stream)
        self._of_accounts[caller.account_id] += 1
        if self._checking is None:
            self._checking = asyncio.create_task(self._check_regularly())
        try:
            yield stream
        finally:
            self._open.discard(stream)
            self._of_accounts[caller.account_id] -= 1
            if not self._of_accounts[caller.account_id]:
                del self._of_accounts[caller.account_id]

    async def _check_regularly(self) -> None:
        try:
            while self._open:
                await asyncio.sleep(CHECKED_EVERY_S)
                try:
                    await self._check()
                except SQLAlchemyError as error:
                    _log.warning("whose session has ended could not be looked up: %s", error)
        finally:
            self._checking = None

    async def _check(self) -> None:
        over = [one for one in self._open if one.is_over]
        callers = {one.caller for one in self._open if not one.is_over}
        ended = await run_sync(self._ended, callers) if callers else frozenset()
        for stream in self._open:
            if stream.caller in ended:
                stream.is_over = True
                stream.wake.set()
        for stream in over:
            stream.hang_up()

    def _ended(self, callers: set[Caller]) -> frozenset[Caller]:
        with self._database.session() as session:
            return still_good.ended(session, self._safeguards, callers)
