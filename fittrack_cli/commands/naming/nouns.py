"""The things that commands take by name: where they are looked for, and what a person recognises them by.

A command that takes one names its noun: `id_of(cli, ACTIVITY, text)`. Where there can be very many, the server is asked
for those that begin so; where there are few, all are listed and looked through here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from fittrack_client.types import UNSET

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.activity import Activity
    from fittrack_client.models.deleted_activity import DeletedActivity
    from fittrack_client.models.job_state import JobState
    from fittrack_client.models.source import Source
    from fittrack_client.models.sync_job import SyncJob

CANCELLABLE: tuple[JobState, ...] = ("running", "queued")
_LOOKED_THROUGH = 200
"""So many of the latest syncs are looked through for those that were undone."""


class Candidate(NamedTuple):
    """A thing that can be meant."""

    id: UUID
    words: tuple[str, ...]
    """What a person recognises it by: day, kind, state, …"""
    name: str | None = None
    """What else it may be called by."""


Find = Callable[["Cli", str, int], Iterable[Candidate]]
"""Those whose ids begin with some digits, the newest first, at most so many; with no digits, any. Raises CliError."""


class Noun(NamedTuple):
    """A kind of thing."""

    one: str
    many: str
    metavar: str
    lists: str
    """The command that lists them."""
    find: Find
    has_names: bool = False


def _activities(cli: Cli, digits: str, most: int) -> Iterator[Candidate]:
    from fittrack_client import api

    asked = api.list_activities(id_prefix=digits or UNSET)
    return (_activity(one, cli) for one in cli.connection.items(asked, limit=most))


def _deleted(cli: Cli, digits: str, most: int) -> Iterator[Candidate]:
    from fittrack_client import api

    asked = api.list_deleted_activities(id_prefix=digits or UNSET)
    return (_activity(one, cli) for one in cli.connection.items(asked, limit=most))


def _activity(one: Activity | DeletedActivity, cli: Cli) -> Candidate:
    from fittrack_cli.output.cells import own_moment, text_of
    from fittrack_cli.output.records import row_of

    row = row_of(one)
    values = (
        text_of(name, row[name], cli.output.units)
        for name in ("sport", "distance_m", "name")
        if row.get(name)
    )
    return Candidate(one.id, (own_moment(row["local_start_time"]), *values))


def _jobs(cli: Cli, digits: str, most: int) -> Iterator[Candidate]:
    from fittrack_client import api

    asked = api.list_sync_jobs(id_prefix=digits or UNSET)
    return map(_job, cli.connection.items(asked, limit=most))


def _running(cli: Cli, digits: str, most: int) -> Iterator[Candidate]:
    from fittrack_client import api

    for state in CANCELLABLE:
        asked = api.list_sync_jobs(state=state, id_prefix=digits or UNSET)
        yield from map(_job, cli.connection.items(asked, limit=most))


def _undone(cli: Cli, digits: str, most: int) -> Iterator[Candidate]:
    from fittrack_client import api

    jobs = cli.connection.items(
        api.list_sync_jobs(id_prefix=digits or UNSET), limit=_LOOKED_THROUGH
    )
    return (_job(one) for one in jobs if one.undone_at is not None)


def _job(job: SyncJob) -> Candidate:
    from fittrack_cli.output.cells import local

    state = "undone" if job.undone_at is not None else job.state
    return Candidate(job.id, (local(job.created_at), state, job.kind, ", ".join(job.types)))


def _workouts(cli: Cli, digits: str, most: int) -> Iterable[Candidate]:
    from fittrack_cli.output.cells import local
    from fittrack_client import api

    asked = api.list_workouts(id_prefix=digits or UNSET)
    # Listed by name: the newest is known when all are.
    found = list(cli.connection.items(asked, limit=most if digits else None))
    found.sort(key=lambda one: one.created_at, reverse=True)
    return (
        Candidate(one.id, (one.name or one.file_name, one.sport or "", local(one.created_at)))
        for one in found[:most]
    )


def _sources(cli: Cli, digits: str, _most: int) -> list[Candidate]:
    from fittrack_client import api

    return _newest_sources(cli.connection.items(api.list_sources()), digits)


def _past_sources(cli: Cli, digits: str, _most: int) -> list[Candidate]:
    from fittrack_client import api

    return _newest_sources(cli.connection.items(api.list_sources(disconnected=True)), digits)


def _any_sources(cli: Cli, digits: str, most: int) -> list[Candidate]:
    return [*_sources(cli, digits, most), *_past_sources(cli, digits, most)]


def _newest_sources(oldest_first: Iterable[Source], digits: str) -> list[Candidate]:
    every = [
        Candidate(one.id, (one.name, one.kind, one.path or ""), one.name) for one in oldest_first
    ]
    return beginning(reversed(every), digits)


def _schedules(cli: Cli, digits: str, _most: int) -> list[Candidate]:
    from fittrack_cli.commands.lengths import length_text
    from fittrack_client import api

    every = sorted(
        cli.connection.items(api.list_sync_schedules()),
        key=lambda one: one.created_at,
        reverse=True,
    )
    return beginning(
        (
            Candidate(
                one.id,
                (
                    one.at or one.cron or f"every {length_text(one.every_s or 0)}",
                    ", ".join(one.types or ("all",)),
                ),
            )
            for one in every
        ),
        digits,
    )


def _sessions(cli: Cli, digits: str, _most: int) -> list[Candidate]:
    from fittrack_cli.output.cells import local
    from fittrack_client import api

    every = cli.connection.items(api.list_sessions())
    return beginning(
        (
            Candidate(
                one.id,
                (one.client_name or "", local(one.last_used_at), "this one" if one.current else ""),
            )
            for one in every
        ),
        digits,
    )


def _tokens(cli: Cli, digits: str, _most: int) -> list[Candidate]:
    from fittrack_client import api

    every = cli.connection.items(api.list_access_tokens())
    return beginning(
        (Candidate(one.id, (one.name, ", ".join(one.scopes)), one.name) for one in every), digits
    )


def _targets(cli: Cli, digits: str, _most: int) -> list[Candidate]:
    from fittrack_client import api

    every = [
        Candidate(one.id, (one.name, one.kind, one.server), one.name)
        for one in cli.connection.items(api.list_notification_targets())
    ]
    return beginning(reversed(every), digits)


def _recordings(activity_id: UUID, cli: Cli, digits: str, _most: int) -> list[Candidate]:
    from fittrack_cli.output.cells import local
    from fittrack_client import api

    every = cli.connection.call(api.get_activity(activity_id)).recordings
    return beginning(
        (Candidate(one.id, (local(one.start_time), one.sport, one.file_name)) for one in every),
        digits,
    )


def beginning(every: Iterable[Candidate], digits: str) -> list[Candidate]:
    """Those whose ids begin so."""
    return [one for one in every if one.id.hex.startswith(digits)]


ACTIVITY = Noun("activity", "activities", "ACTIVITY", "fittrack activities list", _activities)
DELETED_ACTIVITY = Noun(
    "deleted activity",
    "deleted activities",
    "ACTIVITY",
    "fittrack activities list --deleted",
    _deleted,
)
JOB = Noun("sync", "syncs", "JOB", "fittrack sync list", _jobs)
RUNNING_JOB = Noun("running sync", "running syncs", "JOB", "fittrack sync list", _running)
UNDONE_JOB = Noun("undone sync", "undone syncs", "JOB", "fittrack sync list", _undone)
WORKOUT = Noun("workout", "workouts", "WORKOUT", "fittrack workouts list", _workouts)
SOURCE = Noun("source", "sources", "SOURCE", "fittrack source list", _sources, has_names=True)
PAST_SOURCE = Noun(
    "disconnected source",
    "disconnected sources",
    "SOURCE",
    "fittrack source list --disconnected",
    _past_sources,
    has_names=True,
)
ANY_SOURCE = Noun(
    "source", "sources", "SOURCE", "fittrack source list", _any_sources, has_names=True
)
"""Also those that are disconnected."""
SCHEDULE = Noun("schedule", "schedules", "SCHEDULE", "fittrack sync schedule list", _schedules)
SESSION = Noun("session", "sessions", "SESSION", "fittrack auth sessions list", _sessions)
ACCESS_TOKEN = Noun(
    "access token",
    "access tokens",
    "TOKEN",
    "fittrack auth access-tokens list",
    _tokens,
    has_names=True,
)
TARGET = Noun(
    "notification target",
    "notification targets",
    "TARGET",
    "fittrack notify list",
    _targets,
    has_names=True,
)


def recording_of(activity_id: UUID) -> Noun:
    """The recordings of an activity."""
    lists = f"fittrack activities show {activity_id}"
    return Noun("recording", "recordings", "RECORDING", lists, partial(_recordings, activity_id))
