"""A refresh token is stolen: it is noticed, the session ends, and the owner is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from attrs import evolve

from tests.integration.command_line import Done
from tests.session.owner import Owner, command_line
from tools.running.live_backend import PASSWORD

NOT_SIGNED_IN = 3


@pytest.fixture
def thief(owner: Owner, tmp_path: Path) -> Owner:
    """Somebody with a copy of the owner's files, on another machine."""
    stolen = command_line(tmp_path / "thief")
    shutil.copytree(owner.config, stolen.environment["FITTRACK_CONFIG_DIR"])
    return evolve(owner, fittrack=stolen)


def expire(*sides: Owner) -> None:
    """A quarter of an hour goes by."""
    for side in sides:
        side.expire()


def is_refused(side: Owner) -> Done:
    """The command ends with the code for not being signed in, before it has shown anything."""
    done = side.fittrack(*side.command)
    assert done.code == NOT_SIGNED_IN
    assert done.out == ""
    return done


def is_told(owner: Owner) -> None:
    """The owner learns what happened and what to do, in words and in JSON."""
    error = is_refused(owner).error()
    assert error["slug"] == "session-revoked"
    assert error["title"] == "the session has ended"
    assert "used twice" in str(error["detail"]) or "somebody else" in str(error["detail"])
    for command in ("fittrack auth login", "fittrack auth password", "fittrack auth sessions list"):
        assert command in str(error["hint"])
    words = owner.fittrack("sync", "list")
    assert words.code == NOT_SIGNED_IN
    assert str(error["detail"]) in words.err
    assert "fittrack auth password" in words.err


def test_the_thief_uses_the_new_pair_first(owner: Owner, thief: Owner) -> None:
    expire(owner, thief)
    thief.runs()
    is_told(owner)
    is_refused(thief)
    assert not owner.is_alive()
    assert owner.events()["token-reused"] == 1


def test_the_owner_uses_the_new_pair_first(owner: Owner, thief: Owner) -> None:
    expire(owner, thief)
    owner.runs()
    is_refused(thief)
    assert not owner.is_alive()
    is_told(owner)
    assert owner.events()["token-reused"] == 1


def test_the_owner_is_told_while_the_access_token_would_still_be_good(
    owner: Owner, thief: Owner
) -> None:
    expire(owner, thief)
    owner.runs()
    is_refused(thief)
    is_told(owner)


@pytest.mark.parametrize("first", ["owner", "thief"])
def test_both_hold_the_same_new_pair_and_part_at_the_next_refresh(
    owner: Owner, thief: Owner, first: str
) -> None:
    """The same refresh token gets both the same pair, until one of its tokens is used: who comes
    second the next time shows that there are two."""
    expire(owner, thief)
    thief.fittrack.ok("auth", "token")
    owner.fittrack.ok("auth", "token")
    assert owner.kept()["refresh"] == thief.kept()["refresh"]
    owner.runs()
    thief.runs()
    expire(owner, thief)
    early, late = (owner, thief) if first == "owner" else (thief, owner)
    early.runs()
    is_refused(late)
    is_told(owner)
    assert not owner.is_alive()


def test_a_thief_who_only_borrows_is_shut_out_by_the_next_refresh(
    owner: Owner, thief: Owner
) -> None:
    """Asking for no new pair spends nothing, but does not outlive the owner's next one."""
    borrowed = {"refresh_token": str(thief.kept()["refresh"]), "rotate": False}
    client = owner.backend.client()
    assert client.post("/v1/auth/refresh", json=borrowed).status_code == 200
    expire(owner)
    owner.runs()
    answer = client.post("/v1/auth/refresh", json=borrowed)
    assert answer.status_code == 401
    assert answer.json()["type"] == "urn:fittrack:problem:session-revoked"
    is_told(owner)


def test_signing_in_again_works_and_the_thief_stays_out(owner: Owner, thief: Owner) -> None:
    expire(owner, thief)
    thief.runs()
    is_told(owner)
    options = ["--username", owner.username, "--password-stdin", "--credential-store", "file"]
    options += ["--server", owner.backend.url]
    owner.fittrack.ok("auth", "login", *options, stdin=f"{PASSWORD}\n")
    owner.runs()
    is_refused(thief)
    owner.runs()
