"""Signing in: password, then a second factor where the account has one.

The store for the tokens is chosen and tried before the password is sent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fittrack_cli.errors import (
    NOT_SIGNED_IN,
    USAGE,
    CliError,
    Incompatible,
    NotSignedIn,
    SecondFactorNeeded,
    UsageError,
)
from fittrack_cli.session.secret import Secret
from fittrack_cli.session.store import StoreError, TokenStore, key_for, open_store
from fittrack_cli.session.tokens import Tokens, from_grant
from fittrack_contract import CHALLENGE_METHODS

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_cli.program.prompter import Prompter
    from fittrack_cli.wire.connection import Connection
    from fittrack_client.models.challenge_method import ChallengeMethod
    from fittrack_client.models.mfa_challenge import MfaChallenge
    from fittrack_client.models.token_grant import TokenGrant

TOTP_DIGITS = 6
FILE_OPTION = "--credential-store file"
SWITCHES = {"r": True, "a": False}
"""What is typed at the prompt for a code in order to give a recovery code, or not."""
Tell = Callable[[str], None]


def sign_in(
    cli: Cli, username: str, password: Secret, code: Secret | None = None, store: str | None = None
) -> Tokens:
    """Signs in at the backend in force and keeps the tokens under the profile in force.

    `store` is `keyring`, `file`, or None for the profile's or the keyring. Without `code` the
    prompter is asked for one when it is needed. Remembers the store and the user name in the
    profile. Raises SecondFactorNeeded where nobody can be asked, NotSignedIn for wrong words,
    StoreError where tokens cannot be kept, and what a connection raises.
    """
    from fittrack_cli.wire.connection import Connection

    with Connection.open(cli, signed_in=False) as connection:
        earlier = cli.profile.credential_store
        kept_in = choose_store(cli, store)
        _remember(cli, kept_in, username)
        grant = authenticate(connection, username, password, code, cli.prompter, cli.output.note)
        tokens = from_grant(grant, connection.origin)
        former = _keep(cli, kept_in, tokens)
        if former is not None:
            _end(cli, former)
        if earlier not in (None, kept_in.name):
            _leave_store(cli, str(earlier), key_for(cli.profile.name, tokens.origin))
    return tokens


def authenticate(
    connection: Connection,
    username: str,
    password: Secret,
    code: Secret | None,
    prompter: Prompter,
    tell: Tell,
) -> TokenGrant:
    """The conversation with the server: password, challenge, code; see `sign_in`."""
    from fittrack_client import api
    from fittrack_client.models.login_request import LoginRequest
    from fittrack_client.models.token_grant import TokenGrant

    body = LoginRequest(username=username, password=password.reveal(), client_name=client_name())
    try:
        result = connection.call(api.login(body=body))
    except NotSignedIn as error:
        error.hint = "check the user name and the password"
        raise
    if isinstance(result, TokenGrant):
        return result
    return _answer(connection, result, code, prompter, tell)


def choose_store(cli: Cli, wanted: str | None) -> TokenStore:
    """The store for new tokens, tried out. Never a weaker one than was asked for.

    Without a wish, and without a keyring, a person is asked whether a file will do; where nobody
    can be asked, raises StoreError that says what to pass.
    """
    name = wanted or cli.profile.credential_store
    try:
        return _tried(name or "keyring", cli)
    except StoreError as error:
        if name is not None:
            raise
        if not cli.prompter.can_ask:
            error.code = USAGE
            if FILE_OPTION not in error.hint:
                error.hint += (
                    f"\nor keep the tokens in a file that only you can read: {FILE_OPTION}"
                )
            raise
        file = open_store("file", cli.config.folder)
        cli.output.note(f"There is no usable keyring ({error.title}: {error.detail}).")
        if cli.prompter.confirm(f"Keep the tokens in {file.where}, readable by you only?"):
            file.try_out()
            return file
        raise


def _keep(cli: Cli, store: TokenStore, tokens: Tokens) -> Tokens | None:
    """Keeps the tokens of a new session, and returns those that they replace.

    Where they cannot be kept after all, the session is ended: nobody could use it.
    """
    from fittrack_cli.session.lock import Busy
    from fittrack_cli.session.session import exclusively

    key = key_for(cli.profile.name, tokens.origin)
    try:
        try:
            with exclusively(cli.config.folder, key):
                former = _former(store, key)
                store.save(key, tokens)
        except Busy:  # whoever hangs there will not overwrite tokens that it does not know
            former = None
            store.save(key, tokens)
    except CliError:
        _end(cli, tokens)
        raise
    return former


def _answer(
    connection: Connection,
    challenge: MfaChallenge,
    code: Secret | None,
    prompter: Prompter,
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
    if code is None and not prompter.can_ask:
        raise SecondFactorNeeded(
            "a second factor is needed",
            "the password is right, and nobody can be asked for the code",
            "pass the code of your authenticator, or a recovery code, with --mfa-code",
            extras={"methods": list(challenge.methods)},
        )
    while True:
        try:
            return _try_code(connection, challenge, code or _ask_code(challenge, prompter, tell))
        except CliError as error:
            remaining = error.extras.get("tries_remaining")
            if not prompter.can_ask or not _is_wrong_code(error):
                error.hint = error.hint or "fittrack auth login"
                raise
            code = None
            tell(f"{error.detail or error.title} {_tries(remaining)}".strip())


def _ask_code(challenge: MfaChallenge, prompter: Prompter, tell: Tell) -> Secret:
    """A code of the authenticator, or a recovery code: `r` switches to it, `a` back.

    Each is taken at the other's prompt as well: they look different.
    """
    can_switch = "recovery_code" in challenge.methods
    wants_recovery = "totp" not in challenge.methods
    while True:
        answer = "".join(prompter.ask(_code_label(wants_recovery, can_switch)).split())
        if can_switch and answer.lower() in SWITCHES:
            wants_recovery = SWITCHES[answer.lower()]
        elif len(answer) >= TOTP_DIGITS:
            return Secret(answer)
        else:
            tell(f"A code has at least {TOTP_DIGITS} characters.")


def _code_label(wants_recovery: bool, can_switch: bool) -> str:
    if wants_recovery:
        return "Recovery code (a: back to the authenticator)"
    return "Code of your authenticator" + (" (r: use a recovery code)" if can_switch else "")


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


def _tried(name: str, cli: Cli) -> TokenStore:
    store = open_store(name, cli.config.folder)
    store.try_out()
    return store


def _remember(cli: Cli, store: TokenStore, username: str) -> None:
    """Writes the choice into the profile, and a server that was given where none is set."""
    from fittrack_cli.program.config import with_setting

    profile = with_setting(cli.profile, "credential_store", store.name)
    profile = with_setting(profile, "username", username)
    if profile.server is None and cli.origin("server") == "--server":
        profile = with_setting(profile, "server", cli.given("server"))
    if profile != cli.profile:
        cli.config.with_profile(profile).save()
        cli.refresh_config()


def _former(store: TokenStore, key: str) -> Tokens | None:
    try:
        return store.load(key)
    except CliError:
        return None


def _leave_store(cli: Cli, name: str, key: str) -> None:
    """Ends and forgets the session that was kept in another store, if that is easily done."""
    try:
        store = open_store(name, cli.config.folder)
        former = store.load(key)
        if former is not None:
            _end(cli, former)
            store.delete(key)
    except CliError as error:
        cli.output.detail(f"the tokens in the {name} store stay there: {error.title}")


def _end(cli: Cli, former: Tokens) -> None:
    """Ends a session that nobody will use, if that is easily done."""
    from fittrack_cli.session.session import TokenAuth
    from fittrack_cli.wire.connection import Connection
    from fittrack_client import api

    if former.is_expired():
        return
    try:
        with Connection.open(cli, signed_in=False) as connection:
            connection.http.auth = TokenAuth(former.access, former.origin)
            connection.call(api.logout())
    except CliError as error:
        cli.output.detail(f"the former session was not ended: {error.title}")


def client_name() -> str:
    """What the server calls this session in its list."""
    import socket

    from fittrack_common.version import __version__

    return f"fittrack {__version__} on {socket.gethostname()}"[:100]


def read_password(cli: Cli, *, from_stdin: bool, label: str = "Password") -> Secret:
    """The password from stdin or a hidden prompt. Raises UsageError where nobody can be asked."""
    if from_stdin:
        text = cli.stdin.readline().rstrip("\r\n")
        if not text:
            raise UsageError(
                "no password", "standard input is empty", "echo it to --password-stdin"
            )
        return Secret(text)
    if not cli.prompter.can_ask:
        raise UsageError(
            "a password is needed",
            "nobody can be asked for it off a terminal",
            "pass it on standard input: --password-stdin < FILE",
        )
    return Secret(cli.prompter.ask_secret(label))


def read_new_password(cli: Cli, *, from_stdin: bool) -> Secret:
    """A new password, typed twice at a prompt."""
    password = read_password(cli, from_stdin=from_stdin, label="New password")
    while not from_stdin and cli.prompter.ask_secret("The same again") != password.reveal():
        cli.output.note("They differ; once more.")
        password = read_password(cli, from_stdin=False, label="New password")
    return password


def read_username(cli: Cli, given: str | None) -> str:
    """The user name: option, FITTRACK_USERNAME, prompt, with the profile's as a proposal."""
    known = given or cli.env.get("FITTRACK_USERNAME")
    if known:
        return known
    if cli.prompter.can_ask:
        return cli.prompter.ask("User name", cli.profile.username)
    if cli.profile.username:
        return cli.profile.username
    raise UsageError(
        "a user name is needed", "nobody can be asked for it off a terminal", "pass --username NAME"
    )


def read_code(cli: Cli, given: str | None, label: str) -> Secret:
    """A code: option, FITTRACK_MFA_CODE, prompt. Raises SecondFactorNeeded off a terminal."""
    known = given or cli.env.get("FITTRACK_MFA_CODE")
    if known:
        return Secret("".join(known.split()))
    if not cli.prompter.can_ask:
        raise SecondFactorNeeded(
            "a code is needed", "nobody can be asked for it", "pass it with --mfa-code"
        )
    return Secret("".join(cli.prompter.ask(label).split()))
