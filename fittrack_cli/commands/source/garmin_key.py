"""The key of Garmin's Personal API, as its owner hands it in: unseen, on standard input or from a file; never an argument."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

from fittrack_cli.errors import UsageError
from fittrack_cli.program.declared import Option

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_cli.secret import Secret

KeyStdin = Annotated[bool, Option("--key-stdin", help="Read the key from standard input.")]
KeyFile = Annotated[
    str | None, Option("--key-file", metavar="FILE", help="Read the key from this file.")
]
Expires = Annotated[
    str | None,
    Option(
        "--expires",
        metavar="DAY",
        help="The last day on which the key is good (default: the longest there is, 365 days).",
    ),
]


def read_key(cli: Cli, *, from_stdin: bool, file: str | None) -> Secret:
    """The key. Raises UsageError where there is none, or nobody can be asked."""
    from fittrack_cli.program.passwords import read_secret
    from fittrack_cli.secret import Secret

    if from_stdin and file is not None:
        raise UsageError(
            "two keys", "--key-stdin and --key-file exclude each other", "use one or the other"
        )
    if from_stdin:
        text = cli.stdin.readline().strip()
        if not text:
            raise UsageError("no key", "standard input is empty", "--key-stdin < FILE")
        return Secret(text)
    if file is not None:
        return read_secret(cli, file, "Key")
    if not cli.prompter.can_ask:
        raise UsageError(
            "a key is needed",
            "without a terminal, nobody can be asked for it",
            "pass it on standard input: --key-stdin < FILE",
        )
    return Secret(cli.prompter.ask_secret("Key of Garmin's Personal API"))


def last_day(text: str | None) -> dt.date | None:
    """The day of `--expires`. Raises UsageError."""
    from fittrack_cli.commands.ranges import day_of

    return None if text is None else day_of(text, "--expires")
