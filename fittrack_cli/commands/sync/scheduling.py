"""Schedules: what a person means by the options, and asking the backend for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from fittrack_cli.commands.lengths import length_of, length_text
from fittrack_cli.errors import CliError, NotFound, UsageError
from fittrack_client.models.schedule import Schedule
from fittrack_client.models.schedule_request import ScheduleRequest
from fittrack_client.types import UNSET, Unset
from fittrack_contract import problems

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli

_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", re.ASCII)
_EXAMPLE = "for example --every 6h, --at 05:30 or --cron '0 7,19 * * mon-fri'"
LISTS_SCHEDULES = "fittrack sync schedule list"


def schedule_request(
    cli: Cli,
    types: Sequence[str] | None,
    sources: Sequence[str] | None,
    *,
    every: str | None,
    at: str | None,
    cron: str | None,
) -> ScheduleRequest:
    """The request that the options make; raises UsageError for what it cannot mean."""
    from fittrack_cli.commands.sync.starting import sync_request

    given = [
        name
        for name, value in (("--every", every), ("--at", at), ("--cron", cron))
        if value is not None
    ]
    if not given:
        raise UsageError("no time", "neither --every nor --at nor --cron says when", _EXAMPLE)
    if len(given) > 1:
        raise UsageError(
            f"{given[0]} cannot be combined with {given[1]}",
            "each of them says when",
            "add a schedule for each",
        )
    if cron is not None and len(cron.split()) != 5:
        raise UsageError(
            f"--cron does not have five fields: {cron!r}",
            "minute, hour, day of the month, month, day of the week",
            _EXAMPLE,
        )
    what = sync_request(cli, types, sources)
    return ScheduleRequest(
        types=what.types,
        source_ids=what.source_ids,
        every_s=UNSET if every is None else int(length_of(every, "--every").total_seconds()),
        at=UNSET if at is None else _time_of_day(at),
        cron=UNSET if cron is None else " ".join(cron.split()),
    )


def add_schedule(cli: Cli, request: ScheduleRequest) -> Schedule:
    """Makes a schedule. Raises UsageError for a cron expression that the backend refuses, NotFound for a source that is
    not connected, and other CliErrors."""
    from fittrack_client import api

    try:
        return cli.connection.call(api.create_sync_schedule(body=request))
    except CliError as error:
        if error.slug != problems.VALIDATION or isinstance(request.cron, Unset | None):
            raise
        raise UsageError(
            "invalid --cron",
            error.detail.removeprefix("cron: "),
            _EXAMPLE,
            request_id=error.request_id,
        ) from None


def list_schedules(cli: Cli) -> Iterator[Schedule]:
    """All schedules, the one that runs next first. Raises CliError."""
    from fittrack_client import api

    return cli.connection.items(api.list_sync_schedules())


def remove_schedule(cli: Cli, schedule_id: UUID) -> None:
    """Ends a schedule. Raises NotFound, and other CliErrors."""
    from fittrack_client import api

    try:
        cli.connection.call(api.delete_sync_schedule(schedule_id))
    except NotFound as error:
        error.hint = error.hint or LISTS_SCHEDULES
        raise


def when_text(schedule: Schedule) -> str:
    """When a schedule runs, in words."""
    if schedule.every_s is not None:
        return f"every {length_text(schedule.every_s)}"
    if schedule.at is not None:
        return f"daily at {schedule.at}"
    return f"cron {schedule.cron}"


def _time_of_day(text: str) -> str:
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise UsageError(
            "--at is not a time of the day",
            f"{text!r} is not in the form HH:MM, from 00:00 to 23:59",
            "for example --at 05:30",
        )
    return f"{int(match[1]):02}:{match[2]}"
