"""Renewing tokens: once, in time, and never at the cost of newer ones."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import httpx
import pytest

from fittrack_cli.errors import CliError, NotSignedIn, Unreachable
from fittrack_cli.secret import Secret
from fittrack_cli.session.auth import SessionAuth
from fittrack_cli.session.file_store import FileStore
from fittrack_cli.session.session import Exchange, Session
from fittrack_cli.session.tokens import Tokens, from_json
from tests.unit.cli.renewing import KEY, Setting, full, pair


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
    def refuse(refresh: Secret, attempt: Secret, *, rotate: bool) -> Tokens:
        setting.store.save(KEY, pair(9))  # another process, which had no lock
        raise NotSignedIn("spent", slug="session-revoked")

    session = Session(
        setting.store, KEY, folder=setting.folder, exchange=refuse, warn=setting.warnings.append
    )
    assert session.renew(pair(1), rejected=True).access.reveal() == "access-9"
    assert setting.kept() == "access-9"


def test_a_session_that_the_server_ended_says_what_to_do_and_is_not_deleted(
    setting: Setting,
) -> None:
    setting.server.failure = NotSignedIn(
        "Signed out", "The session was revoked.", slug="session-revoked"
    )
    with pytest.raises(NotSignedIn) as error:
        setting.session().renew(pair(1), rejected=True)
    for command in ("auth login", "auth password", "auth sessions list"):
        assert f"fittrack {command}" in error.value.hint
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
    session = setting.session()
    assert session.tokens().access.reveal() == "access-1"
    assert session.tokens().access.reveal() == "access-1"
    assert setting.kept() == "access-1"
    assert setting.server.exchanged == [], "nothing is asked for that cannot be kept"
    assert "No space left on device" in setting.warnings[0]


@pytest.mark.parametrize("rejected", [False, True])
def test_tokens_that_cannot_be_saved_are_not_used(
    setting: Setting, monkeypatch: pytest.MonkeyPatch, rejected: bool
) -> None:
    setting.store.save(KEY, pair(1, 900 if rejected else -5.0))
    with monkeypatch.context() as patch:
        full(patch)
        for _ in range(3):
            session = setting.session()
            tokens = session.renew(pair(1), rejected=True) if rejected else session.tokens()
            setting.server.use(tokens)
            assert tokens.access.reveal() == "access-1"
            assert session.tokens() == tokens
    assert setting.kept() == "access-1"
    assert setting.server.borrowed == ["refresh-1"] * 3
    assert len(setting.warnings) == 3
    assert "No space left on device" in setting.warnings[0]
    assert "nothing is lost" in setting.warnings[0]
    # There is space again.
    setting.server.use(setting.session().renew(pair(1), rejected=True))
    assert setting.kept() == "access-2"
    setting.server.use(setting.session().renew(pair(2), rejected=True))
    assert setting.kept() == "access-3"


def test_a_failure_after_the_new_pair_was_written_uses_it(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_durable(folder: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr("fittrack_cli.files.sync_folder", not_durable)
    assert setting.session().renew(pair(1), rejected=True).access.reveal() == "access-2"
    assert setting.kept() == "access-2"
    assert setting.server.borrowed == []


def test_a_sign_in_or_out_meanwhile_is_not_overwritten(setting: Setting) -> None:
    def signing_in(refresh: Secret, attempt: Secret, *, rotate: bool) -> Tokens:
        setting.store.save(KEY, pair(50))
        return pair(2)

    def signing_out(refresh: Secret, attempt: Secret, *, rotate: bool) -> Tokens:
        setting.store.delete(KEY)
        return pair(2)

    session = setting.session()
    session._exchange = signing_in
    assert session.renew(pair(1), rejected=True).access.reveal() == "access-50"
    assert setting.kept() == "access-50"
    session._exchange = signing_out
    with pytest.raises(NotSignedIn):
        session.renew(pair(50), rejected=True)
    assert setting.store.load(KEY) is None


def test_an_answer_that_is_not_the_backends_does_not_end_the_session(setting: Setting) -> None:
    setting.server.failure = NotSignedIn("401 Unauthorized", slug="http-401")
    with pytest.raises(NotSignedIn) as error:
        setting.session().renew(pair(1), rejected=True)
    assert error.value.slug == "http-401"
    setting.server.failure = None
    assert setting.session().renew(pair(1), rejected=True).access.reveal() == "access-2"


DAY_S = 86_400.0


@pytest.mark.parametrize("ahead_s", [-400 * DAY_S, -3600.0, 3600.0, 400 * DAY_S])
def test_a_clock_that_is_wrong_all_the_time_changes_nothing(
    setting: Setting, ahead_s: float
) -> None:
    setting.clock.wall_ahead_s = ahead_s
    setting.store.save(KEY, moved(pair(1), ahead_s))
    for _ in range(20):
        assert setting.session().tokens().access.reveal() == "access-1"
    assert setting.server.exchanged == []


def test_a_clock_that_jumps_ahead_renews_once_and_not_on_every_command(setting: Setting) -> None:
    setting.clock.wall_ahead_s = 30 * DAY_S
    session = setting.session()
    session._exchange = by_the_clock(setting)
    for _ in range(20):
        session._held = None  # as in another command
        setting.server.use(session.tokens())
    assert setting.server.exchanged == ["refresh-1"]
    # And back: these tokens seem to come from the future, and serve until the server objects.
    setting.clock.wall_ahead_s = 0
    for _ in range(20):
        session._held = None
        assert session.tokens().access.reveal() == "access-2"
    assert setting.server.exchanged == ["refresh-1"]
    assert session.renew(session.tokens(), rejected=True).access.reveal() == "access-3"


def test_a_clock_that_is_set_back_while_a_command_runs_is_noticed(setting: Setting) -> None:
    session = setting.session()
    assert session.tokens().access.reveal() == "access-1"
    setting.clock.wall_ahead_s = -5 * DAY_S
    assert session.tokens().access.reveal() == "access-1"
    setting.clock.passed_s = 890  # the count of seconds goes on
    assert session.tokens().access.reveal() == "access-2"


def test_a_machine_that_slept_renews_when_it_wakes(setting: Setting) -> None:
    session = setting.session()
    assert session.tokens().access.reveal() == "access-1"
    setting.clock.wall_ahead_s = 8 * 3600
    assert session.tokens().access.reveal() == "access-2"


def test_tokens_for_others_are_never_of_an_unknown_age(setting: Setting) -> None:
    setting.clock.wall_ahead_s = -3600
    assert setting.session().tokens().access.reveal() == "access-1"
    assert setting.session().tokens(certainly_good=True).access.reveal() == "access-2"


def moved(tokens: Tokens, seconds: float) -> Tokens:
    return tokens._replace(
        received_at=tokens.received_at + seconds,
        access_expires_at=tokens.access_expires_at + seconds,
    )


def by_the_clock(setting: Setting) -> Exchange:
    def exchange(refresh: Secret, attempt: Secret, *, rotate: bool) -> Tokens:
        granted = setting.server.exchange(refresh, attempt, rotate=rotate)
        return moved(granted, setting.clock.wall_ahead_s)

    return exchange


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


def test_tokens_of_another_process_that_are_due_again_are_renewed(setting: Setting) -> None:
    setting.store.save(KEY, pair(2, expires_in=-1))
    assert setting.session().renew(pair(1), rejected=True).access.reveal() == "access-3"
    assert setting.server.exchanged == ["refresh-2"]


def test_a_pair_that_was_saved_after_all_is_used(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old refresh token rests then: the next command uses the new one."""
    save = FileStore.save

    def saved_and_failed(store: FileStore, key: str, tokens: Tokens, before: Tokens) -> None:
        save(store, key, tokens, before)
        raise CliError("cannot say whether it is on the disk")

    monkeypatch.setattr(FileStore, "save", saved_and_failed)
    assert setting.session().renew(pair(1), rejected=True).access.reveal() == "access-2"
    assert (setting.server.borrowed, setting.warnings) == ([], [])
    assert setting.kept() == "access-2"


def test_a_pair_that_gave_way_to_another_in_the_store_is_not_used(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = FileStore.save

    def overtaken(store: FileStore, key: str, tokens: Tokens, before: Tokens) -> Tokens | None:
        save(store, key, pair(7))
        return save(store, key, tokens, before)

    monkeypatch.setattr(FileStore, "save", overtaken)
    assert setting.session().renew(pair(1), rejected=True).access.reveal() == "access-7"
    assert setting.kept() == "access-7"


def test_tokens_that_were_moved_to_another_store_are_renewed_there(
    setting: Setting, tmp_path: Path
) -> None:
    moved_to = FileStore(tmp_path / "elsewhere")
    session = setting.session()
    session._reopened = lambda: moved_to
    setting.store.delete(KEY)
    moved_to.save(KEY, pair(1))
    assert session.renew(pair(1), rejected=True).access.reveal() == "access-2"
    assert setting.store.kept() == []
    kept = moved_to.load(KEY)
    assert kept is not None and kept.access.reveal() == "access-2"
