"""The operation that writes an activity as a file: GPX, TCX, the original FIT, CSV or Parquet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Annotated, get_args

from anyio.to_thread import run_sync
from attrs import frozen
from fastapi import Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from fittrack_backend.accounts.caller import Caller
from fittrack_backend.api import strict
from fittrack_backend.api.activity_samples import kept_of
from fittrack_backend.api.backend import Backend
from fittrack_backend.api.data import stored_original
from fittrack_backend.api.dependencies import BackendDep, Reader
from fittrack_backend.api.negotiation import ETAG, has_it, preferred
from fittrack_backend.api.responses import OF_A_SCOPE, Responses, problems
from fittrack_backend.api.schemas.samples import ExportFormat
from fittrack_backend.api.strict import Id
from fittrack_backend.errors import Problem, not_found
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.readers import SAMPLES_VERSION
from fittrack_backend.records.activities import ActivityDetail
from fittrack_backend.records.points import Point
from fittrack_backend.storage import activities
from fittrack_backend.storage.recording_with_samples import (
    RecordingWithSamples,
    recordings_with_samples,
)
from fittrack_backend.storage.samples import SAMPLES_TABLE
from fittrack_backend.writers import WRITERS_VERSION
from fittrack_backend.writers.gpx import gpx
from fittrack_backend.writers.tcx import tcx

router = strict.router("/v1", "data")

_FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat.__value__)
_MEDIA_TYPES: Mapping[ExportFormat, str] = {
    "gpx": "application/gpx+xml",
    "tcx": "application/vnd.garmin.tcx+xml",
    "fit": "application/vnd.ant.fit",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
}
_WRITE: Mapping[ExportFormat, Callable[[ActivityDetail, Iterable[Point]], Iterator[str]]] = {
    "gpx": gpx,
    "tcx": tcx,
}
_WRITTEN_AT_ONCE = 64 * 1024

_ANSWERS: Responses = {
    200: {
        "description": "The file, in the format that `format` or `Accept` says.",
        "headers": ETAG,
        "content": {
            media_type: {"schema": {"type": "string"}}
            if media_type.startswith("text/")
            else {"schema": {"type": "string", "format": "binary"}}
            for media_type in _MEDIA_TYPES.values()
        },
    },
    304: {
        "description": "Nothing has changed since the answer that `If-None-Match` names.",
        "headers": ETAG,
    },
}


@frozen
class _Export:
    """What a request asks for, and what it is written of."""

    format: ExportFormat
    activity: ActivityDetail
    recording: RecordingWithSamples
    """The one whose samples, or whose original, it is."""

    @property
    def etag(self) -> str:
        """Names the answer by what it is made of, and how; so no file need be read for it."""
        write = _WRITE.get(self.format)
        of = (
            *(self.format, SAMPLES_VERSION, WRITERS_VERSION, str(self.activity.id)),
            *(self.recording.sha256, self.recording.number),
            "" if write is None else "".join(write(self.activity, ())),
        )
        return f'"{hashlib.sha256(json.dumps(of).encode()).hexdigest()[:32]}"'

    @property
    def file_name(self) -> str:
        """Named by day, sport and id."""
        sport = "".join(c for c in self.activity.sport if c.isascii() and (c.isalnum() or c == "_"))
        return f"{self.activity.date}-{sport or 'other'}-{self.activity.id}.{self.format}"


@router.get(
    "/activities/{activity_id}/export",
    operation_id="export_activity",
    summary="Export an activity as GPX, TCX, FIT, CSV or Parquet",
    response_class=Response,
    responses=problems(
        *OF_A_SCOPE,
        Kind.NOT_FOUND,
        Kind.ACTIVITY_DELETED,
        Kind.ORIGINAL_NOT_HERE,
        Kind.FORMAT_NOT_THERE,
        Kind.VALIDATION,
    )
    | _ANSWERS,
)
async def export_activity(
    activity_id: Annotated[Id, Path(description="The activity's id.")],
    request: Request,
    backend: BackendDep,
    caller: Reader,
    format: Annotated[
        ExportFormat | None,
        Query(description="In which format. Without: as `Accept` says."),
    ] = None,
) -> Response:
    """The activity as a file that other programs read. GPX holds the places with heart rate, cadence, temperature and
    power; TCX the laps and all moments, with speed and power; both pauses. FIT is the original, CSV and Parquet are all
    samples. The samples are those of the recording with the most of them; for GPX, of those with positions. Where
    `Accept` takes any format it is GPX, or TCX without positions. With `If-None-Match`, 304 says that nothing
    has changed."""
    async with backend.database_turns.take():
        activity, recordings = await run_sync(_find, backend, caller, activity_id)
    export = _chosen(activity, recordings, request, format)
    headers = {"ETag": export.etag, "Vary": "Accept", "Cache-Control": "private, no-cache"}
    if has_it(request, export.etag):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = f'attachment; filename="{export.file_name}"'
    if export.format == "fit":
        return await run_sync(_original, backend, export, headers)
    async with backend.sample_turns.take():
        return await run_sync(_written, backend, export, headers)


def _find(
    backend: Backend, caller: Caller, activity_id: Id
) -> tuple[ActivityDetail, list[RecordingWithSamples]]:
    with backend.database.session_of(caller.account_id) as database:
        return activities.show(database, activity_id), recordings_with_samples(
            database, activity_id
        )


def _chosen(
    activity: ActivityDetail,
    recordings: Sequence[RecordingWithSamples],
    request: Request,
    format: ExportFormat | None,
) -> _Export:
    """What is asked for. A problem 404 where the activity is not there in that format, which says in which it is."""
    there = _formats(recordings)
    wanted = format or _accepted(request, there)
    if wanted not in there:
        raise _not_there(wanted, there)
    return _Export(wanted, activity, there[wanted])


def _accepted(request: Request, there: Collection[ExportFormat]) -> ExportFormat:
    """The format that `Accept` likes best; where it takes any, one that there is."""
    in_order = sorted(_FORMATS, key=lambda one: one not in there)
    wanted = preferred(request, [_MEDIA_TYPES[one] for one in in_order])
    return next(one for one in in_order if _MEDIA_TYPES[one] == wanted)


def _formats(
    recordings: Sequence[RecordingWithSamples],
) -> dict[ExportFormat, RecordingWithSamples]:
    """The formats that there are, each with the recording that it is written of."""
    if not recordings:
        raise not_found("recording of", "the activity")
    most = recordings[0]
    placed = next((one for one in recordings if one.start_lat is not None), None)
    fit = next((one for one in recordings if one.file_format == "fit"), None)
    found: dict[ExportFormat, RecordingWithSamples | None] = {
        "gpx": placed,
        "tcx": most,
        "fit": fit,
        "csv": most,
        "parquet": most,
    }
    return {format: one for format, one in found.items() if one is not None}


def _not_there(format: ExportFormat, there: Mapping[ExportFormat, object]) -> Problem:
    why = {
        "gpx": "It has no positions, and GPX holds nothing else.",
        "fit": "None of its originals is a FIT file.",
    }[format]
    others: list[str] = [one for one in there if one != format]
    return Problem(
        Kind.FORMAT_NOT_THERE,
        f"{why} There are: {', '.join(others)}.",
        members={"formats": others},
    )


def _original(backend: Backend, export: _Export, headers: dict[str, str]) -> Response:
    stored = stored_original(backend, export.recording.sha256)
    headers["Content-Length"] = str(stored.size)
    return StreamingResponse(stored.chunks, headers=headers, media_type=_MEDIA_TYPES["fit"])


def _written(backend: Backend, export: _Export, headers: dict[str, str]) -> Response:
    # It needs pyarrow, which takes half a second to load.
    from fittrack_backend.storage import samples_chosen
    from fittrack_backend.storage.samples_chosen import Choice
    from fittrack_backend.storage.samples_parquet import NotThese

    kept = kept_of(backend, export.recording, SAMPLES_TABLE)
    media_type = _MEDIA_TYPES[export.format]
    try:
        if export.format in _WRITE:
            pieces = _pieces(backend, export, kept.tables, kept.data)
            return StreamingResponse(pieces, headers=headers, media_type=media_type)
        table = samples_chosen.chosen(kept.data, Choice())
    except NotThese as error:
        raise not_found("samples of recording", export.recording.id) from error
    if export.format == "parquet":
        return Response(samples_chosen.parquet(table), headers=headers, media_type=media_type)
    return Response(
        samples_chosen.csv(table), headers=headers, media_type=f"{media_type}; charset=utf-8"
    )


def _pieces(
    backend: Backend, export: _Export, tables: Sequence[str], samples: bytes | None
) -> Iterator[bytes]:
    from fittrack_backend.storage.samples_points import breaks_in, has_places, points_in

    if export.format == "gpx" and not has_places(samples):
        others: dict[ExportFormat, object] = dict.fromkeys(("tcx", "csv", "parquet"))
        if export.recording.file_format == "fit":
            others["fit"] = None
        raise _not_there("gpx", others)
    events, segments = (
        kept_of(backend, export.recording, name).data if name in tables else None
        for name in ("events", "segments")
    )
    points = points_in(samples, breaks_in(events, segments))
    return _joined(_WRITE[export.format](export.activity, points))


def _joined(pieces: Iterator[str]) -> Iterator[bytes]:
    """Pieces of a size that is worth sending."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _WRITTEN_AT_ONCE:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()
