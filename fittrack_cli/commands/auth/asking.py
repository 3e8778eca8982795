"""What signing in asks a person for: user name, password, code."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from fittrack_cli.errors import SecondFactorNeeded, UsageError
from fittrack_cli.secret import Secret
from fittrack_cli.session.login import TOTP_DIGITS, AskCode, Tell

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_cli.program.prompter import Prompter

SWITCHES = {"r": True, "a": False}
"""What is typed at the prompt for a code in order to give a recovery code, or not."""


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
            "without a terminal, nobody can be asked for it",
            "pass it on standard input: --password-stdin < FILE",
        )
    return Secret(cli.prompter.ask_secret(label))


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


def read_code(cli: Cli, given: str | None, label: str) -> Secret:
    """A code: option, FITTRACK_MFA_CODE, prompt. Raises SecondFactorNeeded without a terminal."""
    known = given or cli.env.get("FITTRACK_MFA_CODE")
    if known:
        return Secret("".join(known.split()))
    if not cli.prompter.can_ask:
        raise SecondFactorNeeded(
            "a code is needed", "nobody can be asked for it", "pass it with --mfa-code"
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
