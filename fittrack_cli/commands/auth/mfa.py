"""`fittrack auth mfa`: the second factor."""

from typing import TYPE_CHECKING, Annotated

from fittrack_cli.commands.auth.arguments import MfaCode, MfaCodeFile, PasswordStdin
from fittrack_cli.commands.proving import ProofStdin
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

if TYPE_CHECKING:
    from fittrack_client.models.totp_enrollment import TotpEnrollment

FIRST_CODE_TRIES = 5
CODE_LABEL = "Code from your authenticator app, or a recovery code"


def enroll(
    cli: Cli,
    mfa_code: Annotated[
        str | None,
        Option(
            "--mfa-code",
            metavar="CODE",
            help="A code from the app, to confirm the secret that an earlier run showed.",
        ),
    ] = None,
    mfa_code_file: MfaCodeFile = None,
    password_stdin: ProofStdin = False,
) -> None:
    """Turn on a second factor with an authenticator app.

    Shows a secret as a QR code and as text, asks for a first code, and prints the recovery codes.
    They are shown only this once. Without a terminal it takes two steps: the first prints the
    secret, the second confirms it with --mfa-code.

    Some minutes after you signed in it asks for your password again.

    Examples:
        fittrack auth mfa enroll
        fittrack auth mfa enroll -o json
        fittrack auth mfa enroll --mfa-code 123456
    """
    from fittrack_cli.commands.auth.asking import given_code
    from fittrack_cli.session import second_factor
    from fittrack_contract import FIELDS

    cli.password_on_stdin = password_stdin
    code = given_code(cli, mfa_code, mfa_code_file)
    if code is not None:
        _print_codes(cli, second_factor.confirm(cli.connection, code))
        return
    enrollment = second_factor.start(cli.connection)
    if not cli.prompter.can_ask:
        cli.output.item(enrollment.to_dict(), fields=FIELDS["TotpEnrollment"])
        cli.output.note(
            "The second factor is not on yet."
            " Turn it on with: fittrack auth mfa enroll --mfa-code CODE"
        )
        return
    _show(cli, enrollment)
    _print_codes(cli, _confirmed(cli))


def remove(
    cli: Cli,
    password_stdin: PasswordStdin = False,
    mfa_code: MfaCode = None,
    mfa_code_file: MfaCodeFile = None,
) -> None:
    """Turn off the second factor. This needs your password and a code, which may be a recovery code.

    Without any code, whoever runs the backend can turn it off: fittrack backend users remove-factor USER.

    Examples:
        fittrack auth mfa remove
        fittrack auth mfa remove --password-stdin --mfa-code 123456 < password
        fittrack auth mfa remove --mfa-code-file recovery-code
    """
    from fittrack_cli.commands.auth.asking import read_code
    from fittrack_cli.commands.auth.meeting import meet_account
    from fittrack_cli.program.passwords import read_password
    from fittrack_cli.session import second_factor

    if cli.prompter.can_ask:
        meet_account(cli)
    password = read_password(cli, from_stdin=password_stdin)
    code = read_code(cli, mfa_code, mfa_code_file, CODE_LABEL)
    second_factor.remove(cli.connection, password, code)
    cli.output.note("The second factor is off.")


def recovery_codes(cli: Cli, mfa_code: MfaCode = None, mfa_code_file: MfaCodeFile = None) -> None:
    """Make new recovery codes. They are shown only this once, and the old ones stop working.

    This needs a code from your authenticator app, or one of your remaining recovery codes.

    Examples:
        fittrack auth mfa recovery-codes
        fittrack auth mfa recovery-codes --mfa-code 123456 -o json
        fittrack auth mfa recovery-codes --mfa-code-file recovery-code
    """
    from fittrack_cli.commands.auth.asking import read_code
    from fittrack_cli.session import second_factor

    code = read_code(cli, mfa_code, mfa_code_file, CODE_LABEL)
    _print_codes(
        cli,
        second_factor.renew_recovery_codes(cli.connection, code),
        "Each of these new recovery codes works once. The old ones no longer work. Keep these safe:",
    )


def _show(cli: Cli, enrollment: "TotpEnrollment") -> None:
    from fittrack_cli.commands.auth.qr_code import show_secret

    show_secret(cli.output, enrollment.otpauth_uri, enrollment.secret)


def _confirmed(cli: Cli) -> list[str]:
    """Asks for the first code, up to FIRST_CODE_TRIES times; returns the recovery codes.

    Raises what the server raised for the last code, or at once for anything but a wrong code.
    """
    from fittrack_cli.errors import USAGE, CliError
    from fittrack_cli.secret import Secret
    from fittrack_cli.session import second_factor
    from fittrack_contract.problems import WRONG_CODE

    for tries_left in range(FIRST_CODE_TRIES - 1, -1, -1):
        code = Secret("".join(cli.prompter.ask("Code from the app").split()))
        try:
            return second_factor.confirm(cli.connection, code)
        except CliError as error:
            if not tries_left or (error.slug != WRONG_CODE and error.code != USAGE):
                raise
            cli.output.ask_note(f"{error.detail or error.title} Try again.")
    raise AssertionError


def _print_codes(cli: Cli, codes: list[str], note: str = "") -> None:
    """Prints recovery codes. Nobody can see them again later."""
    if cli.output.is_for_people:
        cli.output.ask_note(
            note
            or "The second factor is on. Each of these recovery codes works once. Keep them safe:"
        )
    cli.output.plain("".join(f"{code}\n" for code in codes), {"recovery_codes": codes})
