"""Accounts and their second factors."""

from __future__ import annotations

from tools.recording.exports import EXPORT_FILE
from tools.recording.scenario import Scenario
from tools.recording.stage import Stage
from tools.recording.world import WRONG_GUESSES, World
from tools.running.live_backend import SignedIn

REGISTER = "auth register --username {username} --password-stdin -o json"
INVITED = f"{REGISTER} --invitation-file -"
PASSWORD_AND_INVITATION = "{password}\n{invitation}\n"
CHANGE = "auth password --password-stdin"
REMOVE = "auth mfa remove --password-stdin --mfa-code {code}"
RENEW = "auth mfa recovery-codes --mfa-code {code} -o json"
CONFIRM = "auth mfa enroll --mfa-code {code} -o json"
SHORT_CODE = '{{"code": "123"}}'


def _invited(world: World) -> Stage:
    return Stage(
        words={
            "username": world.new_username(),
            "password": world.new_password(),
            "invitation": world.invitation(),
        }
    )


def _name_that_is_taken(world: World) -> Stage:
    taken = world.athlete.person.username
    return Stage(words={**_invited(world).words, "username": taken})


def _with_all_invitations(world: World) -> Stage:
    return Stage(world.filled(world.person(), "invitations"))


def _after_many_invitations(world: World) -> Stage:
    words = _invited(world).words
    body = {"username": "x", "password": "x" * 10, "invitation": "guessed"}
    while world.backend.client().post("/v1/accounts", json=body).status_code != 429:
        pass
    return Stage(words=words)


def _plain(world: World) -> Stage:
    session = world.plain
    return Stage(
        session,
        words={"old": session.person.password, "new": world.new_password(), "code": "123456"},
    )


def _proven(world: World) -> Stage:
    return Stage(world.proven(world.plain))


def _proven_protected(world: World) -> Stage:
    return Stage(world.proven(world.protected))


def _unproven(world: World) -> Stage:
    """Somebody who signed in a while ago."""
    session = world.unproven(world.sign_in(world.plain.person))
    return Stage(session, words={"old": session.person.password})


def _somebody_new(world: World) -> Stage:
    session = world.person()
    return Stage(session, words={"old": session.person.password, "new": world.new_password()})


def _founder(world: World) -> Stage:
    return Stage(world.proven(world.founder))


def _protected(world: World) -> Stage:
    session = world.protected
    return Stage(
        session,
        words={"password": session.person.password, "code": world.wrong_code(session)},
    )


def _with_a_code(world: World) -> Stage:
    """Somebody with a second factor, and its next code."""
    session = world.person(totp=True)
    return Stage(session, words={"password": session.person.password, "code": world.code(session)})


def _guessed_at(world: World) -> Stage:
    session, _ = world.guessed_at
    return Stage(
        session,
        words={
            "old": session.person.password,
            "new": world.new_password(),
            "code": world.wrong_code(session),
        },
    )


def _enrolling(world: World) -> Stage:
    """Somebody whose second factor waits to be confirmed."""
    return _start_enrollment(world, world.enrolling)


def _about_to_enroll(world: World) -> Stage:
    return _start_enrollment(world, world.person())


def _start_enrollment(world: World, session: SignedIn) -> Stage:
    started = world.done(world.proven(session).client.post("/v1/accounts/me/totp"))
    session.person.totp_secret = started["secret"]
    return Stage(session, words={"code": world.code(session), "wrong": world.wrong_code(session)})


def _after_wrong_codes(world: World) -> Stage:
    stage = _about_to_enroll(world)
    assert stage.signed_in is not None
    for _ in range(WRONG_GUESSES):
        body = {"code": stage.words["wrong"]}
        answer = stage.signed_in.client.post("/v1/accounts/me/totp/confirm", json=body)
        assert answer.status_code == 403, answer.text
    return stage


