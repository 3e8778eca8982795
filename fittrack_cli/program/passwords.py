"""Secrets of people: typed unseen, or read from standard input or a file; never an argument."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TextIO

from fittrack_cli.errors import NOT_SIGNED_IN, CliError, UsageError, printable_path
from fittrack_cli.secret import Secret
from fittrack_cli.session.login import TOTP_DIGITS
from fittrack_cli.session.proof import Proof
from fittrack_contract import problems

if TYPE_CHECKING:
    from fittrack_cli.output.output import Output
    from fittrack_cli.program.prompter import Prompter

STANDARD_INPUT = "-"
TRIES = 3
"""How often a person is asked for a proof, at most."""


class Run(Protocol):
    """What asking takes of a run of the command line."""

    @property
    def stdin(self) -> TextIO: ...

    @property
    def prompter(self) -> Prompter: ...

    @property
    def output(self) -> Output: ...

    @property
    def password_on_stdin(self) -> bool:
        """Whether standard input has the password, for steps that ask for it again."""
        ...


def read_password(cli: Run, *, from_stdin: bool, label: str = "Password") -> Secret:
    """The password from stdin or a hidden prompt. Raises UsageError where nobody can be asked."""
    if from_stdin:
        text = cli.stdin.readline().rstrip("\r\n")
        if not text:
            raise UsageError(
                f"no {label.lower()}",
                "standard input is empty, or ended before it",
                "pass it on standard input: --password-stdin < FILE",
            )
        return Secret(text)
    if not cli.prompter.can_ask:
        raise UsageError(
            "a password is needed",
            "without a terminal, nobody can be asked for it",
            "pass it on standard input: --password-stdin < FILE",
        )
    return Secret(cli.prompter.ask_secret(label))


def read_secret(cli: Run, source: str, label: str) -> Secret:
    """The first line of a file; `-` is a hidden prompt or, without a terminal, a line of standard input.

    Raises UsageError for one that is empty or cannot be read.
    """
    if source == STANDARD_INPUT:
        if cli.prompter.can_ask:
            return Secret(cli.prompter.ask_secret(label))
        line = cli.stdin.readline()
    else:
        from pathlib import Path

        try:
            with Path(source).expanduser().open(encoding="utf-8") as file:
                line = file.readline()
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise UsageError(f"cannot read {printable_path(source)}", why) from error
    text = line.strip()
    if not text:
        where = "standard input" if source == STANDARD_INPUT else printable_path(source)
        raise UsageError(f"no {label.lower()}", f"{where} is empty")
    return Secret(text)


class PersonAsker:
    """Asks who runs the command for a proof: at the terminal, or once on standard input where the command was
    told that it is there."""

    def __init__(self, cli: Run) -> None:
        self._cli = cli
        self._tries = 0

    def ask(self, methods: Sequence[str]) -> Proof:
        self._tries += 1
        if self._cli.password_on_stdin:
            return Proof("password", read_password(self._cli, from_stdin=True))
        if not self._cli.prompter.can_ask:
            raise CliError(
                "a fresh proof is needed",
                "this step asks for your password again, and without a terminal nobody can be asked",
                "pass it on standard input: --password-stdin < FILE",
                code=NOT_SIGNED_IN,
                slug=problems.PROOF_NEEDED,
                extras={"methods": [*methods]},
            )
        if self._tries == 1:
            self._cli.output.ask_note("This step asks again who you are.")
        takes_code = "totp" in methods
        label = "Password, or a code from your authenticator app" if takes_code else "Password"
        answer = self._cli.prompter.ask_secret(label)
        digits = "".join(answer.split())  # no password is as short as a code
        is_code = (
            takes_code and len(digits) == TOTP_DIGITS and digits.isascii() and digits.isdigit()
        )
        return Proof("totp", Secret(digits)) if is_code else Proof("password", Secret(answer))

    def may_ask_again(self, error: CliError) -> bool:
        if self._cli.password_on_stdin or self._tries >= TRIES:
            return False
        self._cli.output.ask_note(f"{error.detail or error.title} Try again.")
        return True
