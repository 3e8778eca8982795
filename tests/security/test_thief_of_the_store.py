"""A thief who copies the store of a command line: without the password nothing that he does there lasts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from sqlalchemy import select

from fittrack_backend.storage.tables import AccessTokenRow, InvitationRow
from tests.in_process import PASSWORD, Machine, Server
from tools.running import transcript

NOT_SIGNED_IN = 3
SECOND_FACTOR_NEEDED = 4
NEW_PASSWORD = "another marked and long password 88bb"
SENSITIVE = (
    ("auth", "mfa", "enroll"),
    ("auth", "access-tokens", "create", "cron"),
    ("auth", "invite"),
    ("api", "start_totp_enrollment"),
    ("api", "create_access_token", "--name", "cron", "--scopes", "read"),
    ("api", "create_invitation"),
)
REFUSED = (*SENSITIVE, ("account", "export", "/nowhere/export.zip"))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path / "server")
    yield made
    made.close_all()


@pytest.fixture
def owner(server: Server, tmp_path: Path) -> Machine:
    made = Machine(server, tmp_path / "owner")
    made.register()
    made.sign_in()
    return made


def enrolled(machine: Machine) -> str:
    """Turns on a second factor from this machine, and returns its secret."""
    started = machine.ok("auth", "mfa", "enroll", "-o", "json").json()
    secret = transcript.secret("TOTP secret", str(started["secret"]))
    machine.ok("auth", "mfa", "enroll", "--mfa-code", machine.server.code(secret))
    return secret


def copied(owner: Machine, folder: Path) -> Machine:
    shutil.copytree(owner.folder, folder)
    return Machine(owner.server, folder)


@pytest.fixture
def thief(owner: Machine, tmp_path: Path) -> Machine:
    """Who has copied the owner's store, a while after the owner signed in."""
    owner.server.advance(minutes=5)
    return copied(owner, tmp_path / "thief")


def test_without_the_password_no_sensitive_step_is_done(thief: Machine) -> None:
    for step in REFUSED:
        refused = thief(*step, "-o", "json")
        assert refused.code == NOT_SIGNED_IN
        assert refused.out == ""
        assert refused.error()["slug"] == "proof-needed"
        assert "--password-stdin" in str(refused.error()["hint"])
    for step in SENSITIVE[:3]:
        guessed = thief(*step, "--password-stdin", "-o", "json", stdin="a guess of the thief's\n")
        assert guessed.error()["slug"] == "invalid-credentials"
    assert thief(*SENSITIVE[2], answers=["first guess", "second guess", "third guess"]).code == 3
    with thief.server.backend.database.session() as session:
        assert session.scalars(select(AccessTokenRow)).all() == []
        assert session.scalars(select(InvitationRow)).all() == []


def test_the_owner_is_asked_and_goes_on(owner: Machine) -> None:
    for step in SENSITIVE:
        if step[1:] == ("mfa", "enroll"):
            continue  # at a terminal it would go on to ask for a code
        owner.server.advance(minutes=5)
        done = owner.ok(*step, answers=["not the password", PASSWORD])
        assert done.asked == ["Password (hidden)"] * 2
        assert "The password is wrong. Try again." in done.err
    owner.server.advance(minutes=4, seconds=59)
    again = owner("auth", "invite")
    assert again.code == 0, again.err
    owner.server.advance(seconds=1)
    assert owner("auth", "invite").code == NOT_SIGNED_IN


def test_off_a_terminal_the_password_comes_from_standard_input(owner: Machine) -> None:
    owner.server.advance(hours=1)
    for step in SENSITIVE:
        owner.server.advance(minutes=6)
        made = owner.ok(*step, "--password-stdin", "-o", "json", stdin=f"{PASSWORD}\n")
        assert made.json()


def test_signing_in_is_a_proof_for_its_own_session_alone(
    owner: Machine, thief: Machine, tmp_path: Path
) -> None:
    other = Machine(owner.server, tmp_path / "other")
    other.sign_in()
    assert thief("auth", "invite").code == NOT_SIGNED_IN
    other.ok("auth", "invite")


