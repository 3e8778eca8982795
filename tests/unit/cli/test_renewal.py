"""Renewing tokens: once, in time, and never at the cost of newer ones."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import httpx
import pytest
from attrs import define, field

from fittrack_cli.errors import CliError, NotSignedIn, Unreachable
from fittrack_cli.session.file_store import FileStore
from fittrack_cli.session.secret import Secret
from fittrack_cli.session.session import Session, SessionAuth
from fittrack_cli.session.tokens import Tokens, from_json

KEY = "default@http://127.0.0.1:8765"


def pair(number: int, expires_in: float = 900.0) -> Tokens:
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
class Server:
    """Hands out the next pair for a refresh token, as often as it is asked."""

    failure: Exception | None = None
    exchanged: list[str] = field(factory=list)

    def exchange(self, refresh: Secret) -> Tokens:
        self.exchanged.append(refresh.reveal())
        if self.failure is not None:
            raise self.failure
        return pair(int(refresh.reveal().removeprefix("refresh-")) + 1)


@define
class Setting:
    store: FileStore
    server: Server
    folder: Path
    warnings: list[str] = field(factory=list)

    def session(self) -> Session:
        return Session(
            self.store,
            KEY,
            folder=self.folder,
            exchange=self.server.exchange,
            warn=self.warnings.append,
        )

    def kept(self) -> str:
        tokens = self.store.load(KEY)
        assert tokens is not None
        return tokens.access.reveal()


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    store = FileStore(tmp_path)
    store.save(KEY, pair(1))
    return Setting(store, Server(), tmp_path)


def full(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", no_space)


def test_good_tokens_are_used_as_they_are(setting: Setting) -> None:
    assert setting.session().tokens().access.reveal() == "access-1"
    assert setting.server.exchanged == []


@pytest.mark.parametrize("expires_in", [-1.0, 5.0])
def test_tokens_are_renewed_ahead_of_expiry_and_after(setting: Setting, expires_in: float) -> None:
    setting.store.save(KEY, pair(1, expires_in)._replace(received_at=time.time() - 900))
    assert setting.session().tokens().access.reveal() == "access-2"
    assert setting.kept() == "access-2"


def test_what_another_process_wrote_is_used_and_not_renewed_again(setting: Setting) -> None:
    session = setting.session()
    used = session.tokens()
    setting.store.save(KEY, pair(7))
    assert session.renew(used, rejected=True).access.reveal() == "access-7"
    assert setting.server.exchanged == []


def test_a_refusal_does_not_harm_newer_tokens(setting: Setting) -> None:
    def refuse(refresh: Secret) -> Tokens:
        setting.store.save(KEY, pair(9))  # another process, which had no lock
        raise NotSignedIn("spent")

    session = Session(
        setting.store, KEY, folder=setting.folder, exchange=refuse, warn=setting.warnings.append
    )
    assert session.renew(pair(1), rejected=True).access.reveal() == "access-9"
    assert setting.kept() == "access-9"


def test_a_session_that_the_server_ended_says_what_to_do_and_is_not_deleted(
    setting: Setting,
) -> None:
    setting.server.failure = NotSignedIn("Signed out", "The session was revoked.")
    with pytest.raises(NotSignedIn) as error:
        setting.session().renew(pair(1), rejected=True)
    assert error.value.hint == "fittrack auth login"
    assert "revoked" in error.value.detail
    assert setting.kept() == "access-1"


def test_an_unreachable_backend_leaves_tokens_that_still_serve(setting: Setting) -> None:
    setting.server.failure = Unreachable("down")
    setting.store.save(KEY, pair(1, 5.0)._replace(received_at=time.time() - 900))
    session = setting.session()
    assert session.tokens().access.reveal() == "access-1"
    assert session.tokens().access.reveal() == "access-1"
    assert len(setting.server.exchanged) == 1
    setting.store.save(KEY, pair(1, -5.0))
    with pytest.raises(Unreachable):
        setting.session().tokens()


def test_a_full_disk_keeps_the_old_pair_while_it_lasts(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting.store.save(KEY, pair(1, 5.0)._replace(received_at=time.time() - 900))
    full(monkeypatch)
    assert setting.session().tokens().access.reveal() == "access-1"
    assert setting.kept() == "access-1"
    assert setting.warnings == []


def test_a_full_disk_still_lets_the_command_work_and_says_so(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting.store.save(KEY, pair(1, -5.0))
    full(monkeypatch)
    assert setting.session().tokens().access.reveal() == "access-2"
    assert setting.kept() == "access-1"
    assert "No space left on device" in setting.warnings[0]


def test_a_401_renews_once_and_sends_the_request_again(setting: Setting) -> None:
    sent: list[str | None] = []

    def handle(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers["authorization"])
        return httpx.Response(200 if request.headers["authorization"] == "Bearer access-2" else 401)

    auth = SessionAuth(setting.session(), "http://127.0.0.1:8765")
    with httpx.Client(transport=httpx.MockTransport(handle), auth=auth) as client:
        assert client.post("http://127.0.0.1:8765/v1", content=b"body").status_code == 200
        assert sent == ["Bearer access-1", "Bearer access-2"]
        sent.clear()
        assert client.get("http://127.0.0.1:8765/v1").status_code == 200
        assert sent == ["Bearer access-2"]


def test_a_401_for_fresh_tokens_is_final(setting: Setting) -> None:
    auth = SessionAuth(setting.session(), "http://127.0.0.1:8765")
    transport = httpx.MockTransport(lambda request: httpx.Response(401))
    with httpx.Client(transport=transport, auth=auth) as client:
        assert client.get("http://127.0.0.1:8765/v1").status_code == 401
    assert setting.server.exchanged == ["refresh-1"]


def test_tokens_go_to_their_origin_only(setting: Setting) -> None:
    auth = SessionAuth(setting.session(), "http://127.0.0.1:8765")
    transport = httpx.MockTransport(lambda request: pytest.fail("sent"))
    with httpx.Client(transport=transport, auth=auth) as client:
        for url in ("http://127.0.0.1:8766/", "https://127.0.0.1:8765/", "http://evil.example/"):
            with pytest.raises(CliError):
                client.get(url)


def test_secrets_do_not_show() -> None:
    secret = Secret("marked")
    for text in (f"{secret}", str(secret), repr(secret), f"{secret:>10}", repr(pair(1))):
        assert "marked" not in text and "access-1" not in text


def test_tokens_read_back() -> None:
    tokens = pair(3)
    assert from_json(tokens.to_json()) == tokens
    written = tokens.to_json()
    damaged: list[object] = [None, [], {}, written | {"access": 5}, written | {"origin": ""}]
    for broken in damaged:
        with pytest.raises(ValueError):
            from_json(broken)


def test_an_unwritable_folder_stops_no_renewal_for_want_of_a_lock(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    import filelock

    def no_lock(self: object, *args: object, **kwargs: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(filelock.FileLock, "acquire", no_lock)
    assert setting.session().renew(pair(1), rejected=True).access.reveal() == "access-2"
