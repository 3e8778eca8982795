"""A session whose tokens are renewed at a made-up server, under a clock that can be moved."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import pytest
from attrs import define, field

from fittrack_cli.errors import NotSignedIn
from fittrack_cli.secret import Secret
from fittrack_cli.session.clock import Clock
from fittrack_cli.session.file_store import FileStore
from fittrack_cli.session.session import Session
from fittrack_cli.session.tokens import Tokens

KEY = "default@http://127.0.0.1:8765"


def pair(number: int, expires_in: float = 900.0) -> Tokens:
    """Tokens with this number in them."""
    now = time.time()
    return Tokens(
        origin="http://127.0.0.1:8765",
        username="ada",
        session_id="session",
        access=Secret(f"access-{number}"),
        refresh=Secret(f"refresh-{number}"),
        received_at=now,
        access_expires_at=now + expires_in,
        refresh_expires_at=now + 1e6,
    )


@define
class MovedClock(Clock):
    """The machine's own clocks, moved by so many seconds."""

    wall_ahead_s: float = 0.0
    passed_s: float = 0.0

    def wall(self) -> float:
        return time.time() + self.wall_ahead_s + self.passed_s

    def ticks(self) -> float:
        return time.monotonic() + self.passed_s


@define
class Server:
    """Rotation confirmed by use, as the backend does it, with the pairs numbered."""

    failure: Exception | None = None
    confirmed: int = 1
    revoked: bool = False
    exchanged: list[str] = field(factory=list)
    borrowed: list[str] = field(factory=list)
    bound: dict[str, str] = field(factory=dict)

    def exchange(self, refresh: Secret, attempt: Secret, *, rotate: bool) -> Tokens:
        (self.exchanged if rotate else self.borrowed).append(refresh.reveal())
        if self.failure is not None:
            raise self.failure
        number = int(refresh.reveal().removeprefix("refresh-"))
        first = self.bound.get(refresh.reveal())
        if rotate:
            first = self.bound.setdefault(refresh.reveal(), attempt.reveal())
        is_second_holder = first not in (None, attempt.reveal())
        if self.revoked or number < self.confirmed or is_second_holder:
            self.revoked = True
            raise NotSignedIn("The session was ended", "Used again.", slug="session-revoked")
        self.confirmed = number
        return pair(number + 1 if rotate else number)

    def use(self, tokens: Tokens) -> None:
        """A request with the access token."""
        assert not self.revoked
        self.confirmed = max(self.confirmed, int(tokens.access.reveal().removeprefix("access-")))


@define
class Setting:
    """Tokens in a file, and the server that renews them."""

    store: FileStore
    server: Server
    folder: Path
    warnings: list[str] = field(factory=list)
    clock: MovedClock = field(factory=lambda: MovedClock())
    patience_s: float = 5.0

    def session(self) -> Session:
        return Session(
            self.store,
            KEY,
            folder=self.folder,
            exchange=self.server.exchange,
            warn=self.warnings.append,
            clock=self.clock,
            patience_s=self.patience_s,
        )

    def kept(self) -> str:
        tokens = self.store.load(KEY)
        assert tokens is not None
        return tokens.access.reveal()


def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the disk has no room."""

    def no_space(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", no_space)
