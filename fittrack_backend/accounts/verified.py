"""Access tokens that were found good, so that a client that asks often need not be looked up each time.

Nothing of it outlives a change of the database: what ends a token, or a session, or disables an account, is one.
"""

from __future__ import annotations

import datetime as dt

from attrs import frozen

from fittrack_backend.accounts.caller import Caller
from fittrack_backend.accounts.safeguards import Clock
from fittrack_backend.accounts.token_secrets import digest
from fittrack_backend.storage.changes import Changes

MOST = 1000


@frozen
class Verified:
    """A caller, and between which times nothing of the check would come out otherwise, nor have to be noted."""

    caller: Caller
    since: dt.datetime
    until: dt.datetime


class VerifiedTokens:
    """For one event loop."""

    def __init__(self, changes: Changes, clock: Clock) -> None:
        self._changes = changes
        self._clock = clock
        self._version: int | None = None
        self._known: dict[str, Verified] = {}

    def caller(self, token: str) -> Caller | None:
        """Who holds the access token, where that is known and nothing has changed since."""
        version = self._changes.version()
        if version != self._version:
            self._version = version
            self._known.clear()
        found = self._known.get(digest(token))
        if found is None or not found.since <= self._clock() < found.until:
            return None
        return found.caller

    @property
    def version(self) -> int | None:
        """Of the database when a caller was last looked for here."""
        return self._version

    def remember(self, token: str, verified: Verified, version: int | None) -> None:
        """The token was found good in a database that was of this version, or of a later one."""
        if version is None or version != self._version:
            return
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[digest(token)] = verified
