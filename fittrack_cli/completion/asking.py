"""What TAB keeps of the things that the backend has: each with what a person recognises it by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_cli.wire.connection import Connection
    from fittrack_client.models import Activity, DeletedActivity

REMEMBERED = 50
MOST_JOBS = 3
_CANCELLABLE = ("running", "queued")
_RETRYABLE = ("partial", "failed", "cancelled")

Candidate = tuple[str, str]


def asked(cli: Cli, first: str) -> Iterator[dict[str, list[Candidate]]]:
    """All kinds of things, some at a time: what somebody waits for comes `first`. Those that this account or token may
    not see are left out. Raises Unreachable, and NotSignedIn: then there is no use in asking on."""
    from fittrack_cli.errors import CliError, NotSignedIn, Unreachable

    for ask, _ in sorted(_ASKING, key=lambda one: first not in one[1]):
        try:
            yield ask(cli.connection)
        except (Unreachable, NotSignedIn):
            raise
        except CliError:
            yield {}


def _jobs(connection: Connection) -> dict[str, list[Candidate]]:
    from fittrack_cli.output.cells import local
    from fittrack_client import api

    page = connection.call(api.list_sync_jobs(limit=REMEMBERED))
    every = [
        (
            job,
            (str(job.id), f"{local(job.created_at)} {job.state}, {', '.join(job.types)}"),
        )
        for job in page.items
    ]
    return {
        "jobs": [shown for _, shown in every],
        "cancellable": [shown for job, shown in every if job.state in _CANCELLABLE],
        "retryable": [shown for job, shown in every if job.state in _RETRYABLE],
        "undone": [shown for job, shown in every if job.undone_at is not None],
    }


def _sources(connection: Connection) -> dict[str, list[Candidate]]:
    from fittrack_client import api
    from fittrack_client.types import UNSET

    def described(past: bool) -> list[Candidate]:
        page = connection.call(api.list_sources(limit=REMEMBERED, disconnected=past or UNSET))
        return [(str(source.id), f"{source.kind} {source.name}") for source in page.items]

    return {"sources": described(False), "past_sources": described(True)}


def _activities(connection: Connection) -> dict[str, list[Candidate]]:
    from fittrack_client import api

    page = connection.call(api.list_activities(limit=REMEMBERED))
    return {"activities": _described(page.items)}


def _deleted(connection: Connection) -> dict[str, list[Candidate]]:
    from fittrack_client import api

    page = connection.call(api.list_deleted_activities(limit=REMEMBERED))
    return {"deleted": _described(page.items)}


def _described(activities: Iterable[Activity | DeletedActivity]) -> list[Candidate]:
    from fittrack_cli.output.cells import own_moment

    return [
        (str(one.id), f"{own_moment(one.local_start_time.isoformat())} {one.sport}")
        for one in activities
    ]


def _workouts(connection: Connection) -> dict[str, list[Candidate]]:
    from fittrack_client import api

    page = connection.call(api.list_workouts(limit=REMEMBERED))
    return {"workouts": [(str(workout.id), workout.name or "") for workout in page.items]}


def _failing(connection: Connection) -> dict[str, list[Candidate]]:
    from fittrack_client import api

    rows = connection.call(api.get_sync_overview()).rows
    jobs = dict.fromkeys(job_id for row in rows for job_id in row.failed_job_ids)
    found: list[Candidate] = []
    for job_id in list(jobs)[:MOST_JOBS]:
        page = connection.call(api.list_sync_items(job_id, outcome="failed", limit=REMEMBERED))
        found += [(str(one.id), f"{one.name}: {one.reason or ''}") for one in page.items]
    return {"failing": found}


def _ignored(connection: Connection) -> dict[str, list[Candidate]]:
    from fittrack_client import api

    page = connection.call(api.list_ignored_files(limit=REMEMBERED))
    return {"ignored": [(str(one.id), f"{one.name}: {one.reason}") for one in page.items]}


def _schedules(connection: Connection) -> dict[str, list[Candidate]]:
    from fittrack_client import api

    page = connection.call(api.list_sync_schedules(limit=REMEMBERED))
    return {
        "schedules": [
            (str(one.id), one.at or one.cron or f"every {one.every_s} s") for one in page.items
        ]
    }


def _sports(connection: Connection) -> dict[str, list[Candidate]]:
    from fittrack_client import api

    totals = connection.call(api.get_totals(by="sport")).items
    most_first = sorted(totals, key=lambda one: -one.activity_count)
    return {"sports": [(one.name, f"{one.activity_count:,}") for one in most_first if one.name]}


def _sessions(connection: Connection) -> dict[str, list[Candidate]]:
    """Those that can be revoked: the one that asks is ended by signing out."""
    from fittrack_cli.output.cells import local
    from fittrack_client import api

    page = connection.call(api.list_sessions(limit=REMEMBERED))
    return {
        "sessions": [
            (str(one.id), f"{one.client_name or ''} {local(one.last_used_at)}".strip())
            for one in page.items
            if not one.current
        ]
    }


def _tokens(connection: Connection) -> dict[str, list[Candidate]]:
    from fittrack_client import api

    page = connection.call(api.list_access_tokens(limit=REMEMBERED))
    return {"tokens": [(str(one.id), f"{one.name}: {', '.join(one.scopes)}") for one in page.items]}


def _targets(connection: Connection) -> dict[str, list[Candidate]]:
    from fittrack_client import api

    page = connection.call(api.list_notification_targets(limit=REMEMBERED))
    return {"targets": [(str(one.id), f"{one.name}, {one.kind}") for one in page.items]}


_ASKING: tuple[tuple[Callable[[Connection], dict[str, list[Candidate]]], tuple[str, ...]], ...] = (
    (_jobs, ("jobs", "cancellable", "retryable", "undone")),
    (_sources, ("sources", "past_sources")),
    (_activities, ("activities",)),
    (_deleted, ("deleted",)),
    (_workouts, ("workouts",)),
    (_failing, ("failing",)),
    (_ignored, ("ignored",)),
    (_schedules, ("schedules",)),
    (_sports, ("sports",)),
    (_sessions, ("sessions",)),
    (_tokens, ("tokens",)),
    (_targets, ("targets",)),
)
"""What asks, and for which kinds."""
