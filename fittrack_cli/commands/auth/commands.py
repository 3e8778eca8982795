"""`fittrack auth`: signing in and out."""

from typing import Annotated

from fittrack_cli.commands.auth.arguments import MfaCode, MfaCodeFile, PasswordStdin, Username
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option
from fittrack_cli.program.options import one_of
from fittrack_cli.session import STORES

STATUS_FIELDS = (
    "username",
    "server",
    "profile",
    "expires_at",
    "access_expires_at",
    "credential_store",
    "kept_in",
    "mfa_enabled",
    "recovery_codes_remaining",
)


def login(
    cli: Cli,
    username: Username = None,
    password_stdin: PasswordStdin = False,
    mfa_code: MfaCode = None,
    mfa_code_file: MfaCodeFile = None,
    credential_store: Annotated[
        str | None,
        Option(
            "--credential-store",
            metavar="STORE",
            help=f"Where to keep the tokens: {one_of(STORES)}.",
        ),
    ] = None,
) -> None:
    """Sign in.

    On a terminal it asks for whatever is missing: user name, password, and a code if the account
    has a second factor. Without a terminal it never asks; if a code is needed and missing, it exits
    with 4.

    The tokens go to the system's keyring, or with --credential-store file to a file that only you
    can read. The profile remembers the choice.

    Examples:
        fittrack auth login
        fittrack auth login --server https://fit.example.org --username ada
        fittrack auth login --username ada --password-stdin --mfa-code 123456 < password
        fittrack auth login --username ada --password-stdin --mfa-code-file recovery-code < password
    """
    from fittrack_cli.commands.auth.asking import given_code, read_username
    from fittrack_cli.commands.auth.meeting import meet_server
    from fittrack_cli.commands.auth.signing_in import sign_in
    from fittrack_cli.program.config import parse_setting
    from fittrack_cli.program.passwords import read_password

    if credential_store is not None:
        parse_setting("credential_store", credential_store)
    if cli.prompter.can_ask:
        meet_server(cli)
    name = read_username(cli, username)
    password = read_password(cli, from_stdin=password_stdin)
    code = given_code(cli, mfa_code, mfa_code_file)
    tokens = sign_in(cli, name, password, code, credential_store)
    cli.output.note(f"Signed in as {tokens.username} at {tokens.origin}.")


def logout(
    cli: Cli,
    everywhere: Annotated[
        bool, Option("--all", help="End every session of the account, on every machine.")
    ] = False,
) -> None:
    """Sign out: end the session at the backend, and forget its tokens on this machine.

    If the backend cannot be reached, the tokens are forgotten anyway. With --all that is an error,
    and nothing is forgotten.

    Examples:
        fittrack auth logout
        fittrack auth logout --all
    """
    from fittrack_cli.commands.auth.account_sessions import end_other_sessions
    from fittrack_cli.errors import CliError, NotSignedIn
    from fittrack_client import api
    from fittrack_common.sentences import counted

    place = cli.token_place()
    tokens = place.tokens()
    if tokens is None:
        cli.output.note("Nobody is signed in.")
        return
    others = 0
    with cli.connect(cli.session_auth()) as connection:
        if everywhere:
            others = end_other_sessions(connection)
        try:
            connection.call(api.logout())
        except NotSignedIn:
            pass  # the session had ended before
        except CliError as error:
            cli.output.warn(
                f"the backend could not be reached, so the session lasts there until it expires"
                f" ({error.title}: {error.detail})"
            )
    place.forget()
    cli.output.note(f"Signed out {tokens.username} at {tokens.origin}.")
    if everywhere:
        cli.output.note(f"Ended {counted(others, 'other session')}.")
        cli.output.note("Access tokens for scripts still work: fittrack auth access-tokens list")


def status(cli: Cli) -> None:
    """Show who is signed in, where, until when, and where the tokens are kept.

    It asks the backend, so the answer is current. Exits with 3 when nobody is signed in.

    Examples:
        fittrack auth status
        fittrack auth status -o json --query username
    """
    from fittrack_cli.output.cells import exact_moment
    from fittrack_cli.output.columns import Column

    cli.output.item(
        {
            "username": None,
            "server": cli.connection.url,
            "profile": cli.profile.name,
            **_kept(cli),
            "mfa_enabled": None,
            "recovery_codes_remaining": None,
            **_account(cli),
        },
        [
            Column("username", "SIGNED IN AS"),
            Column("server"),
            Column("profile"),
            Column("expires_at", "SIGNED IN UNTIL", format=exact_moment),
            Column("kept_in", "TOKENS IN"),
            Column("mfa_enabled", "SECOND FACTOR"),
            Column("recovery_codes_remaining", "RECOVERY CODES LEFT"),
        ],
        fields=STATUS_FIELDS,
    )


def _account(cli: Cli) -> dict[str, object]:
    """Who is signed in, from the backend; empty for a script's token, which may not ask."""
    from fittrack_cli.errors import CliError
    from fittrack_client import api
    from fittrack_contract.problems import INSUFFICIENT_SCOPE, SESSION_REQUIRED

    try:
        account = cli.connection.call(api.get_current_account())
    except CliError as error:
        if error.slug in (SESSION_REQUIRED, INSUFFICIENT_SCOPE):
            return {}
        raise
    return {
        "username": account.username,
        "mfa_enabled": account.mfa_enabled,
        "recovery_codes_remaining": account.recovery_codes_remaining,
    }


def _kept(cli: Cli) -> dict[str, object]:
    """Where the tokens in use are kept, and how long they are good."""
    from fittrack_cli.session.token_variable import TOKEN_VARIABLE
    from fittrack_cli.session.tokens import moment

    if cli.env.get(TOKEN_VARIABLE):
        return {
            "expires_at": None,
            "access_expires_at": None,
            "credential_store": "environment",
            "kept_in": TOKEN_VARIABLE,
        }
    place = cli.token_place()
    store, tokens = place.opened(), place.tokens()
    if store is None or tokens is None:
        return dict.fromkeys(("expires_at", "access_expires_at", "credential_store", "kept_in"))
    return {
        "expires_at": moment(tokens.refresh_expires_at),
        "access_expires_at": moment(tokens.access_expires_at),
        "credential_store": store.name,
        "kept_in": store.where,
    }
