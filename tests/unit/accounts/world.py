"""What tests of accounts do over and over: register, sign in, enrol, refuse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from uuid import UUID

import pyotp
import pytest
from attrs import define
from sqlalchemy import select
from sqlalchemy.orm import Session

from fittrack_backend.accounts import authentication, registration, rotation, second_factor
from fittrack_backend.accounts import login as signing_in
from fittrack_backend.accounts.caller import Caller
from fittrack_backend.accounts.login import Challenge
from fittrack_backend.accounts.safeguards import Safeguards
from fittrack_backend.accounts.token_pairs import Grant
from fittrack_backend.errors import Problem
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import AccountRow, AuditRow

PASSWORD = "a long enough password"
HOME = "192.0.2.1"
ELSEWHERE = "198.51.100.7"


@define
class FakeClock:
    now: dt.datetime

    def __call__(self) -> dt.datetime:
        return self.now

    def advance(self, **by: float) -> None:
        self.now += dt.timedelta(**by)


@define
class World:
    database: Database
    session: Session
    safeguards: Safeguards
    clock: FakeClock
    opened: ExitStack
    """What was opened for the test, and is closed after it."""

    def register(self, username: str = "athlete") -> None:
        registration.register(
            self.session, self.safeguards, username, PASSWORD, invitation=None, address=HOME
        )

    def login(
        self,
        username: str = "athlete",
        password: str = PASSWORD,
        address: str = HOME,
        device: str | None = None,
    ) -> Grant | Challenge:
        return signing_in.login(
            self.session,
            self.safeguards,
            username,
            password,
            client_name="t",
            address=address,
            device=device,
        )

    def sign_in(
        self, username: str = "athlete", address: str = HOME, device: str | None = None
    ) -> Grant:
        grant = self.login(username, address=address, device=device)
        assert isinstance(grant, Grant)
        return grant

    def challenge(
        self, address: str = HOME, device: str | None = None, *, username: str = "athlete"
    ) -> Challenge:
        challenge = self.login(username, address=address, device=device)
        assert isinstance(challenge, Challenge)
        return challenge

    def answer(
        self,
        challenge: Challenge,
        code: str,
        method: str = "totp",
        address: str = HOME,
    ) -> Grant:
        return signing_in.answer_challenge(
            self.session,
            self.safeguards,
            challenge.challenge_id,
            method=method,
            code=code,
            address=address,
        )

    def caller(self, grant: Grant) -> Caller:
        found = authentication.authenticate(self.session, self.safeguards, grant.access_token)
        return found.caller

    def account_id(self, username: str = "athlete") -> UUID:
        found = select(AccountRow.id).where(AccountRow.username == username)
        return self.session.scalars(found).one()

    def own(self, caller: Caller) -> AccountSession:
        """A session on the rows of the caller's account, as a route is handed one."""
        return self.opened.enter_context(self.database.session_of(caller.account_id))

    def refresh(
        self, grant: Grant, *, rotate: bool = True, by: str = "the owner", address: str = HOME
    ) -> Grant:
        return rotation.refresh(
            self.session,
            self.safeguards,
            grant.refresh_token,
            attempt=f"{by} of {grant.refresh_token}",
            rotate=rotate,
            address=address,
        )

    def code(self, secret: str, steps: int = 0) -> str:
        return pyotp.TOTP(secret).at(self.clock.now + dt.timedelta(seconds=30 * steps))

    def enroll(self, grant: Grant) -> tuple[str, list[str]]:
        """The secret and the recovery codes; the code of the previous step is spent."""
        return self.enroll_as(self.caller(grant))

    def enroll_as(self, caller: Caller) -> tuple[str, list[str]]:
        """The same, for whoever is signed in already."""
        with self.own(caller) as own:
            secret = second_factor.start_enrollment(
                own, self.safeguards, username=caller.username
            ).secret
            codes = second_factor.confirm_enrollment(
                own, self.safeguards, self.code(secret, -1), address=HOME
            )
        return secret, codes

    def with_second_factor(self) -> tuple[str, list[str]]:
        self.register()
        return self.enroll(self.sign_in())

    def events(self) -> list[str]:
        return list(self.session.scalars(select(AuditRow.event).order_by(AuditRow.at)))


def trail(world: World, event: str) -> list[tuple[str | None, str | None]]:
    """Where the events came from, and their details."""
    rows = world.session.scalars(select(AuditRow).where(AuditRow.event == event))
    return [(row.address, row.detail) for row in rows]


@contextmanager
def refused(slug: str, status: int) -> Iterator[pytest.ExceptionInfo[Problem]]:
    with pytest.raises(Problem) as caught:
        yield caught
    assert (caught.value.slug, caught.value.status) == (slug, status)
    if status == 401:
        assert caught.value.headers["WWW-Authenticate"].startswith("Bearer")
    if status == 429:
        assert int(caught.value.headers["Retry-After"]) > 0
