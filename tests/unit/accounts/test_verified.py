"""A token that was found good is believed until anything changes, and not a moment longer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from fittrack_backend.accounts import access_tokens, authentication, sessions, verified
from fittrack_backend.accounts.caller import Caller
from fittrack_backend.accounts.verified import VerifiedTokens
from fittrack_backend.storage.changes import Changes
from fittrack_backend.storage.database import Database
from tests.unit.accounts.world import World


@pytest.fixture
def known(world: World) -> Iterator[VerifiedTokens]:
    changes = Changes(world.database)
    yield VerifiedTokens(changes, world.clock)
    changes.close()


def ask(world: World, known: VerifiedTokens, token: str) -> tuple[Caller, bool]:
    """Who holds the token, and whether that was known."""
    if (found := known.caller(token)) is not None:
        return found, True
    version = known.version
    checked = authentication.authenticate(world.session, world.safeguards, token)
    world.session.rollback()
    known.remember(token, checked, version)
    return checked.caller, False


def is_known(world: World, known: VerifiedTokens, token: str) -> bool:
    return ask(world, known, token)[1]


@pytest.fixture
def token(world: World, known: VerifiedTokens) -> str:
    """Of a session, used and known."""
    world.register()
    token = world.sign_in().access_token
    assert not is_known(world, known, token)  # its first use is noted, which is a change
    assert not is_known(world, known, token)
    assert is_known(world, known, token)
    return token


def test_a_known_token_asks_the_database_nothing(
    world: World, known: VerifiedTokens, token: str
) -> None:
    asked: list[str] = []
    event.listen(world.database.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    caller, was_known = ask(world, known, token)
    assert was_known and not asked
    assert caller == authentication.authenticate(world.session, world.safeguards, token).caller
    assert asked


def test_the_end_of_a_session_holds_at_once(
    world: World, known: VerifiedTokens, token: str
) -> None:
    caller, _ = ask(world, known, token)
    assert caller.session_id is not None
    with world.database.session_of(caller.account_id) as another:
        sessions.end_session(another, world.safeguards, caller.session_id, current=None)
    assert known.caller(token) is None


def test_the_end_of_a_scripts_token_holds_at_once(
    world: World, known: VerifiedTokens, token: str
) -> None:
    caller, _ = ask(world, known, token)
    with world.own(caller) as own:
        script = access_tokens.create(
            own, world.safeguards, name="script", scopes=["read"], expires_in_days=None
        )
        assert not is_known(world, known, script.token)
        assert not is_known(world, known, script.token)
        assert ask(world, known, script.token)[0].scopes == frozenset({"read"})
        assert is_known(world, known, script.token)
        access_tokens.revoke(own, world.safeguards, script.id)
    assert known.caller(script.token) is None


def test_what_changes_while_a_token_is_looked_up_is_not_missed(
    world: World, known: VerifiedTokens, token: str
) -> None:
    other = world.sign_in().access_token
    for _ in range(2):
        is_known(world, known, other)
    assert known.caller(token) is None
    version = known.version
    checked = authentication.authenticate(world.session, world.safeguards, token)
    world.session.rollback()
    caller = checked.caller
    assert caller.session_id is not None
    with world.database.session_of(caller.account_id) as another:
        sessions.end_session(another, world.safeguards, caller.session_id, current=None)
    is_known(world, known, other)
    known.remember(token, checked, version)
    assert known.caller(token) is None


@pytest.mark.parametrize("moved", [-1, 60, 15 * 60])
def test_a_token_is_looked_up_again_when_its_use_is_to_be_noted_or_it_ends(
    world: World, known: VerifiedTokens, token: str, moved: int
) -> None:
    world.clock.advance(seconds=moved)
    assert known.caller(token) is None


def test_few_are_kept(
    world: World, known: VerifiedTokens, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verified, "MOST", 1)
    other = world.sign_in().access_token
    for one in (other, other, token):
        is_known(world, known, one)
    assert is_known(world, known, token)
    assert known.caller(other) is None


def test_postgresql_is_asked_each_time(world: World) -> None:
    world.register()
    token = world.sign_in().access_token
    changes = Changes(Database("postgresql://nobody@127.0.0.1:1/none"))
    known = VerifiedTokens(changes, world.clock)
    for _ in range(3):
        assert not is_known(world, known, token)
