"""Lists in JSON of Garmin's export of everything, told apart by what their elements are.

A list of activities can have more than 100 MB: it is cut into its elements one by one, and never held as a whole
otherwise than as text, a byte a letter. (What is not ASCII is letters of Latin-1 there, and bytes again in an original.)
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from attrs import frozen

from fittrack_backend.export_tables import row_originals
from fittrack_backend.export_tables.row_originals import Row

ACTIVITIES = "garmin-activities"
NIGHTS = "garmin-nights"
DAYS = "garmin-days"

_ACTIVITIES_IN = "summarizedActivitiesExport"
_OF_A_NIGHT = ("sleepStartTimestampGMT", "deepSleepSeconds", "sleepWindowConfirmationType")
_OF_A_DAY = ("totalSteps", "totalKilocalories", "allDayStress", "bodyBattery", "restingHeartRate")
_BLANKS = " \t\r\n,"
_MOST = 200_000
_BYTES = "latin-1"


@frozen
class JsonList:
    """The elements of a list, each by its key: the number of an activity, or a day."""

    kind: str
    _text: str
    _spans: Mapping[bytes, tuple[int, int]]

    def rows(self) -> Iterator[Row]:
        """Every element, in the order of the list."""
        for key in self._spans:
            yield Row(key, len(self.read(key)))

    def read(self, key: bytes) -> bytes:
        """The original of an element. KeyError where it is not there any more."""
        start, end = self._spans[key]
        return row_originals.of_list(self.kind, self._text[start:end].encode(_BYTES))

    def file_of(self, key: bytes) -> str | None:
        """Not told: files in Garmin's export are not named after activities."""
        return None


def may_be_list(head: bytes) -> bool:
    """Whether a file that begins so can be a list of Garmin's export."""
    begin = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return begin.startswith(b"[") and (_ACTIVITIES_IN.encode() in head or b'"calendarDate"' in head)


def list_of(data: bytes) -> JsonList | None:
    """The elements of a list; None for one of something else. Of one that was cut, what came before."""
    text = data.decode(_BYTES)
    at = text.find("[")
    wrapped = text.find(f'"{_ACTIVITIES_IN}"', at, at + 4096)
    if wrapped >= 0:
        at = text.find("[", wrapped)
    if at < 0:
        return None
    spans: dict[bytes, tuple[int, int]] = {}
    kind: str | None = ACTIVITIES if wrapped >= 0 else None
    for start, end, element in _elements(text, at + 1):
        kind = kind or _kind(element)
        key = None if kind is None else _key(kind, element)
        if key is not None:
            spans.setdefault(key, (start, end))
        if kind is None or len(spans) > _MOST:
            return None
    return JsonList(kind, text, spans) if kind is not None and spans else None


def _elements(text: str, at: int) -> Iterator[tuple[int, int, Mapping[str, object]]]:
    """Each object in a list whose first element begins here or after blanks, and from where to where it goes."""
    decoder = json.JSONDecoder()
    while True:
        while at < len(text) and text[at] in _BLANKS:
            at += 1
        if at >= len(text) or text[at] != "{":
            return
        try:
            element, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield at, end, element
        at = end


def _kind(element: Mapping[str, object]) -> str | None:
    if not isinstance(element.get("calendarDate"), str):
        return None
    if any(name in element for name in _OF_A_NIGHT):
        return NIGHTS
    return DAYS if any(name in element for name in _OF_A_DAY) else None


def _key(kind: str, element: Mapping[str, object]) -> bytes | None:
    told = element.get("activityId" if kind == ACTIVITIES else "calendarDate")
    if kind == ACTIVITIES:
        return str(told).encode() if isinstance(told, int) else None
    return told.encode() if isinstance(told, str) and len(told) <= 10 else None