SCENARIOS = [
    Scenario("register_account", 201, "by invitation", INVITED, _invited, PASSWORD_AND_INVITATION),
    Scenario("register_account", 403, "no invitation", REGISTER, _invited, "{password}\n"),
    Scenario(
        "register_account",
        403,
        "unknown invitation",
        INVITED,
        _invited,
        "{password}\n{password}\n",
    ),
    Scenario(
        "register_account",
        409,
        "name is taken",
        INVITED,
        _name_that_is_taken,
        PASSWORD_AND_INVITATION,
    ),
    Scenario(
        "register_account",
        422,
        "short password",
        "raw POST /v1/accounts --body -",
        World.as_athlete,
        '{{"username": "newcomer", "password": "short"}}',
        meant_to_be_wrong="request body.password",
    ),
    Scenario(
        "register_account",
        429,
        "guessed",
        INVITED,
        _after_many_invitations,
        PASSWORD_AND_INVITATION,
        last=True,
    ),
    Scenario("create_invitation", 201, "made", "auth invite -o json", _proven),
    Scenario("create_invitation", 409, "too many", "auth invite -o json", _with_all_invitations),
    Scenario("create_invitation", 403, "proof needed", "auth invite -o json", _unproven),
    Scenario(
        "create_invitation",
        403,
        "proof needed and given",
        "auth invite --password-stdin -o json",
        _unproven,
        "{old}\n",
    ),
    Scenario(
        "list_account_events",
        200,
        "signed in",
        "auth audit -o json",
        lambda world: Stage(world.person()),
    ),
    Scenario("get_current_account", 200, "signed in", "auth status -o json", _protected),
    Scenario(
        "change_account", 200, "time zone", "auth time-zone Europe/Berlin -o json", _somebody_new
    ),
    Scenario("change_account", 422, "no such zone", "auth time-zone Mars/Olympus", _plain),
    Scenario("get_account_usage", 200, "without a quota", "account usage -o json", _plain),
    Scenario(
        "export_account",
        200,
        "whole",
        "account export {home}/export.zip --quiet",
        _proven,
    ),
    Scenario(
        "export_account",
        403,
        "proof needed",
        "account export {home}/export.zip",
        _unproven,
    ),
    Scenario(
        "import_account",
        200,
        "nothing new",
        "import {home}/" + EXPORT_FILE + " -o json",
        _somebody_new,
    ),
    Scenario(
        "import_account",
        422,
        "no archive",
        "raw POST /v1/accounts/me/import --body - --type application/zip",
        _plain,
        "no zip",
    ),
    Scenario("delete_account", 204, "deleted", "account delete --yes", _somebody_new),
    Scenario("delete_account", 403, "proof needed", "account delete --yes", _unproven),
    Scenario("delete_account", 409, "the first one", "account delete --yes", _founder),
    Scenario("change_password", 200, "changed", CHANGE, _somebody_new, "{old}\n{new}\n"),
    Scenario("change_password", 403, "wrong password", CHANGE, _plain, "{new}\n{new}\n"),
    Scenario(
        "change_password",
        422,
        "short password",
        "raw POST /v1/accounts/me/password --body -",
        _plain,
        '{{"current_password": "{old}", "new_password": "short"}}',
        meant_to_be_wrong="request body.new_password",
    ),
    Scenario("change_password", 429, "guessed", CHANGE, _guessed_at, "{old}\n{new}\n"),
    Scenario(
        "start_totp_enrollment",
        201,
        "started",
        "auth mfa enroll -o json",
        lambda world: Stage(world.proven(world.enrolling)),
    ),
    Scenario("start_totp_enrollment", 403, "proof needed", "auth mfa enroll -o json", _unproven),
    Scenario(
        "start_totp_enrollment", 409, "on already", "auth mfa enroll -o json", _proven_protected
    ),
    Scenario("confirm_totp_enrollment", 200, "confirmed", CONFIRM, _about_to_enroll),
    Scenario(
        "confirm_totp_enrollment",
        403,
        "wrong code",
        "auth mfa enroll --mfa-code {wrong} -o json",
        _enrolling,
    ),
    Scenario("confirm_totp_enrollment", 409, "on already", CONFIRM, _protected),
    Scenario("confirm_totp_enrollment", 410, "not started", CONFIRM, _plain),
    Scenario(
        "confirm_totp_enrollment",
        422,
        "short code",
        "raw POST /v1/accounts/me/totp/confirm --body -",
        _enrolling,
        SHORT_CODE,
        meant_to_be_wrong="request body.code",
    ),
    Scenario("confirm_totp_enrollment", 429, "guessed", CONFIRM, _after_wrong_codes),
    Scenario("renew_recovery_codes", 201, "renewed", RENEW, _with_a_code),
    Scenario("renew_recovery_codes", 403, "wrong code", RENEW, _protected),
    Scenario("renew_recovery_codes", 409, "no second factor", RENEW, _plain),
    Scenario(
        "renew_recovery_codes",
        422,
        "short code",
        "raw POST /v1/accounts/me/recovery-codes --body -",
        _protected,
        SHORT_CODE,
        meant_to_be_wrong="request body.code",
    ),
    Scenario("renew_recovery_codes", 429, "guessed", RENEW, _guessed_at),
    Scenario("remove_totp", 204, "removed", REMOVE, _with_a_code, "{password}\n"),
    Scenario("remove_totp", 403, "wrong password", REMOVE, _protected, "not the password\n"),
    Scenario("remove_totp", 403, "wrong code", REMOVE, _protected, "{password}\n"),
    Scenario("remove_totp", 409, "no second factor", REMOVE, _plain, "{old}\n"),
    Scenario(
        "remove_totp",
        422,
        "short code",
        "raw POST /v1/accounts/me/totp/remove --body -",
        _protected,
        '{{"password": "{password}", "code": "123"}}',
        meant_to_be_wrong="request body.code",
    ),
    Scenario("remove_totp", 429, "guessed", REMOVE, _guessed_at, "{old}\n"),
]
