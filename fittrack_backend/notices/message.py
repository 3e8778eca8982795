"""What is told: a title, a text, and the same for programs. Pure."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from attrs import asdict, frozen

from fittrack_backend.records.fields import JsonObject
from fittrack_common.sentences import counted

Topic = Literal["failure", "recovery", "silence", "security", "test"]
TOPICS: tuple[Topic, ...] = ("failure", "recovery", "silence", "security")
"""What a target can be told of, besides a test that its owner asks for."""
_MOST_NAMED = 10


@frozen
class Notice:
    """Something to tell. The title is ASCII, since it is sent in a header, too."""

    topic: Topic
    event: str
    """What programs know it by, such as `sync.failed`."""
    title: str
    text: str
    data: JsonObject


@frozen
class Place:
    """A source, and the type of its data, that began to fail, or works again. Without a type: the whole source."""

    source_id: UUID
    source_name: str
    type: str | None
    reason: str | None = None


def of_failure(job_id: UUID, places: Sequence[Place]) -> Notice:
    """A sync failed where the one before did not."""
    lines = [f"{_place(one)}{f': {one.reason}' if one.reason else ''}" for one in places]
    return Notice(
        "failure",
        "sync.failed",
        "FitTrack: a sync failed",
        _listed(lines, f"Why: fittrack sync items {job_id} --outcome failed"),
        {"job_id": str(job_id), "places": [_as_json(one) for one in places]},
    )


def of_recovery(job_id: UUID | None, places: Sequence[Place]) -> Notice:
    """A sync came through where the one before failed; without a job, where none came for long."""
    return Notice(
        "recovery",
        "sync.recovered",
        "FitTrack: syncs work again",
        _listed([_place(one) for one in places]),
        {
            "job_id": None if job_id is None else str(job_id),
            "places": [_as_json(one) for one in places],
        },
    )


def of_silence(
    source_id: UUID, source_name: str, last_success_at: dt.datetime | None, days: int
) -> Notice:
    """Nothing came from a source for so many days."""
    since = f"since {last_success_at:%Y-%m-%d %H:%M} UTC" if last_success_at else "so far"
    return Notice(
        "silence",
        "sync.silent",
        f"FitTrack: nothing synced for {counted(days, 'day')}",
        f"{source_name}: no sync without a failure {since}.",
        {
            "source_id": str(source_id),
            "source_name": source_name,
            "last_success_at": None if last_success_at is None else moment(last_success_at),
            "days": days,
        },
    )


def of_security(event: str, detail: str | None, address: str | None) -> Notice:
    """Something happened to the account."""
    told = f"{event.replace('-', ' ')}{f' ({detail})' if detail else ''}"
    return Notice(
        "security",
        f"security.{event}",
        "FitTrack: something happened to your account",
        f"{told}{f', from {address}' if address else ''}. What happened: fittrack auth audit",
        {"detail": detail, "address": address},
    )


def of_test() -> Notice:
    """To see whether it arrives."""
    return Notice("test", "test", "FitTrack: a test", "Notifications arrive here.", {})


def moment(at: dt.datetime) -> str:
    """A time as programs read it (RFC 3339)."""
    return at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def as_json(notice: Notice) -> str:
    """As it is kept until it was delivered."""
    return json.dumps(asdict(notice))


def from_json(kept: str) -> Notice:
    """What `as_json` made."""
    return Notice(**json.loads(kept))


def _place(one: Place) -> str:
    return one.source_name if one.type is None else f"{one.source_name}, {one.type}"


def _listed(lines: Sequence[str], last: str | None = None) -> str:
    unique = list(dict.fromkeys(lines))
    shown = unique[:_MOST_NAMED]
    if len(unique) > _MOST_NAMED:
        shown.append(f"and {len(unique) - _MOST_NAMED} more")
    return "\n".join([*shown, *([last] if last else [])])


def _as_json(one: Place) -> JsonObject:
    return {
        "source_id": str(one.source_id),
        "source_name": one.source_name,
        "type": one.type,
        "reason": one.reason,
    }
