"""Making a sync run: what is asked of the backend, starting it, and taking one up again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal
from uuid import UUID, uuid4

from fittrack_cli.commands.naming.meaning import ids_of
from fittrack_cli.commands.naming.nouns import SOURCE
from fittrack_cli.commands.source.kinds import HOW_TO_CONNECT
from fittrack_cli.commands.sync.fetching import get_job
from fittrack_cli.errors import Conflict, Interrupted, NotFound, Unreachable, UsageError
from fittrack_cli.output.records import parse_choice
from fittrack_client.models.sync_job import SyncJob
from fittrack_client.models.sync_request import SyncRequest
from fittrack_client.models.sync_type import check_sync_type
from fittrack_client.types import UNSET
from fittrack_contract import SYNC_TYPES, problems

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.operation import Operation


JobKind = Literal["sync", "reread"]
_COMMANDS: dict[JobKind, str] = {"sync": "start", "reread": "reread"}
"""What starts a job of a kind."""


def sync_request(
    cli: Cli,
    types: Sequence[str] | None,
    sources: Sequence[str] | None,
    *,
    since: str | None = None,
    until: str | None = None,
    last: str | None = None,
    full: bool = False,
) -> SyncRequest:
    """The request that the options make; raises UsageError for what it cannot mean."""
    from fittrack_cli.commands.ranges import date_range

    chosen = [parse_choice(name, "type", SYNC_TYPES) for name in dict.fromkeys(types or ())]
    days = date_range(since, until, last)
    if days.since is not None and days.since > dt.date.today() + dt.timedelta(days=1):
        raise UsageError(
            "--since has not come yet", f"{days.since} is after today", "--since yesterday"
        )
    source_ids = list(dict.fromkeys(ids_of(cli, SOURCE, sources))) if sources else []
    return SyncRequest(
        types=[check_sync_type(name) for name in chosen] or UNSET,
        source_ids=source_ids or UNSET,
        since=days.since or UNSET,
        until=days.until or UNSET,
        full=full or UNSET,
    )


def start_sync(
    cli: Cli, request: SyncRequest, *, key: str | None = None, attach: bool = False
) -> tuple[SyncJob, bool]:
    """Starts a sync. Returns it, and whether it is new or, with `attach`, one that was running.

    A lost answer is asked for again with the same Idempotency-Key, so nothing starts twice.
    Raises Conflict naming the running job, and other CliErrors.
    """
    from fittrack_client import api

    def asked(key: str) -> Operation[SyncJob]:
        return api.start_sync(body=request, idempotency_key=key)

    return start_job(cli, "sync", asked, key=key, attach=attach)


def start_job(
    cli: Cli,
    kind: JobKind,
    asked: Callable[[str], Operation[SyncJob]],
    *,
    key: str | None,
    attach: bool,
) -> tuple[SyncJob, bool]:
    """`start_sync` for a job of whichever kind, which `asked` asks for with a key."""
    key = _checked_key(key) if key is not None else str(uuid4())
    try:
        job = cli.connection.call(asked(key))
    except KeyboardInterrupt:
        raise Interrupted(
            "interrupted", f"the {kind} may have started", "fittrack sync list shows it"
        ) from None
    except Unreachable as error:
        if error.slug in ("timeout", "cut-short"):
            error.hint = f"{error.hint}\nthe {kind} may have started: fittrack sync list".strip()
        raise
    except Conflict as error:
        if error.slug == problems.NO_SOURCES:
            raise _no_source(error) from error
        running = _running_job(error)
        if running is None:
            raise
        if attach:
            return get_job(cli, running), False
        error.hint = (
            f"watch it with: fittrack sync watch {running}\n"
            f"or start and watch in one: fittrack sync {_COMMANDS[kind]} --attach"
        )
        raise
    return job, True


def retry_job(cli: Cli, job_id: UUID) -> SyncJob:
    """Takes a job up again. Raises Conflict for one that runs or succeeded, and other CliErrors."""
    from fittrack_client import api

    key = str(uuid4())
    try:
        return cli.connection.call(api.retry_sync(job_id, idempotency_key=key))
    except Conflict as error:
        running = _running_job(error)
        if running is not None:
            error.hint = f"watch it with: fittrack sync watch {running}"
        else:
            error.hint = error.hint or f"fittrack sync status {job_id} shows its state"
        raise


def _checked_key(key: str) -> str:
    from fittrack_cli.wire.allowed import limits_of, why_not

    place = ("start_sync", "header", "Idempotency-Key")
    if why_not(key, *place) is not None:
        raise UsageError(
            "invalid --idempotency-key",
            f"it must be 1 to {limits_of(*place)['maxLength']} printable ASCII characters without"
            " spaces",
            "for example --idempotency-key nightly-2026-01-31",
        )
    return key


def _running_job(error: Conflict) -> UUID | None:
    """The job that a conflict names as running, which its message may not say."""
    if error.slug not in (problems.SYNC_CONFLICT, problems.JOB_RUNNING):
        return None
    try:
        running = UUID(str(error.extras.get("job_id")))
    except ValueError:
        return None
    if str(running) not in error.detail:
        error.detail = f"{error.detail} It is {running}.".strip()
    return running


def _no_source(error: Conflict) -> NotFound:
    return NotFound(
        error.title,
        "there is nothing to sync from",
        HOW_TO_CONNECT,
        slug=error.slug,
        request_id=error.request_id,
    )