def test_a_token_for_scripts_has_and_gives_no_proof(owner: Machine) -> None:
    every = ("--scope", "read", "--scope", "sync", "--scope", "sources", "--scope", "write")
    token = owner.ok("auth", "access-tokens", "create", "all", *every, "-q").out.strip()
    owner.environment["FITTRACK_TOKEN"] = token
    for step in REFUSED:
        refused = owner(*step, "--password-stdin", "-o", "json", stdin=PASSWORD)
        assert refused.error()["slug"] == "session-required"
    body = '{"proof": "' + PASSWORD + '"}'
    given = owner("api", "give_proof", "--body", "-", "-o", "json", stdin=body)
    assert given.error()["slug"] == "session-required"


def test_the_codes_of_a_factor_that_the_thief_enrolled_prove_nothing(
    owner: Machine, tmp_path: Path
) -> None:
    """He copies the store within five minutes of a sign-in, and so shares its proof for that long."""
    thief = copied(owner, tmp_path / "thief")
    secret = enrolled(thief)
    owner.server.advance(minutes=6)
    body = '{"method": "totp", "proof": "' + pyotp.TOTP(secret).at(owner.server.now) + '"}'
    refused = thief("api", "give_proof", "--body", "-", "-o", "json", stdin=body)
    assert refused.error()["slug"] == "proof-needed"
    assert refused.error()["methods"] == ["password"]
    thief.ok("auth", "mfa", "recovery-codes", "--mfa-code", owner.server.code(secret))
    assert thief("auth", "invite").code == NOT_SIGNED_IN


def test_the_operator_takes_the_thiefs_factor_away(owner: Machine, tmp_path: Path) -> None:
    thief = copied(owner, tmp_path / "thief")
    enrolled(thief)
    told = owner.ok("auth", "status")
    assert "a second factor was turned on" in told.err
    there = ("--data-dir", str(tmp_path / "server"))
    owner.ok("backend", "users", "remove-factor", "ADA", *there)
    assert owner.ok("auth", "status", "-o", "json").json()["mfa_enabled"] is False
    again = Machine(owner.server, tmp_path / "again")
    again.sign_in()
    assert "by the operator" in again.ok("auth", "audit", "-o", "json").out
    twice = owner("backend", "users", "remove-factor", "ada", *there)
    assert twice.code == 2 and "ada has no second factor" in twice.err


def test_the_password_does_not_remove_the_factor_from_any_session(
    owner: Machine, tmp_path: Path
) -> None:
    """Not even from a copy of the session in which it was enrolled."""
    enrolled(owner)
    thief = copied(owner, tmp_path / "thief")
    refused = thief("auth", "mfa", "remove", "--password-stdin", stdin=PASSWORD)
    assert refused.code == SECOND_FACTOR_NEEDED
    body = json.dumps({"password": PASSWORD})
    refused = thief("api", "remove_totp", "--body", "-", "-o", "json", stdin=body)
    assert refused.code == 2, refused.err
    thief("auth", "mfa", "remove", "--password-stdin", "--mfa-code", "123456", stdin=PASSWORD)
    assert owner.ok("auth", "status", "-o", "json").json()["mfa_enabled"] is True


def test_a_code_is_a_proof_where_the_session_was_signed_in_with_one(
    owner: Machine, tmp_path: Path
) -> None:
    secret = enrolled(owner)
    owner.server.advance(minutes=1)
    newer = Machine(owner.server, tmp_path / "newer")
    login = ("auth", "login", "--username", "ada", "--password-stdin", "--credential-store", "file")
    newer.ok(*login, "--mfa-code", owner.server.code(secret), stdin=PASSWORD)
    owner.server.advance(minutes=6)
    done = newer.ok("auth", "invite", answers=[owner.server.code(secret)])
    assert done.asked == ["Password, or a code from your authenticator app (hidden)"]


def made_by_the_thief(owner: Machine, tmp_path: Path) -> tuple[Machine, str]:
    """A thief who came within five minutes of a sign-in, and the token that he made."""
    thief = copied(owner, tmp_path / "thief")
    return thief, thief.ok("auth", "access-tokens", "create", "mine", "-q").out.strip()


def works(machine: Machine, token: str) -> bool:
    return (
        Machine(machine.server, machine.folder, {"FITTRACK_TOKEN": token})("sync", "list").code == 0
    )


