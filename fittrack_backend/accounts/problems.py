"""The problems of registering, signing in and checking who asks, with their texts."""

from __future__ import annotations

from collections.abc import Sequence

from fittrack_backend.accounts import lifetimes
from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind

_CHALLENGE = {"WWW-Authenticate": "Bearer"}
_INVALID_TOKEN = {"WWW-Authenticate": 'Bearer error="invalid_token"'}

_PROOFS = {
    False: "This takes your password again,",
    True: "This takes your password again, or a code of your second factor,",
}
_WHY_REVOKED = {
    "signed-out": "This session was signed out. Sign in again.",
    "revoked": "This session was ended from another one. Sign in again.",
    "password-changed": "The password was changed, which ended this session. Sign in again.",
    "token-reused": (
        "A refresh token of this session was used again after it had been replaced, so somebody "
        "else may have a copy of it. The session was ended to keep them out. Sign in again; if "
        "you did not restore an old copy of your tokens yourself, change your password too."
    ),
    "second-holder": (
        "Two places asked for the next tokens of this session with the same refresh token, so "
        "somebody else may have a copy of it. The session was ended to keep them out. Sign in "
        "again; if you did not copy your tokens to another place yourself, change your password "
        "too."
    ),
}


def invalid_credentials() -> Problem:
    """The user name or the password is wrong; it does not say which."""
    return Problem(
        Kind.INVALID_CREDENTIALS.at(401),
        "The user name or the password is wrong.",
        headers=_CHALLENGE,
    )


def wrong_password() -> Problem:
    """Signed in, but the password that was asked for again is wrong."""
    return Problem(Kind.INVALID_CREDENTIALS.at(403), "The password is wrong.")


def wrong_code(*, used: bool, tries_remaining: int | None) -> Problem:
    """The code is wrong or was used. With `tries_remaining` it answers a challenge (401);
    without, the caller is signed in (403)."""
    detail = "This code was used already. Wait for the next one." if used else "The code is wrong."
    if tries_remaining is None:
        return Problem(Kind.WRONG_CODE.at(403), detail)
    if tries_remaining == 0:
        detail += " No tries remain: sign in again."
    return Problem(
        Kind.WRONG_CODE.at(401),
        detail,
        members={"tries_remaining": tries_remaining},
        headers=_CHALLENGE,
    )


def challenge_expired(why: str) -> Problem:
    """The challenge can no longer be answered."""
    return Problem(Kind.CHALLENGE_EXPIRED, f"{why} Sign in again.")


def no_token() -> Problem:
    """The request has no token. RFC 6750, section 3.1: the header then gives no error."""
    detail = "This takes an access token, and none came with it."
    return Problem(Kind.NOT_SIGNED_IN, detail, headers=_CHALLENGE)


def not_signed_in(detail: str) -> Problem:
    """The token is unknown, or was replaced or revoked."""
    return Problem(Kind.NOT_SIGNED_IN, detail, headers=_INVALID_TOKEN)


def access_token_expired(detail: str) -> Problem:
    """The access token is too old; a session can refresh it."""
    return Problem(Kind.TOKEN_EXPIRED, detail, headers=_INVALID_TOKEN)


def token_spent() -> Problem:
    """The refresh token was replaced a moment ago: the newer one is where the client keeps it."""
    return Problem(
        Kind.TOKEN_SPENT,
        "This refresh token was replaced a moment ago. The session goes on with the newer one.",
        headers=_INVALID_TOKEN,
    )


def session_expired() -> Problem:
    """The session was not used for too long."""
    return Problem(
        Kind.SESSION_EXPIRED,
        f"This session was not used for {lifetimes.in_words(lifetimes.SESSION)} and has expired. "
        "Sign in again.",
        headers=_INVALID_TOKEN,
    )


def session_revoked(reason: str | None) -> Problem:
    """The session was ended; says why."""
    detail = _WHY_REVOKED.get(reason or "", "This session was ended. Sign in again.")
    return Problem(Kind.SESSION_REVOKED, detail, headers=_INVALID_TOKEN)


def proof_needed(methods: Sequence[str]) -> Problem:
    """A sensitive step; says what will do as a proof."""
    return Problem(
        Kind.PROOF_NEEDED,
        f"{_PROOFS[len(methods) > 1]} within the last {lifetimes.in_words(lifetimes.PROOF)}.",
        members={"methods": [*methods]},
    )


def mfa_already_enabled() -> Problem:
    """There is a second factor already; only one is allowed at a time."""
    return Problem(
        Kind.MFA_ALREADY_ENABLED,
        "This account already has a second factor. Remove it before you enrol a new one.",
    )


def mfa_not_enabled() -> Problem:
    """There is no second factor."""
    return Problem(
        Kind.MFA_NOT_ENABLED,
        "This account has no second factor.",
    )


def enrollment_expired() -> Problem:
    """The second factor was not confirmed in time, or its enrolment never started."""
    return Problem(
        Kind.ENROLLMENT_EXPIRED,
        "No second factor is waiting to be confirmed. Start again to enrol one.",
    )


def invitation_required() -> Problem:
    """Only the first account registers freely."""
    return Problem(
        Kind.INVITATION_REQUIRED,
        "This server already has an account. Ask its owner for an invitation to register another.",
    )


def invalid_invitation() -> Problem:
    """The invitation is unknown, was used, or has expired."""
    return Problem(
        Kind.INVALID_INVITATION,
        "The invitation is unknown, was used already, or has expired.",
    )


def username_taken() -> Problem:
    """Somebody has this user name."""
    return Problem(Kind.USERNAME_TAKEN, "Somebody already has this user name.")


def busy() -> Problem:
    """Too many passwords are waiting to be checked."""
    return Problem(
        Kind.BUSY,
        "Too many people are signing in at the moment. Try again in a few seconds.",
        headers={"Retry-After": "5"},
    )
