"""A refresh token is stolen: it is noticed, the session ends, and the owner is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from attrs import evolve

from fittrack_cli.secret import Secret
from fittrack_cli.session import attempts
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
    assert "somebody else" in str(error["detail"])
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


def test_whoever_asks_second_for_the_next_pair_shows_that_there_are_two(
    owner: Owner, thief: Owner
) -> None:
    """Although none of its tokens was used yet."""
    expire(owner, thief)
    thief.fittrack.ok("auth", "token")
    is_told(owner)
    assert not owner.is_alive()
    assert owner.events()["second-holder"] == 1
    is_refused(thief)


@pytest.mark.parametrize("first", ["owner", "thief"])
def test_a_thief_with_the_attempt_in_flight_parts_from_the_owner_at_the_next_refresh(
    owner: Owner, thief: Owner, first: str
) -> None:
    """A copy that was made between writing the attempt and saving the pair gets the same pair: who
    comes second the next time shows that there are two."""
    expire(owner, thief)
    attempts.settle(owner.config, owner.key, Secret(str(owner.kept()["refresh"])))
    shutil.copytree(owner.config, thief.config, dirs_exist_ok=True)
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


def test_a_patient_thief_is_noticed_within_one_cycle(owner: Owner, thief: Owner) -> None:
    """He uses no token and only asks for each next pair before the owner does."""
    expire(owner, thief)
    owner.runs()
    shutil.copytree(owner.config, thief.config, dirs_exist_ok=True)
    asked = {"refresh_token": str(thief.kept()["refresh"]), "attempt": "an attempt of the thief's"}
    granted = owner.backend.client().post("/v1/auth/refresh", json=asked)
    assert granted.status_code == 200
    expire(owner)
    is_told(owner)
    assert not owner.is_alive()
    following = {**asked, "refresh_token": granted.json()["refresh_token"]}
    assert owner.backend.client().post("/v1/auth/refresh", json=following).status_code == 401


def test_a_thief_who_only_borrows_is_shut_out_by_the_next_refresh(
    owner: Owner, thief: Owner
) -> None:
    """Asking for no new pair spends nothing, but does not outlive the owner's next one."""
    borrowed = {"refresh_token": str(thief.kept()["refresh"]), "rotate": False}
    borrowed["attempt"] = "an attempt of the thief's"
    client = owner.backend.client()
    assert client.post("/v1/auth/refresh", json=borrowed).status_code == 200
    assert owner.events()["access-renewed-unbound"] == 1
    expire(owner)
    owner.runs()
    # It might come from the owner's other process on a disk that was full a moment ago.
    answer = client.post("/v1/auth/refresh", json=borrowed)
    assert answer.status_code == 401
    assert answer.json()["type"] == "urn:fittrack:problem:token-spent"
    owner.runs()
    owner.spend_long_ago()
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
