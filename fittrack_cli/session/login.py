"""Signing in at the server: the password, then a second factor where the account has one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from fittrack_cli.errors import (
    NOT_SIGNED_IN,
    USAGE,
    CliError,
    Incompatible,
    NotSignedIn,
    SecondFactorNeeded,
)
from fittrack_cli.secret import Secret
from fittrack_contract import CHALLENGE_METHODS

if TYPE_CHECKING:
    from fittrack_cli.wire.connection import Connection
    from fittrack_client.models.challenge_method import ChallengeMethod
    from fittrack_client.models.mfa_challenge import MfaChallenge
    from fittrack_client.models.token_grant import TokenGrant

TOTP_DIGITS = 6
AskCode = Callable[[Sequence[str]], Secret]
"""Asks a person for a code, by one of the methods that a challenge takes."""
Tell = Callable[[str], None]


def authenticate(
    connection: Connection,
    username: str,
    password: Secret,
    code: Secret | None,
    ask_code: AskCode | None,
    tell: Tell,
    *,
    device: Secret | None = None,
) -> TokenGrant:
    """The conversation with the server. Returns what the account is granted.

    `device` is by what the server knows this device again.
    Without `code` a person is asked for one where it is needed, as long as tries remain; `ask_code`
    is None where nobody can be asked. Raises SecondFactorNeeded then, NotSignedIn for wrong words,
    Incompatible for a factor that is unknown here, and what a connection raises.
    """
    from fittrack_client import api
    from fittrack_client.models.login_request import LoginRequest
    from fittrack_client.models.token_grant import TokenGrant

    body = LoginRequest(username=username, password=password.reveal(), client_name=client_name())
    if device is not None:
        body.device_secret = device.reveal()
    try:
        result = connection.call(api.login(body=body))
    except NotSignedIn as error:
        error.hint = "check the user name and the password"
        raise
    if isinstance(result, TokenGrant):
        return result
    return _answer(connection, result, code, ask_code, tell)


def _answer(
    connection: Connection,
    challenge: MfaChallenge,
    code: Secret | None,
    ask_code: AskCode | None,
    tell: Tell,
) -> TokenGrant:
    """Answers a challenge, asking again after a wrong code while tries remain.

    Raises Incompatible where it can only be answered in ways that are unknown here.
    """
    if not set(CHALLENGE_METHODS) & set(challenge.methods):
        raise Incompatible(
            "cannot give the second factor that is asked for",
            f"it is one of {', '.join(challenge.methods) or 'none'}, which are unknown here",
            "a newer fittrack may know them",
        )
    while True:
        try:
            return _try_code(connection, challenge, code or _asked(challenge, ask_code))
        except CliError as error:
            remaining = error.extras.get("tries_remaining")
            if ask_code is None or not _is_wrong_code(error):
                error.hint = error.hint or "fittrack auth login"
                raise
            code = None
            tell(f"{error.detail or error.title} {_tries(remaining)}".strip())


def _asked(challenge: MfaChallenge, ask_code: AskCode | None) -> Secret:
    if ask_code is None:
        raise SecondFactorNeeded(
            "a second factor is needed",
            "the password is right, but nobody can be asked for the code",
            "pass the code from your authenticator app, or a recovery code, with --mfa-code or --mfa-code-file",
            extras={"methods": list(challenge.methods)},
        )
    return ask_code(challenge.methods)


def _try_code(connection: Connection, challenge: MfaChallenge, code: Secret) -> TokenGrant:
    from fittrack_client import api
    from fittrack_client.models.challenge_answer import ChallengeAnswer

    text = "".join(code.reveal().split())
    body = ChallengeAnswer(method=method_of(text), code=text)
    return connection.call(api.answer_challenge(challenge.challenge_id, body=body))


def method_of(code: str) -> ChallengeMethod:
    """What a code is by its looks: six digits come from an authenticator (RFC 6238)."""
    is_totp = len(code) <= TOTP_DIGITS and code.isascii() and code.isdigit()
    return "totp" if is_totp else "recovery_code"


def _is_wrong_code(error: CliError) -> bool:
    """Whether another code could do: not when the challenge has ended."""
    if error.code == USAGE:  # too short, say; it has cost no try
        return True
    remaining = error.extras.get("tries_remaining")
    return error.code == NOT_SIGNED_IN and isinstance(remaining, int) and remaining > 0


def _tries(remaining: object) -> str:
    if not isinstance(remaining, int):
        return ""
    return f"{remaining} {'try' if remaining == 1 else 'tries'} remaining."


def client_name() -> str:
    """What the account's list of sessions calls this machine."""
    import socket

    from fittrack_common.version import __version__

    return f"fittrack {__version__} on {socket.gethostname()}"[:100]
