"""Signing in, refreshing, signing out; access tokens for scripts."""

from __future__ import annotations

from tools.recording.scenario import Scenario
from tools.recording.stage import Stage
from tools.recording.world import World
from tools.running.live_backend import SignedIn

LONG_NAME = "n" * 101
LOGIN = "auth login --username {username} --password-stdin --credential-store file"
WITH_CODE = f"{LOGIN} --mfa-code {{code}}"
ANSWER = "api answer_challenge {challenge} --body - -o json"
A_CODE = '{{"method": "totp", "code": "{code}"}}'


def _plain(world: World) -> Stage:
    """Somebody who is not signed in here."""
    person = world.plain.person
    words = {"username": person.username, "password": person.password}
    return Stage(words={**words, "other": world.new_password()})


def _protected(world: World) -> Stage:
    """Likewise, with a second factor, and a wrong code."""
    person = world.protected.person
    words = {"username": person.username, "password": person.password}
    return Stage(words={**words, "code": world.wrong_code(world.protected)})


def _with_codes(world: World) -> Stage:
    """Likewise, with a right code, a wrong one and a recovery code."""
    session = world.person(totp=True)
    return Stage(
        words={
            "username": session.person.username,
            "password": session.person.password,
            "code": world.code(session),
            "recovery": session.person.recovery_codes[0],
            "wrong": world.wrong_code(session),
        }
    )


def _guessed_at(world: World) -> Stage:
    session, challenge = world.guessed_at
    words = {"username": session.person.username, "password": session.person.password}
    return Stage(words={**words, "challenge": challenge, "code": world.wrong_code(session)})


def _guessed_signed_in(world: World) -> Stage:
    session, _ = world.guessed_at
    return Stage(session, words={"password": session.person.password})


def _proven(world: World) -> Stage:
    return Stage(world.proven(world.plain))


def _with_all_tokens(world: World) -> Stage:
    return Stage(world.filled(world.person(), "access tokens"))


def _with_all_sessions(world: World) -> Stage:
    """Somebody who has as many sessions as may be, and is not signed in here."""
    person = world.filled(world.person(), "sessions").person
    return Stage(words={"username": person.username, "password": person.password})


def _challenged_with_all_sessions(world: World) -> Stage:
    session = world.filled(world.person(totp=True), "sessions")
    return Stage(words={"challenge": world.challenge(session), "code": world.code(session)})


def _unproven(world: World) -> Stage:
    """Somebody who signed in a while ago."""
    session = world.unproven(world.sign_in(world.plain.person))
    words = {"password": session.person.password, "other": world.new_password()}
    return Stage(session, words=words)


def _unknown_challenge(world: World) -> Stage:
    return Stage(words={"challenge": world.things["nothing"], "code": "123456"})


def _answered_challenge(world: World) -> Stage:
    session = world.person(totp=True)
    challenge, code = world.challenge(session), world.code(session)
    path = f"/v1/auth/challenges/{challenge}"
    world.done(world.backend.client().post(path, json={"code": code}))
    return Stage(words={"challenge": challenge, "code": code})


def _session(world: World) -> Stage:
    """A session that is the command's to end."""
    return Stage(world.sign_in(world.plain.person))


def _disabled(world: World) -> Stage:
    """Somebody whose account the operator has disabled: not signed in here."""
    stage = _signed_in_and_disabled(world)
    return Stage(words=stage.words)


def _signed_in_and_disabled(world: World) -> Stage:
    session = world.person()
    _disable(world, session)
    words = {"username": session.person.username, "password": session.person.password}
    return Stage(session, words=words)


def _challenged_and_disabled(world: World) -> Stage:
    session = world.person(totp=True)
    challenge, code = world.challenge(session), world.code(session)
    _disable(world, session)
    return Stage(words={"challenge": challenge, "code": code})


def _disable(world: World, session: SignedIn) -> None:
    with world.backend.operator() as operator:
        operator.disable(session.person.username)


def _ended(world: World) -> Stage:
    """A session that was ended from elsewhere."""
    session = world.sign_in(world.plain.person)
    world.done(session.client.post("/v1/auth/logout"))
    return Stage(session)


def _signed_in_elsewhere(world: World) -> Stage:
    other = world.sign_in(world.plain.person)
    return Stage(world.plain, words={"session": other.grant["session_id"]})


def _settled(world: World) -> Stage:
    return Stage(world.settled)


def _with_token(world: World) -> Stage:
    world.token(world.plain, "read", "sync")
    listed = world.done(world.plain.client.get("/v1/auth/access-tokens"))
    return Stage(world.plain, words={"token": listed["items"][0]["id"]})


