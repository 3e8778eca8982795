"""Sending an export to a backend, which brings it into the account."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, BinaryIO, cast

from fittrack_cli.commands.account.archive import opened
from fittrack_cli.commands.standard_input import STDIN, read_stdin
from fittrack_cli.errors import Unreachable, printable_path
from fittrack_cli.files import cannot
from fittrack_cli.output.columns import Column
from fittrack_cli.program.options import MAX_TIMEOUT_S
from fittrack_cli.values.given_paths import given_path
from fittrack_common.sentences import counted
from fittrack_contract import FIELDS

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli

_WORDS = (
    ("activities", "activity", "activities"),
    ("days", "day of health", "days of health"),
    ("workouts", "planned workout", "planned workouts"),
    ("sources", "source", "sources"),
    ("originals", "original file", "original files"),
)


def import_account(cli: Cli, source: str) -> None:
    """Sends the export and prints what came. Raises CliError."""
    from fittrack_client import api
    from fittrack_client.types import File

    if cli.given("timeout") is None:
        cli.give("timeout", str(MAX_TIMEOUT_S))  # the backend works on it for a while
    path = given_path(source)
    try:
        with _opened(cli, source) as file:
            # A token that is renewed now is not renewed in the middle of a body.
            cli.connection.call(api.get_account_usage())
            shown = "what standard input has" if source == STDIN else printable_path(path)
            cli.output.note(f"Sending {shown} …")
            result = cli.connection.call(api.import_account(body=File(payload=file))).to_dict()
    except OSError as error:
        raise cannot("read", path, error) from error
    except Unreachable as error:
        error.hint = error.hint or "run the command again: what came is not doubled"
        raise
    fields = FIELDS["ImportResult"]
    if cli.output.is_for_people:
        _tell(cli, result)
    else:
        cli.output.item(result, [Column(name) for name in fields], fields=fields)


def _opened(cli: Cli, source: str) -> AbstractContextManager[BinaryIO]:
    if source == STDIN:
        return cast(BinaryIO, read_stdin(cli.stdin, "fittrack import - < FILE"))
    return opened(given_path(source))


def _tell(cli: Cli, result: Mapping[str, object]) -> None:
    came = [
        counted(count, one, many)
        for name, one, many in _WORDS
        if isinstance(count := result.get(name), int) and count
    ]
    cli.output.note(f"Imported {', '.join(came)}." if came else "Nothing was new.")
    if unchanged := result.get("unchanged"):
        cli.output.note(f"{unchanged:,} records were there already.")
    if missing := result.get("missing"):
        cli.output.warn(f"{missing:,} original files were lost before the export was made")
    if came and result.get("has_new_ids"):
        cli.output.note("All came with new ids: another account of the backend has theirs.")
    passed_over = result.get("passed_over")
    if isinstance(passed_over, list) and passed_over:
        cli.output.warn(
            f"not known to this backend, and left out: {', '.join(map(str, passed_over))}"
        )
    if result.get("sources"):
        cli.output.note(
            "The sources are disconnected. Connect them to sync: fittrack source connect"
        )
