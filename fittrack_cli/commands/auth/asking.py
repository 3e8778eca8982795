"""What signing in asks a person for: user name, password, code."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from fittrack_cli.errors import SecondFactorNeeded, UsageError
from fittrack_cli.program.passwords import read_password
from fittrack_cli.secret import Secret
from fittrack_cli.session.login import TOTP_DIGITS, AskCode, Tell, method_of

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_cli.program.prompter import Prompter

SWITCHES = {"r": True, "a": False}
"""What is typed at the prompt for a code in order to give a recovery code, or not."""


def read_new_password(cli: Cli, *, from_stdin: bool) -> Secret:
    """A new password, typed twice at a prompt."""
    password = read_password(cli, from_stdin=from_stdin, label="New password")
    while not from_stdin and cli.prompter.ask_secret("Repeat it") != password.reveal():
        cli.output.note("They differ. Try again.")
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
        "a user name is needed",
        "without a terminal, nobody can be asked for it",
        "pass --username NAME",
    )


def given_code(cli: Cli, option: str | None, file: str | None) -> Secret | None:
    """A code that was handed in: --mfa-code, --mfa-code-file, FITTRACK_MFA_CODE.

    Raises UsageError for a recovery code in --mfa-code: it is good until somebody uses it, and other users of the
    machine could read it.
    """
    if file is not None:
        from fittrack_cli.program.passwords import read_secret

        return Secret("".join(read_secret(cli, file, "Code").reveal().split()))
    if option:
        code = "".join(option.split())
        if method_of(code) != "totp":
            Secret(code)
            raise UsageError(
                "will not take this code in --mfa-code",
                f"that is for the {TOTP_DIGITS} digits of an authenticator app, good for half a minute; other users"
                " of this machine could read a recovery code in the list of processes",
                "--mfa-code-file FILE reads it from a file, --mfa-code-file - from standard input",
            )
        return Secret(code)
    known = cli.env.get("FITTRACK_MFA_CODE")
    return Secret("".join(known.split())) if known else None


def read_code(cli: Cli, option: str | None, file: str | None, label: str) -> Secret:
    """A code that was handed in, or the answer at a prompt. Raises SecondFactorNeeded without a terminal."""
    known = given_code(cli, option, file)
    if known is not None:
        return known
    if not cli.prompter.can_ask:
        raise SecondFactorNeeded(
            "a code is needed",
            "nobody can be asked for it",
            "pass it with --mfa-code or --mfa-code-file",
        )
    return Secret("".join(cli.prompter.ask(label).split()))


def code_asker(cli: Cli) -> AskCode | None:
    """Asks for the code of a challenge; None where nobody can be asked."""
    if not cli.prompter.can_ask:
        return None
    return partial(_ask_code, prompter=cli.prompter, tell=cli.output.note)


def _ask_code(methods: Sequence[str], prompter: Prompter, tell: Tell) -> Secret:
    """A code of the authenticator, or a recovery code: `r` switches to it, `a` back.

    Each is taken at the other's prompt as well: they look different.
    """
    can_switch = "recovery_code" in methods
    wants_recovery = "totp" not in methods
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
    return "Code from your authenticator app" + (" (r: use a recovery code)" if can_switch else "")
