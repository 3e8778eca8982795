"""Moving tokens step by step, and ending a session that is replaced: what stays where, and why."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, cast

import httpx
import pytest

from fittrack_cli.errors import NotSignedIn, Unreachable
from fittrack_cli.secret import Secret
from fittrack_cli.session import lock
from fittrack_cli.session.file_store import FileStore
from fittrack_cli.session.keyring_store import KeyringStore
from fittrack_cli.session.moving import move_to
from fittrack_cli.session.new_session import end, keep, leave
from fittrack_cli.session.store import StoreError, TokenStore
from fittrack_cli.session.stores import TokenPlace, open_store
from fittrack_cli.session.tokens import Tokens
from tests.unit.cli.test_moving import Ring, ring

if TYPE_CHECKING:
    from fittrack_cli.wire.connection import Connection

__all__ = ["ring"]  # a fixture for all tests here

HOME, CLUB = "http://127.0.0.1:8765", "https://fit.example"


def tokens(origin: str = HOME, *, expires_in_s: float = 900) -> Tokens:
    now = time.time()
    return Tokens(
        origin=origin,
        username="ada",
        session_id="5d3df4bb-0dcd-449b-9ce9-229a8c7bacfd",
        access=Secret("fta_access"),
        refresh=Secret("ftr_refresh"),
        received_at=now,
        access_expires_at=now + expires_in_s,
        refresh_expires_at=now + 10 * expires_in_s,
    )


def place(folder: Path, store: str | None, origin: str = HOME) -> TokenPlace:
    return TokenPlace(folder, "default", origin, store)


def never(text: str) -> None:
    raise AssertionError(text)


@pytest.fixture
def file(tmp_path: Path) -> TokenStore:
    return open_store("file", tmp_path)


@pytest.fixture
def keyring(tmp_path: Path) -> TokenStore:
    return open_store("keyring", tmp_path)


def test_both_stores_have_the_tokens_when_the_choice_is_noted(
    tmp_path: Path, file: TokenStore, keyring: TokenStore
) -> None:
    key = place(tmp_path, "file").key
    file.save(key, tokens())
    noted: list[str] = []

    def remember(store: str) -> None:
        assert file.load(key) == keyring.load(key) != None  # noqa: E711
        noted.append(store)

    moved = move_to([place(tmp_path, "file")], "keyring", remember=remember, warn=never)
    assert moved == (1, keyring.where)
    assert noted == ["keyring"]
    assert file.load(key) is None
    assert keyring.load(key) is not None


def test_only_sessions_that_are_there_count(
    tmp_path: Path, file: TokenStore, keyring: TokenStore
) -> None:
    places = [place(tmp_path, "keyring", origin) for origin in (HOME, CLUB)]
    keyring.save(places[1].key, tokens(CLUB))
    count, where = move_to(places, "file", remember=lambda _store: None, warn=never)
    assert (count, where) == (1, file.where)
    assert [file.load(one.key) is not None for one in places] == [False, True]


def test_a_profile_without_sessions_has_nothing_to_move(tmp_path: Path, file: TokenStore) -> None:
    for store in (None, "keyring"):
        with pytest.raises(NotSignedIn):
            move_to([place(tmp_path, store)], "file", remember=never, warn=never)


def test_a_store_that_forgets_is_not_moved_to(tmp_path: Path, file: TokenStore) -> None:
    here = place(tmp_path, "file")
    file.save(here.key, tokens())
    Ring.forgets = True
    with pytest.raises(StoreError) as caught:
        move_to([here], "keyring", remember=never, warn=never)
    assert caught.value.title.startswith("keyring (")
    assert caught.value.title.endswith("did not return the tokens that it was given")
    assert caught.value.detail == "the tokens stay where they were, and you stay signed in"
    assert file.load(here.key) is not None


def test_a_copy_that_cannot_be_removed_is_warned_of_and_removed_later(
    tmp_path: Path, file: TokenStore, keyring: TokenStore
) -> None:
    key = place(tmp_path, "keyring").key
    keyring.save(key, tokens())

    def refuse(_self: KeyringStore, _key: str) -> None:
        raise StoreError("cannot write to the keyring", "it is locked")

    warned: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(KeyringStore, "delete", refuse)
        for current in ("keyring", "file"):
            count, _ = move_to(
                [place(tmp_path, current)], "file", remember=lambda _store: None, warn=warned.append
            )
            assert count == (current == "keyring")
    assert warned == 2 * [
        f"the tokens have moved, but a copy remains in {keyring.where} (cannot write to the"
        " keyring: it is locked); run the command again to remove it"
    ]
    move_to([place(tmp_path, "file")], "file", remember=never, warn=never)
    assert keyring.load(key) is None


def test_leftovers_of_every_server_are_removed(
    tmp_path: Path, file: TokenStore, keyring: TokenStore
) -> None:
    here, there = (place(tmp_path, "keyring", origin) for origin in (HOME, CLUB))
    for store in (file, keyring):
        for one in (here, there):
            store.save(one.key, tokens(one.origin))
    assert move_to([here], "keyring", remember=never, warn=never) == (0, keyring.where)
    assert FileStore(tmp_path).kept() == []
    assert keyring.load(here.key) is not None


def test_the_only_copy_is_no_leftover(
    tmp_path: Path, file: TokenStore, keyring: TokenStore
) -> None:
    here = place(tmp_path, "file")
    keyring.save(here.key, tokens())
    assert move_to([here], "file", remember=never, warn=never) == (0, file.where)
    assert keyring.load(here.key) is not None


class FakeConnection:
    """A connection that notes what it is opened with, and what is called."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.headers: list[str] = []
        self.paths: list[str] = []
        self._failure = failure

    def __call__(self, auth: httpx.Auth) -> Connection:
        request = httpx.Request("POST", f"{HOME}/v1/auth/logout")
        signed = next(cast("Iterator[httpx.Request]", auth.sync_auth_flow(request)))
        self.headers.append(signed.headers["Authorization"])
        return cast("Connection", self)

    def __enter__(self) -> FakeConnection:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _value: object, _trace: TracebackType | None
    ) -> None:
        pass

    def call(self, operation: object) -> None:
        if self._failure is not None:
            raise self._failure
        self.paths.append(str(getattr(operation, "path", operation)))


