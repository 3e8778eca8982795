"""The ways in which signing in and proving who asks can fail."""

from __future__ import annotations

from fittrack_backend.accounts import lifetimes
from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind

_CHALLENGE = {"WWW-Authenticate": "Bearer"}
_INVALID_TOKEN = {"WWW-Authenticate": 'Bearer error="invalid_token"'}

_WHY_REVOKED = {
    "signed-out": "This session was signed out. Sign in again.",
    "revoked": "This session was ended from another one. Sign in again.",
    "password-changed": "The password was changed, which ended this session. Sign in again.",
    "token-reused": (
        "A refresh token of this session was used again after it had been replaced, so somebody "
        "else may have a copy of it. The session was ended to keep them out. Sign in again; if "
        "you did not restore an old copy of your tokens yourself, change your password too."
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


def not_signed_in(detail: str = "This takes an access token, and none came with it.") -> Problem:
    """No token, or one that nobody knows."""
    headers = _CHALLENGE if "none came" in detail else _INVALID_TOKEN
    return Problem(Kind.NOT_SIGNED_IN, detail, headers=headers)


def access_token_expired(detail: str) -> Problem:
    """The access token is too old; a session can refresh it."""
    return Problem(Kind.TOKEN_EXPIRED, detail, headers=_INVALID_TOKEN)


def session_expired() -> Problem:
    """The session was not used for too long."""
    return Problem(
        Kind.SESSION_EXPIRED,
        f"This session was not used for {lifetimes.in_words(lifetimes.SESSION)} and has expired. "
        "Sign in again.",
        headers=_INVALID_TOKEN,
    )


def session_revoked(reason: str | None) -> Problem:
    """The session was ended, and why."""
    detail = _WHY_REVOKED.get(reason or "", "This session was ended. Sign in again.")
    return Problem(Kind.SESSION_REVOKED, detail, headers=_INVALID_TOKEN)


def mfa_already_enabled() -> Problem:
    """There is a second factor, and only one at a time."""
    return Problem(
        Kind.MFA_ALREADY_ENABLED,
        "This account has a second factor. Remove it before you enrol another one.",
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
        "No second factor waits to be confirmed. Start enrolling it again.",
    )


def invitation_required() -> Problem:
    """Only the first account registers freely."""
    return Problem(
        Kind.INVITATION_REQUIRED,
        "This server has an account already; another one takes an invitation from its owner.",
    )


def invalid_invitation() -> Problem:
    """The invitation is unknown, was used, or has expired."""
    return Problem(
        Kind.INVALID_INVITATION,
        "The invitation is unknown, was used already, or has expired.",
    )


def username_taken() -> Problem:
    """Somebody has this user name."""
    return Problem(Kind.USERNAME_TAKEN, "Somebody has this user name already.")


def busy() -> Problem:
    """Too many passwords wait to be checked."""
    return Problem(
        Kind.BUSY,
        "Too many sign-ins wait for the server. Try again in a moment.",
        headers={"Retry-After": "5"},
    )
