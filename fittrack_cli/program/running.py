"""Runs the command that a command line names: by itself where it is plain, else by Typer's parser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fittrack_cli.errors import DONE, CliError, UsageError
from fittrack_cli.program.command_line import plain
from fittrack_cli.program.declared import Exit

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli


def run(cli: Cli, args: Sequence[str]) -> int:
    """Runs the command that `args` name, and returns its exit code.

    Raises CliError for everything that a parser objects to; other exceptions are the command's.
    """
    try:
        call = plain(args)
        if call is not None:
            call(cli)
            return DONE
        from fittrack_cli.program.typer_tree import run_parsed

        return run_parsed(cli, args)
    except Exit as stop:
        return stop.code
    except CliError as error:
        if cli.command is not None:
            from fittrack_cli.program.own_words import in_own_words, spellings_of

            in_own_words(error, spellings_of(cli.command.params), cli.command.words)
        if isinstance(error, UsageError) and not error.hint:
            from fittrack_cli.program.suggested import how_to_use

            error.hint = how_to_use(cli.command.words if cli.command is not None else ())
        raise
