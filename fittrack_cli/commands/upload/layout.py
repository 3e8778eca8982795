"""How uploads look: a row for each file that was sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from fittrack_cli.commands.naming.shown import Listed, id_column
from fittrack_cli.output.columns import Column
from fittrack_cli.output.records import row_of
from fittrack_common.sentences import counted
from fittrack_contract import FIELDS

if TYPE_CHECKING:
    from fittrack_cli.commands.upload.local_files import LocalFile
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.upload import Upload

UPLOAD_FIELDS = ("path", *FIELDS["Upload"])
_BEST_FIRST = ("new", "updated", "merged", "unchanged", "skipped", "failed")


class SentFile(Protocol):
    """A file that was sent, or why it was not."""

    @property
    def file(self) -> LocalFile: ...

    @property
    def upload(self) -> Upload | None: ...

    @property
    def failure(self) -> str | None: ...

    @property
    def copy_of(self) -> str | None: ...

    @property
    def outcome(self) -> str | None: ...


def print_files(cli: Cli, files: Sequence[SentFile]) -> None:
    """Prints what became of each file, in the order in which they were named."""
    people = cli.output.is_for_people
    cli.output.rows(
        (_row(one, for_people=people) for one in files),
        [
            Column("outcome"),
            Column("path", "FILE"),
            Column("reason", "WHY"),
            Column("size_bytes", wide=True),
            id_column(Listed(files), wide=True),
        ],
        fields=UPLOAD_FIELDS,
    )
    if people:
        counts = Counter(one.outcome or "waiting" for one in files)
        told = [f"{counts[name]:,} {name}" for name in (*_BEST_FIRST, "waiting") if counts[name]]
        cli.output.note(f"{counted(len(files), 'file')}: {', '.join(told)}")


def _row(one: SentFile, *, for_people: bool) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(UPLOAD_FIELDS)
    row |= {
        "name": one.file.name,
        "sha256": one.file.sha256 or None,
        "size_bytes": one.file.version.size,
    }
    if one.upload is not None:
        row |= row_of(one.upload)
    row["path"] = one.file.path
    if one.copy_of is not None:
        row |= {"outcome": one.outcome, "reason": f"the same file as {one.copy_of}"}
    if one.failure is not None:
        row |= {"state": "failed", "outcome": "failed", "reason": one.failure}
    if for_people and row["outcome"] is None:
        row["outcome"] = "waiting"
    return row
