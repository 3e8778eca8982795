"""`fittrack auth`: signing in and out."""

from typing import Annotated

import typer

from fittrack_cli.commands.proving import ProofStdin
from fittrack_cli.program.context import Cli
from fittrack_cli.program.options import one_of
from fittrack_cli.session import STORES

Username = Annotated[
    str | None,
    typer.Option("--username", metavar="NAME", help="The account. [FITTRACK_USERNAME]"),
]
PasswordStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input.")
]
MfaCode = Annotated[
    str | None,
    typer.Option(
        "--mfa-code",
        metavar="CODE",
        help="A code from your authenticator app. [FITTRACK_MFA_CODE]",
    ),
]
MfaCodeFile = Annotated[
    str | None,
    typer.Option(
        "--mfa-code-file",
        metavar="FILE|-",
        help="Read the code, which may be a recovery code, from a file or standard input.",
    ),
]

INVITATION = "Invitation"
PASSWORD_FIELDS = (
    "ended_sessions",
    "ended_access_tokens",
    "ended_invitations",
    "access_tokens",
    "invitations",
    "mfa_enabled",
    "mfa_enabled_at",
)
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
        typer.Option(
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
        bool, typer.Option("--all", help="End every session of the account, on every machine.")
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
        cli.output.note(f"Ended {others} other session{'s'[: others != 1]}.")
        cli.output.note("Access tokens for scripts still work: fittrack auth access-tokens list")


def password(
    cli: Cli,
    password_stdin: Annotated[
        bool,
        typer.Option(
            "--password-stdin",
            help="Read two lines from standard input: the old password and the new one.",
        ),
    ] = False,
    everything: Annotated[
        bool,
        typer.Option(
            "--everything", help="End all access tokens for scripts and unused invitations, too."
        ),
    ] = False,
) -> None:
    """Change the password. Every other session of the account ends.

    The access tokens for scripts that those sessions and this one made end, too; with --everything all of them do,
    and invitations that were not used. It says what was ended, and what still lets somebody in.

    Examples:
        fittrack auth password
        fittrack auth password --everything
        fittrack auth password --password-stdin < old-and-new
    """
    from fittrack_cli.commands.auth.asking import read_new_password
    from fittrack_cli.commands.auth.meeting import meet_account
    from fittrack_cli.output.cells import exact_moment
    from fittrack_cli.output.columns import Column
    from fittrack_cli.output.records import row_of
    from fittrack_cli.program.passwords import read_password
    from fittrack_client import api
    from fittrack_client.models.password_change import PasswordChange

    if cli.prompter.can_ask:
        meet_account(cli)
    old = read_password(cli, from_stdin=password_stdin, label="Current password")
    new = read_new_password(cli, from_stdin=password_stdin)
    body = PasswordChange(
        current_password=old.reveal(), new_password=new.reveal(), everything=everything
    )
    changed = cli.connection.call(api.change_password(body=body))
    cli.output.note("The password was changed, and every other session has ended.")
    left = changed.remaining
    cli.output.item(
        {
            "ended_sessions": changed.ended_sessions,
            "ended_access_tokens": changed.ended_access_tokens,
            "ended_invitations": changed.ended_invitations,
            "access_tokens": left.access_tokens,
            "invitations": left.invitations,
            "mfa_enabled": left.mfa_enabled,
            "mfa_enabled_at": row_of(left)["mfa_enabled_at"],
        },
        [
            Column("ended_sessions", "SESSIONS ENDED"),
            Column("ended_access_tokens", "ACCESS TOKENS ENDED"),
            Column("ended_invitations", "INVITATIONS ENDED"),
            Column("access_tokens", "ACCESS TOKENS LEFT"),
            Column("invitations", "INVITATIONS LEFT"),
            Column("mfa_enabled", "SECOND FACTOR"),
            Column("mfa_enabled_at", "SECOND FACTOR SINCE", format=exact_moment),
        ],
        fields=PASSWORD_FIELDS,
    )
    if left.access_tokens or left.invitations:
        cli.output.note(
            "fittrack auth access-tokens list shows the tokens;"
            " fittrack auth password --everything ends all of it."
        )


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


def register(
    cli: Cli,
    username: Username = None,
    password_stdin: PasswordStdin = False,
    invitation_file: Annotated[
        str | None,
        typer.Option(
            "--invitation-file",
            metavar="FILE|-",
            help="Read the invitation's code from a file or standard input.",
        ),
    ] = None,
) -> None:
    """Create an account. The first one needs no invitation; every later one does.

    On a terminal it asks for the invitation if one is needed. With --password-stdin and --invitation-file - the
    password is the first line of standard input, and the invitation the second.

    Examples:
        fittrack auth register
        fittrack auth register --username eve --invitation-file invitation
    """
    from fittrack_cli.commands.auth.asking import read_new_password, read_username
    from fittrack_cli.commands.auth.meeting import meet_server
    from fittrack_cli.commands.machine_zone import machine_zone
    from fittrack_cli.errors import CliError
    from fittrack_cli.program.passwords import read_secret
    from fittrack_cli.secret import Secret
    from fittrack_client import api
    from fittrack_client.models.registration import Registration
    from fittrack_contract import FIELDS
    from fittrack_contract.problems import INVITATION_REQUIRED

    if cli.prompter.can_ask:
        meet_server(cli)
    name = read_username(cli, username)
    password = read_new_password(cli, from_stdin=password_stdin)
    invitation = None
    if invitation_file is not None:
        invitation = read_secret(cli, invitation_file, INVITATION)
    zone = machine_zone(cli.env)

    def body(invitation: "Secret | None") -> Registration:
        code = None if invitation is None else invitation.reveal()
        return Registration(name, password.reveal(), invitation=code, time_zone=zone)

    with cli.connect() as connection:
        try:
            account = connection.call(api.register_account(body=body(invitation)))
        except CliError as error:
            if error.slug != INVITATION_REQUIRED or invitation is not None:
                raise
            if not cli.prompter.can_ask:
                error.hint = "pass it with --invitation-file FILE"
                raise
            invitation = Secret(cli.prompter.ask_secret(INVITATION))
            account = connection.call(api.register_account(body=body(invitation)))
    if cli.output.is_for_people:
        cli.output.note(f"Created the account {account.username}.")
        cli.output.note(f"Sign in with: fittrack auth login --username {account.username}")
    else:
        cli.output.item(account.to_dict(), fields=FIELDS["Account"])


def time_zone(
    cli: Cli,
    zone: Annotated[
        str | None,
        typer.Argument(metavar="ZONE", help="An IANA time zone, such as Europe/Berlin."),
    ] = None,
) -> None:
    """Show or set the account's time zone.

    It gives the local time of activities whose files have neither a time zone nor a position. Changing it
    also changes their dates. Without ZONE it is shown.

    Examples:
        fittrack auth time-zone
        fittrack auth time-zone America/Denver
    """
    from fittrack_client import api
    from fittrack_client.models.account_change import AccountChange

    if zone is None:
        account = cli.connection.call(api.get_current_account())
    else:
        account = cli.connection.call(api.change_account(body=AccountChange(time_zone=zone)))
    cli.output.item({"time_zone": account.time_zone}, fields=("time_zone",))


def invite(cli: Cli, password_stdin: ProofStdin = False) -> None:
    """Create an invitation for one more account. It is shown only this once.

    Some minutes after you signed in it asks for your password again.

    Examples:
        fittrack auth invite
        fittrack auth invite --password-stdin < password
        fittrack auth invite -o json --query code
    """
    from fittrack_client import api
    from fittrack_contract import FIELDS

    cli.password_on_stdin = password_stdin
    invitation = cli.connection.call(api.create_invitation())
    cli.output.item(invitation.to_dict(), fields=FIELDS["Invitation"])
    cli.output.note("It works once: fittrack auth register, which asks for it")


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
    from fittrack_cli.session.script_token import TOKEN_VARIABLE
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