def test_a_session_is_ended_with_its_own_token() -> None:
    connect = FakeConnection()
    end(tokens(), connect, never)
    assert connect.headers == ["Bearer fta_access"]
    assert len(connect.paths) == 1
    assert "logout" in connect.paths[0]


def test_a_session_whose_token_has_expired_is_left_alone() -> None:
    connect = FakeConnection()
    end(tokens(expires_in_s=-1), connect, never)
    assert connect.headers == []


def test_a_session_that_cannot_be_ended_is_reported(tmp_path: Path, file: TokenStore) -> None:
    file.save(place(tmp_path, "file").key, tokens())
    heard: list[str] = []
    leave(place(tmp_path, "file"), FakeConnection(Unreachable("no backend")), heard.append)
    assert heard == ["the former session was not ended: no backend"]
    assert file.load(place(tmp_path, "file").key) is None


def test_where_nobody_was_signed_in_there_is_nothing_to_leave(
    tmp_path: Path, file: TokenStore
) -> None:
    connect = FakeConnection()
    for store in (None, "file"):
        leave(place(tmp_path, store), connect, never)
    assert connect.headers == []


def test_tokens_that_cannot_be_read_stay_and_are_reported(tmp_path: Path) -> None:
    Ring.broken = True
    heard: list[str] = []
    leave(place(tmp_path, "keyring"), FakeConnection(), heard.append)
    assert len(heard) == 1
    assert heard[0].startswith("the tokens in the keyring store stay there: ")


def test_tokens_are_kept_although_somebody_hangs_on_the_lock(
    tmp_path: Path, file: TokenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = place(tmp_path, "file")
    file.save(here.key, tokens(expires_in_s=5))

    def busy(_folder: Path, _key: str) -> NoReturn:
        raise lock.Busy("another fittrack is at work")

    monkeypatch.setattr(lock, "exclusively", busy)
    assert keep(here, file, tokens(), FakeConnection(), never) is None
    kept = file.load(here.key)
    assert kept is not None
    assert round(kept.lifetime_s) == 900


def test_a_session_whose_tokens_cannot_be_kept_is_ended(
    tmp_path: Path, keyring: TokenStore
) -> None:
    Ring.broken = True
    connect, heard = FakeConnection(Unreachable("no backend")), list[str]()
    with pytest.raises(StoreError):
        keep(place(tmp_path, "keyring"), keyring, tokens(), connect, heard.append)
    assert connect.headers == ["Bearer fta_access"]
    assert heard == ["the former session was not ended: no backend"]


def test_the_tokens_that_are_replaced_are_returned(tmp_path: Path, file: TokenStore) -> None:
    here = place(tmp_path, "file")
    assert keep(here, file, tokens(), FakeConnection(), never) is None
    before = file.load(here.key)
    assert keep(here, file, tokens(), FakeConnection(), never) == before
