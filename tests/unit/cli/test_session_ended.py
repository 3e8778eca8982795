"""What ends a session and what does not, and what is said of it, whole."""

from __future__ import annotations

import time
from pathlib import Path
from typing import NoReturn

import pytest
from attrs import define, field

from fittrack_cli.errors import CliError, NotSignedIn, Unreachable
from fittrack_cli.secret import Secret
from fittrack_cli.session.clock import Clock
from fittrack_cli.session.file_store import FileStore
from fittrack_cli.session.lock import Busy
from fittrack_cli.session.session import PATIENCE_S, Session
from fittrack_cli.session.store import StoreError
from fittrack_cli.session.stores import TokenPlace
from fittrack_cli.session.tokens import Tokens
from tests.unit.cli.renewing import KEY, MovedClock

LIFE_S = 900.0


@define
class Refusing:
    """A server that refuses every exchange, or every rotation."""

    error: CliError
    borrowed: Tokens | None = None
    rotations: list[bool] = field(factory=list)

    def __call__(self, refresh: Secret, attempt: Secret, *, rotate: bool) -> Tokens:
        self.rotations.append(rotate)
        if self.borrowed is not None:
            return self.borrowed
        raise self.error


def pair(age_s: float = 0.0) -> Tokens:
    received_at = time.time() - age_s
    return Tokens(
        origin="http://127.0.0.1:8765",
        username="ada",
        session_id="session",
        access=Secret("fta_of_ada"),
        refresh=Secret("refresh"),
        received_at=received_at,
        access_expires_at=received_at + LIFE_S,
        refresh_expires_at=received_at + 1e6,
    )


def session(folder: Path, exchange: Refusing, clock: Clock | None = None) -> Session:
    return Session(
        FileStore(folder),
        KEY,
        folder=folder,
        exchange=exchange,
        warn=lambda _text: None,
        clock=clock,
    )


@pytest.mark.parametrize(
    ("slug", "hint"),
    [
        ("session-expired", "fittrack auth login"),
        ("not-signed-in", "fittrack auth login"),
        (
            "session-revoked",
            "sign in again: fittrack auth login\nif this was not your doing: fittrack auth"
            " password --everything, then look at fittrack auth audit and fittrack auth sessions list",
        ),
    ],
)
def test_an_ended_session_is_told_with_what_the_server_said(
    tmp_path: Path, slug: str, hint: str
) -> None:
    FileStore(tmp_path).save(KEY, pair())
    said = NotSignedIn("Gone", "After 90 days.", slug=slug, request_id="r-1", extras={"a": 1})
    with pytest.raises(NotSignedIn) as error:
        session(tmp_path, Refusing(said)).renew(pair(), rejected=True)
    assert error.value.as_json() == {
        "code": 3,
        "slug": slug,
        "title": "the session has ended",
        "detail": "After 90 days.",
        "hint": hint,
        "request_id": "r-1",
        "a": 1,
    }


def test_who_is_not_signed_in_is_told_how_to_be(tmp_path: Path) -> None:
    with pytest.raises(NotSignedIn) as error:
        session(tmp_path, Refusing(Unreachable("down"))).tokens()
    shown = (error.value.title, error.value.detail, error.value.hint)
    assert shown == ("not signed in", "", "fittrack auth login")


def test_a_401_of_something_in_between_leaves_tokens_that_still_serve(tmp_path: Path) -> None:
    FileStore(tmp_path).save(KEY, pair(age_s=LIFE_S - 5))
    said = NotSignedIn("401 Unauthorized", slug="http-401")
    assert session(tmp_path, Refusing(said)).tokens().access.reveal() == "fta_of_ada"


def test_tokens_that_nobody_refused_serve_on_while_there_are_no_better(tmp_path: Path) -> None:
    FileStore(tmp_path).save(KEY, pair())
    refusing = Refusing(Unreachable("down"))
    assert session(tmp_path, refusing).renew(pair()).access.reveal() == "fta_of_ada"
    assert refusing.rotations == [True]


def test_good_tokens_wait_for_nobody_and_keep_their_age(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    def busy(_folder: Path, _key: str, patience_s: float) -> NoReturn:
        waited.append(patience_s)
        raise Busy("another fittrack is busy")

    monkeypatch.setattr("fittrack_cli.session.lock.exclusively", busy)
    FileStore(tmp_path).save(KEY, pair())
    clock = MovedClock()
    asking = session(tmp_path, Refusing(Unreachable("down")), clock)
    assert asking.renew(asking.tokens()).access.reveal() == "fta_of_ada"
    assert waited == [0.0]
    clock.wall_ahead_s = -5 * 86_400.0
    clock.passed_s = LIFE_S + 10
    with pytest.raises(Busy):
        asking.tokens()
    assert waited == [0.0, PATIENCE_S]


def test_a_clock_that_was_set_back_does_not_make_expired_tokens_serve(tmp_path: Path) -> None:
    """The age that a command has counted itself is kept when it renews."""
    FileStore(tmp_path).save(KEY, pair())
    clock = MovedClock()
    asking = session(tmp_path, Refusing(Unreachable("down")), clock)
    asking.tokens()
    clock.wall_ahead_s = -5 * 86_400.0
    clock.passed_s = LIFE_S + 10
    with pytest.raises(Unreachable):
        asking.tokens()


def test_a_borrowed_access_token_asks_for_no_rotation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing_fits(_self: FileStore, _key: str, _tokens: Tokens, _before: Tokens) -> None:
        raise StoreError("full")

    FileStore(tmp_path).save(KEY, pair())
    monkeypatch.setattr(FileStore, "save", nothing_fits)
    lending = Refusing(Unreachable("down"), borrowed=pair()._replace(access=Secret("other")))
    assert session(tmp_path, lending).renew(pair(), rejected=True).access.reveal() == "other"
    assert [one is True for one in lending.rotations] == [True, False]
    assert lending.rotations[1] is False


def test_nothing_is_forgotten_where_nothing_is_kept(tmp_path: Path) -> None:
    TokenPlace(tmp_path, "default", "http://127.0.0.1:8765", None).forget()
    TokenPlace(tmp_path, "default", "http://127.0.0.1:8765", "file").forget()
    assert list(tmp_path.iterdir()) == []


def test_what_another_process_removed_meanwhile_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FileStore(tmp_path)
    store.save(KEY, pair())
    read = iter([{KEY: pair().to_json()}, {}])
    monkeypatch.setattr(store, "_read", lambda: next(read))
    store.delete(KEY)
    assert FileStore(tmp_path).load(KEY) is None


def test_a_damaged_file_is_told_with_the_reason_and_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "credentials.json"
    path.write_text("{")
    path.chmod(0o600)
    with pytest.raises(StoreError) as error:
        FileStore(tmp_path).load(KEY)
    assert error.value.title == f"cannot understand {path}"
    assert error.value.detail == "it is not complete JSON"
    assert error.value.hint == (
        f"move it away and sign in again: mv {path} {path}.old && fittrack auth login"
    )
