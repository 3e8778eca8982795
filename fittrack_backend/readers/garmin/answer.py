"""The envelope of an answer: what was asked for, for which day, and what Garmin said.

{"fittrack_answer": 1, "service": "garmin", "what": WHAT, "address": …, "day": "2026-11-20" or null, "answer": …}
"""

from __future__ import annotations

import datetime as dt
import json
import re

from attrs import frozen

from fittrack_backend.readers.contents import NothingToSave, SniffResult
from fittrack_backend.readers.garmin.values import Object, day_of, list_of, object_of
from fittrack_backend.records.data_types import DataType

VERSION = 1
"""Of the envelope."""
MOST_BYTES = 16 << 20
"""A day of heart rates is 20 KB."""

_ACTIVITIES: frozenset[DataType] = frozenset({"activities"})
_HEALTH: frozenset[DataType] = frozenset({"health"})
OF_ACTIVITIES = frozenset({"activity", "activity-detail"})
OF_DAYS = frozenset(
    {
        "daily-summary",
        "steps",
        "stress",
        "hydration",
        "sleep",
        "sleep-summary",
        "hrv",
        "hrv-summary",
        "body-battery",
        "heart-rate",
        "spo2",
        "weight",
    }
)
_BEGINS = re.compile(rb'\{\s*"fittrack_answer"\s*:')
_NAME = re.compile("[a-z0-9-]{1,40}")
_SAYS_WHAT = re.compile(rb'"service"\s*:\s*"garmin"\s*,\s*"what"\s*:\s*"([a-z0-9-]{1,40})"')


@frozen
class Answer:
    """What Garmin said. `day` is the athlete's own day that was asked for, None where it was no day."""

    what: str
    day: dt.date | None
    body: object

    def object(self) -> Object:
        """The answer as an object. Raises NothingToSave for anything else."""
        if self.body in (None, {}, []):
            raise NothingToSave(NOTHING, damaged=False)
        among = list_of(self.body)
        found = object_of(among[0] if len(among) == 1 else self.body)
        if not found:
            raise NothingToSave(UNKNOWN_FORM, damaged=False)
        return found


NOTHING = "Garmin has nothing of it"
UNKNOWN_FORM = "FitTrack does not know the form of this answer of Garmin; it is kept as it came"
OF_WINDOW = "-window"
"""The end of what an answer is called that could not be told apart by days."""


def is_answer(head: bytes) -> bool:
    """Whether a file that begins so is an answer in its envelope."""
    return _BEGINS.match(head) is not None


def sniff_answer(head: bytes) -> SniffResult:
    """Which types of data an answer can hold, by the beginning of its envelope."""
    says = _SAYS_WHAT.search(head)
    if says is None:
        return SniffResult("json", _ACTIVITIES | _HEALTH)
    what = says[1].decode()
    if what.removesuffix(OF_WINDOW) in OF_DAYS - {what}:
        return SniffResult("json", reason=UNKNOWN_FORM)
    if what in OF_ACTIVITIES:
        return SniffResult("json", _ACTIVITIES)
    if what in OF_DAYS:
        return SniffResult("json", _HEALTH)
    return SniffResult("json", reason=_unknown(what))


def answer_in(data: bytes) -> Answer:
    """What an envelope holds. Raises NothingToSave when it is damaged, or of a kind that is not known."""
    if len(data) > MOST_BYTES:
        raise NothingToSave(f"it has more than {MOST_BYTES >> 20} MB")
    envelope = object_of(_document(data))
    if envelope.get("fittrack_answer") != VERSION or envelope.get("service") != "garmin":
        raise NothingToSave("it is not an answer of Garmin as FitTrack keeps it")
    what = envelope.get("what")
    if not isinstance(what, str) or "answer" not in envelope:
        raise NothingToSave("it does not say what Garmin was asked for, or what it answered")
    return Answer(what, day_of(envelope.get("day")), envelope["answer"])


def _document(data: bytes) -> object:
    """The document, whole or not at all: what is asked again need not be saved in part."""
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=lambda _: None)
    except UnicodeDecodeError as error:
        raise NothingToSave("it is not text in UTF-8") from error
    except RecursionError as error:
        raise NothingToSave("its JSON is nested too deeply") from error
    except ValueError as error:  # broken off, other JSON, a number of thousands of digits
        raise NothingToSave("its JSON is damaged or breaks off") from error


def _unknown(what: str) -> str:
    named = f" ({what})" if _NAME.fullmatch(what) else ""
    return f"an answer of Garmin of a kind that FitTrack does not know{named}"


def unknown(what: str) -> NothingToSave:
    """What is raised for an answer of a kind that is not known."""
    return NothingToSave(_unknown(what), damaged=False)
