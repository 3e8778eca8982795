"""Which sync is meant: the one that is named, or the latest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fittrack_cli.commands.naming import choosing
from fittrack_cli.commands.naming.meaning import id_of, latest_of
from fittrack_cli.commands.naming.nouns import JOB, RUNNING_JOB, UNDONE_JOB, Noun
from fittrack_cli.errors import UsageError

if TYPE_CHECKING:
    from uuid import UUID

    from fittrack_cli.commands.naming.meaning import Otherwise
    from fittrack_cli.program.context import Cli


def job_id_of(
    cli: Cli, job: str | None, *, latest: bool, otherwise: Otherwise = choosing.latest
) -> UUID:
    """The id of the sync that is meant. Raises UsageError where it is named twice, and as `id_of`."""
    if job is not None and latest:
        raise UsageError(
            "--latest cannot be combined with JOB",
            f"{job} is one sync already",
            "use one or the other",
        )
    return latest_of(cli, JOB) if latest else id_of(cli, JOB, job, otherwise)


def running(cli: Cli, _noun: Noun) -> UUID:
    """The sync that runs, or what the person chooses of several."""
    return choosing.only(cli, RUNNING_JOB)


def undone(cli: Cli, _noun: Noun) -> UUID:
    """What the person chooses of the syncs that were undone."""
    return choosing.choose(cli, UNDONE_JOB)