SCENARIOS = [
    Scenario("login", 200, "token grant", LOGIN, _plain, "{password}\n"),
    Scenario("login", 200, "challenge", LOGIN, _protected, "{password}\n"),
    Scenario("login", 403, "account disabled", LOGIN, _disabled, "{password}\n"),
    Scenario("login", 409, "too many sessions", LOGIN, _with_all_sessions, "{password}\n"),
    Scenario("login", 401, "wrong password", LOGIN, _plain, "{other}\n"),
    Scenario(
        "login",
        422,
        "no user name",
        "raw POST /v1/auth/login --body -",
        World.as_athlete,
        '{{"username": "", "password": "a password of nobody"}}',
        meant_to_be_wrong="request body.username",
    ),
    Scenario("login", 429, "guessed", LOGIN, _guessed_at, "{password}\n"),
    Scenario("answer_challenge", 200, "totp", WITH_CODE, _with_codes, "{password}\n"),
    Scenario(
        "answer_challenge",
        200,
        "recovery code",
        f"{LOGIN} --mfa-code-file -",
        _with_codes,
        "{password}\n{recovery}\n",
    ),
    Scenario(
        "answer_challenge",
        401,
        "wrong code",
        WITH_CODE,
        _protected,
        "{password}\n",
    ),
    Scenario(
        "answer_challenge",
        401,
        "wrong code and then the right one",
        "auth login --credential-store file",
        _with_codes,
        answers=["{username}", "{password}", "{wrong}", "{code}"],
    ),
    Scenario("answer_challenge", 403, "account disabled", ANSWER, _challenged_and_disabled, A_CODE),
    Scenario("answer_challenge", 404, "unknown id", ANSWER, _unknown_challenge, A_CODE),
    Scenario(
        "answer_challenge",
        409,
        "too many sessions",
        ANSWER,
        _challenged_with_all_sessions,
        A_CODE,
    ),
    Scenario("answer_challenge", 410, "answered already", ANSWER, _answered_challenge, A_CODE),
    Scenario(
        "answer_challenge",
        422,
        "short code",
        "raw POST /v1/auth/challenges/{nothing} --body -",
        World.as_athlete,
        '{{"code": "123"}}',
        meant_to_be_wrong="request body.code",
    ),
    Scenario("answer_challenge", 429, "guessed", ANSWER, _guessed_at, A_CODE),
    Scenario("refresh_token", 200, "renewed", "auth refresh -o json", _session),
    Scenario(
        "refresh_token", 403, "account disabled", "auth refresh -o json", _signed_in_and_disabled
    ),
    Scenario("refresh_token", 401, "session ended", "auth refresh -o json", _ended),
    Scenario(
        "refresh_token",
        422,
        "no token",
        "raw POST /v1/auth/refresh --body -",
        World.as_athlete,
        '{{"refresh_token": "", "attempt": "an attempt of ours"}}',
        meant_to_be_wrong="request body.refresh_token",
    ),
    Scenario("logout", 204, "signed out", "auth logout", _session),
    Scenario("logout", 401, "session ended", "auth logout", _ended),
    Scenario("list_sessions", 200, "two", "auth sessions list -o json", _settled),
    Scenario(
        "revoke_session", 204, "revoked", "auth sessions revoke {session}", _signed_in_elsewhere
    ),
    Scenario(
        "create_access_token",
        201,
        "with scopes",
        "auth access-tokens create nightly --scope read --scope sync -o json",
        _proven,
    ),
    Scenario(
        "create_access_token",
        201,
        "without an end",
        "auth access-tokens create nightly --expires never -o json",
        _proven,
    ),
    Scenario(
        "create_access_token",
        403,
        "proof needed",
        "auth access-tokens create nightly -o json",
        _unproven,
    ),
    Scenario(
        "create_access_token",
        409,
        "too many",
        "auth access-tokens create nightly -o json",
        _with_all_tokens,
    ),
    Scenario(
        "give_proof",
        200,
        "at a terminal",
        "auth access-tokens create nightly -o json",
        _unproven,
        answers=["{password}"],
    ),
    Scenario(
        "give_proof",
        403,
        "wrong password and then the right one",
        "auth access-tokens create nightly -o json",
        _unproven,
        answers=["{other}", "{password}"],
    ),
    Scenario(
        "give_proof",
        403,
        "wrong password",
        "auth access-tokens create nightly --password-stdin -o json",
        _unproven,
        "{other}\n",
    ),
    Scenario(
        "give_proof",
        403,
        "a code without a second factor",
        "api give_proof --body - -o json",
        _unproven,
        '{{"method": "totp", "proof": "123456"}}',
    ),
    Scenario(
        "give_proof",
        422,
        "empty",
        "raw POST /v1/auth/proof --body -",
        _unproven,
        '{{"proof": ""}}',
        meant_to_be_wrong="request body.proof",
    ),
    Scenario(
        "give_proof",
        429,
        "guessed",
        "api give_proof --body - -o json",
        _guessed_signed_in,
        '{{"proof": "{password}"}}',
    ),
    Scenario(
        "create_access_token",
        422,
        "long name",
        "raw POST /v1/auth/access-tokens --body -",
        _proven,
        f'{{{{"name": "{LONG_NAME}", "scopes": ["read"]}}}}',
        meant_to_be_wrong="request body.name",
    ),
    Scenario("list_access_tokens", 200, "one", "auth access-tokens list -o json", _settled),
    Scenario(
        "revoke_access_token", 204, "revoked", "auth access-tokens revoke {token}", _with_token
    ),
]
