"""Files that are known to be bad: finding what somebody means, ignoring it, and taking that back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from fittrack_cli.commands.naming.meaning import ids_of
from fittrack_cli.commands.naming.nouns import Candidate, Noun, beginning
from fittrack_cli.errors import Conflict, NotFound

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.ignored_file import IgnoredFile

LISTS_FAILING = "fittrack sync status names the sync whose items list what fails"
LISTS_IGNORED = "fittrack sync ignored lists what is ignored"


def ignore(cli: Cli, items: Sequence[str] | None) -> list[IgnoredFile]:
    """Ignores what failed, named by an item's id, the beginning of one, or its file.

    Raises NotFound, UsageError where several are meant, and Conflict for an item that did not fail.
    """
    from fittrack_client import api

    found: list[IgnoredFile] = []
    for item_id in dict.fromkeys(ids_of(cli, FAILED_ITEM, items)):
        try:
            found.append(cli.connection.call(api.ignore_sync_item(item_id)))
        except (NotFound, Conflict) as error:
            error.hint = error.hint or LISTS_FAILING
            raise
    return found


def unignore(cli: Cli, files: Sequence[str] | None) -> None:
    """Stops ignoring files, named by their ids, the beginnings of these, or their names."""
    from fittrack_client import api

    for file_id in dict.fromkeys(ids_of(cli, IGNORED_FILE, files)):
        try:
            cli.connection.call(api.unignore_file(file_id))
        except NotFound as error:
            error.hint = error.hint or LISTS_IGNORED
            raise


def list_ignored(cli: Cli) -> Iterator[IgnoredFile]:
    """What is ignored, the latest first. Raises CliError."""
    from fittrack_client import api

    return cli.connection.items(api.list_ignored_files())


def _failing(cli: Cli, digits: str, _most: int) -> Iterator[Candidate]:
    """The items of what fails now, each file once."""
    from fittrack_cli.commands.sync.fetching import get_overview, list_items

    seen: set[tuple[UUID, str]] = set()
    jobs = [job for row in get_overview(cli).rows for job in row.failed_job_ids]
    for job_id in dict.fromkeys(jobs):
        for item in list_items(cli, job_id, outcome="failed"):
            if (item.source_id, item.name) not in seen:
                seen.add((item.source_id, item.name))
                if item.id.hex.startswith(digits):
                    yield Candidate(item.id, (item.name, item.reason or ""), item.name)


def _ignored(cli: Cli, digits: str, _most: int) -> list[Candidate]:
    return beginning(
        (Candidate(one.id, (one.name, one.reason), one.name) for one in list_ignored(cli)), digits
    )


FAILED_ITEM = Noun(
    "failed item", "failed items", "ITEM", "fittrack sync status", _failing, has_names=True
)
IGNORED_FILE = Noun(
    "ignored file",
    "ignored files",
    "IGNORED_FILE",
    "fittrack sync ignored",
    _ignored,
    has_names=True,
)
