"""What a source keeps of an account: each answer in its envelope, by the key of the thing that it tells of."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

from tests.servers.garmin import answers, files
from tests.servers.garmin.truth import Activity, Day, Truth


def enveloped(what: str, body: object, day: dt.date | None = None, address: str = "/x") -> bytes:
    """An answer as it is kept."""
    envelope = {
        "fittrack_answer": 1,
        "service": "garmin",
        "what": what,
        "address": address,
        "day": None if day is None else day.isoformat(),
        "answer": body,
    }
    return json.dumps(envelope, separators=(",", ":")).encode()


def of_activities(truth: Truth) -> dict[str, bytes]:
    """The list, and the files of those that have one."""
    found: dict[str, bytes] = {}
    for one in truth.newest_first():
        found[f"activity/{one.id}"] = enveloped("activity", answers.listed(one))
        if one.file in ("fit", "tcx"):
            found[f"activity/{one.id}/file"] = files.original(one, _legs(truth, one))
    return found


def _legs(truth: Truth, one: Activity) -> tuple[Activity, ...]:
    return tuple(truth.activities[leg_id] for leg_id in one.leg_ids)


def of_days(truth: Truth) -> dict[str, bytes]:
    """All that is told of its days, by kind and day."""
    return {
        f"{what}/{day.date.isoformat()}": enveloped(what, body, day.date)
        for day in truth.days.values()
        for what, body in of_day(day, truth.zone)
    }


def of_day(day: Day, zone: str) -> Iterator[tuple[str, object]]:
    """What is told of one day, element by element of the answers."""
    summaries = answers.summaries([day])["data"]
    assert isinstance(summaries, list)
    yield from (("daily-summary", one) for one in summaries)
    yield from (("steps", one) for one in answers.steps([day]))
    yield from (("stress", one) for one in answers.stress([day]))
    yield from (("hydration", one) for one in answers.hydration([day]))
    yield from (("body-battery", one) for one in answers.body_battery([day], None))
    yield "sleep", answers.sleep(day, zone, with_levels=True)
    yield "heart-rate", answers.heart_rate(day)
    yield "spo2", answers.spo2(day)
    if day.night is not None:
        yield "sleep-summary", answers.sleep(day, zone, with_levels=False)
    if day.hrv is not None:
        yield "hrv", answers.hrv(day, zone)
        yield "hrv-summary", answers.hrv_summary(day.date, day.hrv)
    weights = answers.weights([day], zone)["dailyWeightSummaries"]
    assert isinstance(weights, list)
    yield from (("weight", one) for one in weights)
