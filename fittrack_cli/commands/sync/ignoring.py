"""Files that are known to be bad: finding what somebody means, ignoring it, and taking that back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from fittrack_cli.errors import Conflict, NotFound, UsageError

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.ignored_file import IgnoredFile

_BEGINNING = re.compile(r"[0-9a-f-]{4,35}", re.ASCII | re.IGNORECASE)
LISTS_FAILING = "fittrack sync status names the sync whose items list what fails"
LISTS_IGNORED = "fittrack sync ignored lists what is ignored"


class Candidate(NamedTuple):
    """Something that can be meant: its id and its file."""

    id: UUID
    source_id: UUID
    name: str


_Ask = Callable[[], Iterable[Candidate]]


def ignore(cli: Cli, items: Sequence[str]) -> list[IgnoredFile]:
    """Ignores what failed, named by an item's id, the beginning of one, or its file.

    Raises NotFound, UsageError where several are meant, and Conflict for an item that did not fail.
    """
    from fittrack_client import api

    ids = _meant(items, lambda: failing(cli), "failed item", LISTS_FAILING)
    found: list[IgnoredFile] = []
    for item_id in ids:
        try:
            found.append(cli.connection.call(api.ignore_sync_item(item_id)))
        except (NotFound, Conflict) as error:
            error.hint = error.hint or LISTS_FAILING
            raise
    return found


def unignore(cli: Cli, files: Sequence[str]) -> None:
    """Stops ignoring files, named by their ids, the beginnings of these, or their names."""
    from fittrack_client import api

    ids = _meant(files, lambda: _ignored(cli), "ignored file", LISTS_IGNORED)
    for file_id in ids:
        try:
            cli.connection.call(api.unignore_file(file_id))
        except NotFound as error:
            error.hint = error.hint or LISTS_IGNORED
            raise


def list_ignored(cli: Cli, *, limit: int | None = None) -> Iterator[IgnoredFile]:
    """What is ignored, the latest first. Raises CliError."""
    from fittrack_client import api

    return cli.connection.items(api.list_ignored_files(), limit=limit)


def failing(cli: Cli) -> Iterator[Candidate]:
    """The items of what fails now, each file once."""
    from fittrack_cli.commands.sync.fetching import get_overview, list_items

    seen: set[tuple[UUID, str]] = set()
    jobs = [job for row in get_overview(cli).rows for job in row.failed_job_ids]
    for job_id in dict.fromkeys(jobs):
        for item in list_items(cli, job_id, outcome="failed"):
            if (item.source_id, item.name) not in seen:
                seen.add((item.source_id, item.name))
                yield Candidate(item.id, item.source_id, item.name)


def _ignored(cli: Cli) -> Iterator[Candidate]:
    return (Candidate(one.id, one.source_id, one.name) for one in list_ignored(cli))


class _Candidates:
    """What can be meant, asked for once and only where an id alone does not say it."""

    def __init__(self, ask: _Ask) -> None:
        self._ask = ask
        self._found: list[Candidate] | None = None

    def matching(self, text: str) -> list[Candidate]:
        """Those that a text names."""
        if self._found is None:
            self._found = list(self._ask())
        named = [one for one in self._found if one.name == text]
        if named or not _BEGINNING.fullmatch(text):
            return named
        return [one for one in self._found if str(one.id).startswith(text.lower())]


def _meant(texts: Sequence[str], ask: _Ask, what: str, hint: str) -> list[UUID]:
    """The ids of what the texts name; all of them are looked for before anything is done."""
    candidates = _Candidates(ask)
    return list(dict.fromkeys(_one_meant(text, candidates, what, hint) for text in texts))


def _one_meant(text: str, candidates: _Candidates, what: str, hint: str) -> UUID:
    whole = _as_id(text)
    if whole is not None:
        return whole
    found = candidates.matching(text)
    if not found:
        raise NotFound(f"no such {what}", f"nothing that this can mean is called {text!r}", hint)
    if len(found) > 1:
        names = "\n".join(f"{one.id}  {one.name}" for one in found[:10])
        raise UsageError(f"several {what}s are called {text!r}", "name one by its id", names)
    return found[0].id


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text) if text.isascii() and len(text) >= 32 else None
    except ValueError:
        return None
