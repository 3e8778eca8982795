"""What the sync commands do: start, follow, list, cancel, retry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from fittrack_cli.commands.ids import parse_id
from fittrack_cli.commands.sync.jobs import (
    JOB_FIELDS,
    counts_text,
    end_error,
    print_job,
    types_text,
)
from fittrack_cli.errors import Conflict, Interrupted, NotFound, Unreachable, UsageError
from fittrack_cli.output.records import members, parse_choice, row_of
from fittrack_client.models.sync_job import SyncJob
from fittrack_client.models.sync_request import SyncRequest
from fittrack_client.models.sync_type import check_sync_type
from fittrack_client.types import UNSET
from fittrack_contract import FIELDS, ITEM_OUTCOMES, JOB_STATES, SYNC_TYPES, problems

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli

MAX_KEY_CHARS = 255


def sync_request(
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
    source_ids = list(dict.fromkeys(parse_id(text, "source") for text in sources or ()))
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
    """Starts a sync; answers it, and whether it is ours or, with `attach`, one that was running.

    A lost answer is asked for again with the same Idempotency-Key, so nothing starts twice.
    Raises Conflict naming the running job, and other CliErrors.
    """
    from fittrack_client.api.sync import start_sync as operation

    key = _checked_key(key) if key is not None else str(uuid4())
    try:
        job = cli.connection.call(
            SyncJob,
            lambda client: operation.sync_detailed(
                client=client, body=request, idempotency_key=key
            ),
        )
    except KeyboardInterrupt:
        raise Interrupted(
            "interrupted", "the sync may have started", "fittrack sync list shows it"
        ) from None
    except Unreachable as error:
        if error.slug in ("timeout", "cut-short"):
            error.hint = f"{error.hint}\nthe sync may have started: fittrack sync list".strip()
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
            "or let the command do so: fittrack sync start --attach"
        )
        raise
    return job, True


def finish(cli: Cli, job: SyncJob, *, silent: bool = False) -> None:
    """Follows a job to its end and prints it. Raises Partial or SyncFailed when it is not good."""
    finish_id(cli, job.id, silent=silent)


def finish_id(cli: Cli, job_id: UUID, *, silent: bool = False) -> None:
    """`finish` for a job of which only the id is known."""
    from fittrack_cli.commands.sync.watching import follow

    ended = follow(cli, job_id, silent=silent)
    print_job(cli, ended)
    failure = end_error(ended)
    if failure is not None:
        raise failure


def get_job(cli: Cli, job_id: UUID) -> SyncJob:
    """One job. Raises NotFound and other CliErrors."""
    from fittrack_client.api.sync import get_sync_job

    return cli.connection.call(
        SyncJob, lambda client: get_sync_job.sync_detailed(job_id, client=client)
    )


def cancel_job(cli: Cli, job_id: UUID) -> SyncJob:
    """Cancels a job. Raises Conflict for one that has ended, and other CliErrors."""
    from fittrack_client.api.sync import cancel_sync

    try:
        return cli.connection.call(
            SyncJob, lambda client: cancel_sync.sync_detailed(job_id, client=client)
        )
    except Conflict as error:
        error.hint = error.hint or f"fittrack sync status {job_id} shows how it ended"
        raise


def retry_job(cli: Cli, job_id: UUID) -> SyncJob:
    """Takes a job up again. Raises Conflict for one that runs or succeeded, and other CliErrors."""
    from fittrack_client.api.sync import retry_sync

    key = str(uuid4())
    try:
        return cli.connection.call(
            SyncJob,
            lambda client: retry_sync.sync_detailed(job_id, client=client, idempotency_key=key),
        )
    except Conflict as error:
        running = _running_job(error)
        if running is not None:
            error.hint = f"watch it with: fittrack sync watch {running}"
        else:
            error.hint = error.hint or f"fittrack sync status {job_id} shows how it stands"
        raise


def print_jobs(cli: Cli, *, state: str | None, limit: int | None) -> None:
    """Prints the jobs, the latest first. Raises UsageError for an unknown state."""
    from fittrack_cli.output import Column
    from fittrack_client.api.sync import list_sync_jobs
    from fittrack_client.models.job_state import check_job_state
    from fittrack_client.models.sync_job_list import SyncJobList

    wanted = check_job_state(parse_choice(state, "state", JOB_STATES)) if state else UNSET
    jobs = cli.connection.items(
        SyncJobList,
        lambda client, cursor, limit: list_sync_jobs.sync_detailed(
            client=client, state=wanted, cursor=cursor or UNSET, limit=limit
        ),
        limit=limit,
    )
    cli.output.rows(
        (row_of(job) for job in jobs),
        [
            Column("created_at", "ASKED FOR"),
            Column("state"),
            Column("types", format=types_text, wide=True),
            Column("counts", "FILES", counts_text),
            Column("id"),
        ],
        fields=JOB_FIELDS,
        empty="No syncs. Start one with: fittrack sync start --watch",
    )


def print_items(
    cli: Cli, job_id: UUID, *, outcome: str | None, type_: str | None, limit: int | None
) -> None:
    """Prints what became of each file. Raises UsageError for unknown names, NotFound."""
    from fittrack_cli.output import Column
    from fittrack_client.api.sync import list_sync_items
    from fittrack_client.models.item_outcome import check_item_outcome
    from fittrack_client.models.sync_item_list import SyncItemList

    wanted_outcome = (
        check_item_outcome(parse_choice(outcome, "outcome", ITEM_OUTCOMES)) if outcome else UNSET
    )
    wanted_type = check_sync_type(parse_choice(type_, "type", SYNC_TYPES)) if type_ else UNSET
    items = cli.connection.items(
        SyncItemList,
        lambda client, cursor, limit: list_sync_items.sync_detailed(
            job_id,
            client=client,
            outcome=wanted_outcome,
            type_=wanted_type,
            cursor=cursor or UNSET,
            limit=limit,
        ),
        limit=limit,
    )
    cli.output.rows(
        (row_of(item) for item in items),
        [
            Column("outcome"),
            Column("type", wide=True),
            Column("name", "FILE"),
            Column("reason", "WHY"),
            Column("size_bytes", wide=True),
        ],
        fields=FIELDS["SyncItem"],
        empty="No such items.",
    )


def print_overview(cli: Cli) -> None:
    """Prints per type what is complete, and tells what is running or missing."""
    from fittrack_cli.output import Column
    from fittrack_client.api.sync import get_sync_overview
    from fittrack_client.models.sync_overview import SyncOverview

    overview = cli.connection.call(
        SyncOverview, lambda client: get_sync_overview.sync_detailed(client=client)
    )
    rows = [row_of(part) for part in overview.types]
    if cli.output_format == "table" and not cli.fields and cli.given("query") is None:
        rows = [{**members(row["coverage"]), **row} for row in rows]
    cli.output.rows(
        rows,
        [
            Column("type"),
            Column("last_success_at", "LAST SUCCESS"),
            Column("first_date", "FROM"),
            Column("last_date", "TO"),
            Column("records"),
            Column("missing_days", "DAYS MISSING", wide=True),
            Column("failed_items", "FAILED"),
        ],
        fields=FIELDS["TypeOverview"],
        empty="Nothing was synced yet: fittrack sync start --watch",
    )
    if cli.output_format != "table":
        return
    for part in overview.types:
        if part.running_job_id is not None:
            cli.output.note(
                f"{part.type_} is being synced: fittrack sync watch {part.running_job_id}"
            )
    failed = [part.last_job_id for part in overview.types if part.failed_items]
    for job_id in dict.fromkeys(filter(None, failed)):
        cli.output.note(f"why: fittrack sync items {job_id} --outcome failed")


def _checked_key(key: str) -> str:
    if not (0 < len(key) <= MAX_KEY_CHARS and all("!" <= character <= "~" for character in key)):
        raise UsageError(
            "wrong --idempotency-key",
            f"it must be 1 to {MAX_KEY_CHARS} printable ASCII characters without spaces",
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
        "fittrack source connect folder PATH",
        slug=error.slug,
        request_id=error.request_id,
    )
