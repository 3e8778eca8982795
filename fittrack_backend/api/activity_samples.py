"""The operation that serves samples: as JSON columns, CSV or Parquet."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from typing import Annotated, Literal, get_args

from anyio.to_thread import run_sync
from attrs import frozen
from fastapi import Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from fittrack_backend.accounts.caller import Caller
from fittrack_backend.api import strict
from fittrack_backend.api.backend import Backend
from fittrack_backend.api.dependencies import BackendDep, Reader
from fittrack_backend.api.negotiation import ETAG, has_it, preferred
from fittrack_backend.api.responses import OF_A_SCOPE, Responses, problems
from fittrack_backend.api.schemas.samples import ActivitySamples, SampleTable
from fittrack_backend.api.strict import WHOLE_NUMBER, Id, Text
from fittrack_backend.errors import Problem, invalid, not_found
from fittrack_backend.os_errors import os_reason
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.readers import SAMPLES_VERSION
from fittrack_backend.storage.recording_with_samples import (
    RecordingWithSamples,
    recording_with_samples,
)
from fittrack_backend.storage.samples import KeptTable

router = strict.router("/v1", "data")

Form = Literal["application/json", "text/csv", "application/vnd.apache.parquet"]
_FORMS: tuple[Form, ...] = get_args(Form)
_LONGEST_S = 100 * 366 * 24 * 3600
_MOST_ROWS = 10_000_000

Table = Annotated[
    SampleTable,
    Query(
        description="`samples`; `rr`: the time from each heartbeat to the next; or what else has times of its own. One "
        "that the recording lacks has no rows."
    ),
]
Fields = Annotated[
    Text | None,
    Query(
        min_length=1,
        max_length=4096,
        description="Only these columns, by their names, with commas between them. Without: all.",
    ),
]
Resolution = Annotated[
    int | None,
    Query(
        ge=2,
        le=_MOST_ROWS,
        description="At most so many rows: of each part of the activity those with the least and the greatest values, so "
        "that extremes stay. Without: all.",
    ),
    WHOLE_NUMBER,
]
FromS = Annotated[
    int | None,
    Query(
        ge=0, le=_LONGEST_S, description="Only from so many seconds after the recording's start on."
    ),
    WHOLE_NUMBER,
]
ToS = Annotated[
    int | None,
    Query(
        ge=0,
        le=_LONGEST_S,
        description="Only up to so many seconds after the recording's start, included.",
    ),
    WHOLE_NUMBER,
]
RecordingId = Annotated[
    Id | None,
    Query(
        description="Which of the activity's recordings. Without: the one with the most samples."
    ),
]
_ANSWERS: Responses = {
    200: {
        "description": "The rows, in the form that `Accept` prefers; JSON where it names none of them.",
        "headers": ETAG,
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            "application/vnd.apache.parquet": {"schema": {"type": "string", "format": "binary"}},
        },
    },
    304: {
        "description": "Nothing has changed since the answer that `If-None-Match` names.",
        "headers": ETAG,
    },
}


@frozen
class _Wanted:
    """What a request asks of a recording."""

    table: SampleTable
    fields: str | None
    resolution: int | None
    from_s: int | None
    to_s: int | None
    form: Form

    def etag(self, recording: RecordingWithSamples) -> str:
        """Names the answer. What it is made of, and how, decides; so no file need be read for it."""
        of = (
            *(str(recording.id), str(recording.activity_id), recording.start_time.isoformat()),
            *(recording.sha256, recording.number, SAMPLES_VERSION),
            *(self.table, self.fields, self.resolution, self.from_s, self.to_s, self.form),
        )
        return f'"{hashlib.sha256(json.dumps(of).encode()).hexdigest()[:32]}"'


@router.get(
    "/activities/{activity_id}/samples",
    operation_id="get_activity_samples",
    summary="Get what a device recorded from moment to moment",
    response_model=ActivitySamples,
    responses=problems(
        *OF_A_SCOPE,
        Kind.NOT_FOUND,
        Kind.ACTIVITY_DELETED,
        Kind.ORIGINAL_NOT_HERE,
        Kind.VALIDATION,
    )
    | _ANSWERS,
)
async def get_activity_samples(
    activity_id: Annotated[Id, Path(description="The activity's id.")],
    request: Request,
    backend: BackendDep,
    caller: Reader,
    table: Table = "samples",
    fields: Fields = None,
    resolution: Resolution = None,
    from_s: FromS = None,
    to_s: ToS = None,
    recording: RecordingId = None,
) -> Response:
    """Position, heart rate, power and all else, as columns: JSON, CSV (`text/csv`) or Parquet
    (`application/vnd.apache.parquet`), as `Accept` says. Nothing is smoothed or filled in. What was not
    asked for before is read from the original file first, which may take a moment; 503 says that it takes
    longer, and asking again then waits for the same. With `If-None-Match`, 304 says that nothing has changed."""
    async with backend.database_turns.take():
        found = await run_sync(_find, backend, caller, activity_id, recording)
    wanted = _Wanted(table, fields, resolution, from_s, to_s, preferred(request, _FORMS))
    etag = wanted.etag(found)
    headers = {"ETag": etag, "Vary": "Accept", "Cache-Control": "private, no-cache"}
    if has_it(request, etag):
        return Response(status_code=304, headers=headers)
    async with backend.sample_turns.take():
        return await run_sync(_answer, backend, found, wanted, headers)


def _find(
    backend: Backend, caller: Caller, activity_id: Id, recording: Id | None
) -> RecordingWithSamples:
    with backend.database.session_of(caller.account_id) as database:
        return recording_with_samples(database, activity_id, recording)


def _answer(
    backend: Backend, recording: RecordingWithSamples, wanted: _Wanted, headers: dict[str, str]
) -> Response:
    # Both need pyarrow, which takes half a second to load.
    from fittrack_backend.storage import samples_chosen
    from fittrack_backend.storage.samples_chosen import Choice, NoSuchColumn
    from fittrack_backend.storage.samples_parquet import NotThese

    kept = kept_of(backend, recording, wanted.table)
    start = recording.start_time
    choice = Choice(
        columns=None if wanted.fields is None else tuple(wanted.fields.split(",")),
        since=None if wanted.from_s is None else start + dt.timedelta(seconds=wanted.from_s),
        until=None if wanted.to_s is None else start + dt.timedelta(seconds=wanted.to_s),
        rows=wanted.resolution,
    )
    try:
        table = samples_chosen.chosen(kept.data, choice)
    except NoSuchColumn as error:
        raise invalid(
            "query.fields",
            f"There is no column {error.name!r} among the {wanted.table} of this recording. There are: "
            f"{', '.join(error.known) or 'none'}.",
        ) from None
    except NotThese as error:
        raise not_found(f"{wanted.table} of recording", recording.id) from error
    name = f"{recording.activity_id}-{wanted.table}"
    if wanted.form == "application/vnd.apache.parquet":
        headers["Content-Disposition"] = f'attachment; filename="{name}.parquet"'
        return Response(samples_chosen.parquet(table), headers=headers, media_type=wanted.form)
    if wanted.form == "text/csv":
        headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return Response(
            samples_chosen.csv(table), headers=headers, media_type="text/csv; charset=utf-8"
        )
    about = {
        "activity_id": str(recording.activity_id),
        "recording_id": str(recording.id),
        "start_time": start.isoformat().replace("+00:00", "Z"),
        "table": wanted.table,
        "tables": kept.tables,
        "reader_version": SAMPLES_VERSION,
    }

    def pieces() -> Iterator[str]:
        yield f"{json.dumps(about)[:-1]}, "
        yield from samples_chosen.json_members(table)
        yield "}"

    return StreamingResponse(pieces(), headers=headers, media_type=wanted.form)


def kept_of(backend: Backend, recording: RecordingWithSamples, table: str) -> KeptTable:
    """A table of the recording, read from its original where it is not kept. A problem 404 where there is none, 503 while
    it is being read."""
    from fittrack_backend.sync.sample_reader import StillReading
    from fittrack_backend.sync.samples import NoSamples

    try:
        return backend.sync_engine.sample_reader.table(
            recording.sha256, recording.file_format, recording.number, table
        )
    except StillReading:
        raise still_reading() from None
    except NoSamples as error:
        raise Problem(
            Kind.NOT_FOUND,
            f"The samples of recording {recording.id} cannot be read from its original: {error}.",
        ) from None
    except FileNotFoundError:
        raise Problem(
            Kind.ORIGINAL_NOT_HERE,
            "The samples are not kept, and the original file is not where this server keeps originals.",
        ) from None
    except OSError as error:
        raise Problem(
            Kind.ORIGINAL_NOT_HERE, f"The samples cannot be read: {os_reason(error)}."
        ) from error


def still_reading() -> Problem:
    """The samples are not there yet."""
    return Problem(
        Kind.BUSY,
        "The samples are being read from the original file. Try again in a few seconds.",
        headers={"Retry-After": "3"},
    )
