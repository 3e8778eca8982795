"""`fittrack auth`: an account: create it, invite others, change its password or time zone."""

from typing import Annotated

from fittrack_cli.commands.auth.arguments import PasswordStdin, Username
from fittrack_cli.commands.proving import ProofStdin
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option

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


def password(
    cli: Cli,
    password_stdin: Annotated[
        bool,
        Option(
            "--password-stdin",
            help="Read two lines from standard input: the old password and the new one.",
        ),
    ] = False,
    everything: Annotated[
        bool,
        Option(
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


def register(
    cli: Cli,
    username: Username = None,
    password_stdin: PasswordStdin = False,
    invitation_file: Annotated[
        str | None,
        Option(
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
        Argument(metavar="ZONE", help="An IANA time zone, such as Europe/Berlin."),
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