def test_a_token_does_not_outlive_the_discovery_of_the_theft(
    owner: Machine, tmp_path: Path
) -> None:
    thief, token = made_by_the_thief(owner, tmp_path)
    assert works(thief, token)
    thief.ok("auth", "refresh")
    thief.ok("auth", "status")
    noticed = owner("auth", "refresh", "-o", "json")
    assert noticed.error()["slug"] == "session-revoked"
    assert "auth password --everything" in str(noticed.error()["hint"])
    assert not works(thief, token)
    told = owner
    told.sign_in()
    said = told.ok("auth", "audit").out
    assert "token-reused" in said


def test_a_theft_is_told_after_the_next_sign_in_with_what_is_left(
    owner: Machine, tmp_path: Path
) -> None:
    other = Machine(owner.server, tmp_path / "other")
    other.sign_in()
    other.ok("auth", "access-tokens", "create", "nightly", "-q")
    other.ok("auth", "invite")
    owner.ok("auth", "status")
    thief, _ = made_by_the_thief(owner, tmp_path)
    thief.ok("auth", "refresh")
    thief.ok("auth", "status")
    assert owner("auth", "refresh").code == NOT_SIGNED_IN
    login = ("auth", "login", "--username", "ada", "--password-stdin", "--credential-store", "file")
    told = owner.ok(*login, stdin=PASSWORD).err
    assert "a stolen token was used, and its session was ended" in told
    assert "1 access token ended" in told
    assert "left: 1 other session, 1 access token, 1 invitation, no second factor" in told
    assert "somebody signed in" not in told
    assert "news of your account" not in owner.ok("auth", "status").err


def test_a_token_does_not_outlive_the_end_of_its_session(owner: Machine, tmp_path: Path) -> None:
    other = Machine(owner.server, tmp_path / "other")
    other.sign_in()
    token = other.ok("auth", "access-tokens", "create", "mine", "-q").out.strip()
    sessions = owner.ok("auth", "sessions", "list", "-o", "json").out
    (its,) = (one["id"] for one in json.loads(sessions) if not one["current"])
    owner.ok("auth", "sessions", "revoke", its)
    assert not works(owner, token)


@pytest.mark.parametrize("everything", [False, True])
def test_a_change_of_the_password_ends_what_the_sessions_made(
    owner: Machine, tmp_path: Path, *, everything: bool
) -> None:
    signed_out = Machine(owner.server, tmp_path / "signed-out")
    signed_out.sign_in()
    older = signed_out.ok("auth", "access-tokens", "create", "older", "-q").out.strip()
    signed_out.ok("auth", "logout")
    owner.ok("auth", "invite")
    thief, token = made_by_the_thief(owner, tmp_path)
    change = ("auth", "password", "--password-stdin", *(["--everything"] if everything else []))
    changed = owner.ok(*change, "-o", "json", stdin=f"{PASSWORD}\n{NEW_PASSWORD}\n").json()
    assert not works(thief, token)
    assert works(owner, older) is not everything
    assert changed["ended_access_tokens"] == (2 if everything else 1)
    assert changed["ended_invitations"] == (1 if everything else 0)
    assert changed["access_tokens"] == changed["invitations"] == (0 if everything else 1)


def test_the_thief_cannot_use_up_the_news(owner: Machine, tmp_path: Path) -> None:
    owner.ok("auth", "status")
    thief, _ = made_by_the_thief(owner, tmp_path)
    for _ in range(3):
        thief.ok("auth", "status")
        thief.ok("auth", "audit")
    quiet = owner.ok("auth", "status", "-q")
    assert quiet.err == ""
    told = owner.ok("auth", "status", "-o", "json")
    assert told.json()["username"] == "ada"
    assert "an access token for scripts was made" in told.err
    assert "news" not in owner.ok("auth", "status").err


def test_what_a_command_did_itself_is_no_news(owner: Machine) -> None:
    owner.ok("auth", "status")
    assert "news" not in owner.ok("auth", "access-tokens", "create", "cron").err
    assert "news" not in owner.ok("auth", "invite").err
    assert "news" not in owner.ok("auth", "status").err


def test_a_failing_command_leaves_the_news_to_the_next(owner: Machine, tmp_path: Path) -> None:
    owner.ok("auth", "status")
    made_by_the_thief(owner, tmp_path)
    failed = owner(
        "auth", "sessions", "revoke", "00000000-0000-0000-0000-000000000000", "-o", "json"
    )
    assert failed.error()["slug"] == "not-found"
    assert "an access token for scripts was made" in owner.ok("auth", "status").err
