"""What is asked of Garmin by days, and how an answer becomes things to keep: one for each day that has data."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterator, Mapping

from attrs import frozen

from fittrack_backend.sources.garmin.spans import Span
from fittrack_backend.sources.port import Thing

Element = Mapping[str, object]

ACTIVITIES = "/activitylist-service/activities/search/activities"

_DAY_MEMBERS = ("calendarDate", "summaryDate", "date")
_IDS = ("Id", "PK", "Pk", "version")
"""How the names of members end that identify an element."""
_LONGEST_NAME = 200
_ALIKE = 7
"""So many days with the same numbers were not lived."""


class UnknownForm(Exception):
    """An answer says something, and not of which days."""


@frozen
class Window:
    """Something of several days that one request asks for: at most `days`."""

    what: str
    title: str
    days: int
    address: Callable[[Span], str]
    details: Mapping[str, str] = {}
    """What is asked for each day that has data, by the member of the day's element that says so ("" for any)."""


@frozen
class Detail:
    """Something of one day that is a request of its own."""

    what: str
    title: str
    address: Callable[[dt.date], str]


def _stats(what: str) -> Callable[[Span], str]:
    return lambda span: f"/usersummary-service/stats/{what}/daily/{span.since}/{span.until}"


def _range(path: str) -> Callable[[Span], str]:
    return lambda span: f"{path}?startDate={span.since}&endDate={span.until}"


WINDOWS: Mapping[str, Window] = {
    one.what: one
    for one in (
        Window(
            "daily-summary",
            "summary",
            84,
            _range("/usersummary-service/v2/dailysummaries"),
            {"heart-rate": "heartRate", "spo2": "pulseOx"},
        ),
        Window(
            "sleep-summary",
            "sleep summary",
            28,
            _range("/sleep-service/sleep/dailySleepSummariesByDate"),
            {"sleep": ""},
        ),
        Window(
            "hrv-summary",
            "HRV summary",
            84,
            lambda span: f"/hrv-service/hrv/daily/{span.since}/{span.until}",
            {"hrv": ""},
        ),
        Window("steps", "steps", 28, _stats("steps")),
        Window("stress", "stress", 28, _stats("stress")),
        Window(
            "body-battery",
            "Body Battery",
            28,
            _range("/wellness-service/wellness/bodyBattery/reports/daily"),
        ),
        Window("hydration", "hydration", 28, _stats("hydration")),
        Window(
            "weight",
            "weight",
            84,
            lambda span: f"/weight-service/weight/range/{span.since}/{span.until}?includeAll=true",
        ),
    )
}
"""In the order in which they are asked for. Garmin takes 28 days of steps and stress, 31 of sleep, hydration and Body
Battery, 365 of HRV, and answers 500 for more than about 90 day summaries."""

DETAILS: Mapping[str, Detail] = {
    one.what: one
    for one in (
        Detail("sleep", "sleep", lambda day: f"/sleep-service/sleep/dailySleep?date={day}"),
        Detail("hrv", "HRV readings", lambda day: f"/hrv-service/hrv/{day}"),
        Detail(
            "heart-rate",
            "heart rate",
            lambda day: f"/wellness-service/wellness/dailyHeartRate?date={day}",
        ),
        Detail(
            "spo2", "SpO2", lambda day: f"/wellness-service/wellness/daily/spo2acclimation/{day}"
        ),
    )
}


def key_of_activity(activity_id: int) -> bytes:
    """The key of an activity of the list."""
    return f"activity/{activity_id}".encode()


def key_of_file(activity_id: int) -> bytes:
    """The key of an activity's original file."""
    return f"activity/{activity_id}/file".encode()


def key_of(what: str, day: dt.date) -> bytes:
    """The key of what is kept of a day."""
    return f"{what}/{day}".encode()


@frozen
class ByDay:
    """A window's answer: its elements by their days, as far as they were asked for, and whether that is all that it says."""

    elements: Mapping[dt.date, Element]
    is_all: bool


def by_day(document: object, span: Span) -> ByDay:
    """The elements of a window's answer. Raises UnknownForm where nothing in it has a day."""
    found: dict[dt.date, Element] = {}
    is_all = True
    for day, element in _elements(document):
        if day is None or found.get(day, element) != element:
            is_all = False
        elif span.since <= day <= span.until:
            found[day] = element
    return ByDay(found, is_all)


def _elements(document: object) -> Iterator[tuple[dt.date | None, Element]]:
    if is_nothing(document):
        return
    lists = lists_in(document, lambda one: _day_of(one) is not None)
    if lists:
        for one in (element for elements in lists for element in elements):
            if isinstance(one, dict):
                yield _day_of(one), one
            elif one is not None:
                yield None, {}
    elif isinstance(document, dict) and _day_of(document) is not None:
        yield _day_of(document), document
    elif isinstance(document, dict) and all(map(_is_named_by_day, document.items())):
        for name, one in document.items():
            yield _as_day(name), one
    else:
        raise UnknownForm


def _is_named_by_day(member: tuple[str, object]) -> bool:
    return _as_day(member[0]) is not None and isinstance(member[1], dict)


def lists_in(
    document: object, is_element: Callable[[Element], bool], depth: int = 3
) -> list[list[object]]:
    """The lists that have an element of a kind, whatever they are wrapped in."""
    if isinstance(document, list):
        there = any(isinstance(one, dict) and is_element(one) for one in document)
        return [document] if there else []
    if not isinstance(document, dict) or depth == 0:
        return []
    of_members = (lists_in(value, is_element, depth - 1) for value in document.values())
    return [found for lists in of_members for found in lists]


def is_nothing(document: object) -> bool:
    """Whether an answer says that there is nothing: it is empty, or has empty lists and no others."""
    if isinstance(document, list):
        return all(one is None or one in ({}, []) for one in document)
    if isinstance(document, dict):
        lists = [one for one in document.values() if isinstance(one, list)]
        if any(map(is_nothing, lists)):
            return not any(one for some in lists for one in some if isinstance(one, dict | list))
        return not lists and all(
            one is None or one == {} or isinstance(one, int) for one in document.values()
        )
    return document is None


def _day_of(element: Element) -> dt.date | None:
    days = (_as_day(element.get(member)) for member in _DAY_MEMBERS)
    return next((day for day in days if day is not None), None)


def says_its_day(document: object) -> bool:
    """Whether an answer says which day it is of."""
    return isinstance(document, dict) and _day_of(document) is not None


def _as_day(text: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10]) if isinstance(text, str) else None
    except ValueError:
        return None


def has_data(value: object) -> bool:
    """Whether something was measured: a number that is neither a goal nor an id. Zero is one, null is none."""
    return any(True for _ in _numbers(value, ""))


def is_alive(elements: Collection[Element]) -> bool:
    """Whether somebody wore a watch on these days. Before its first day an account can have zeros, or the same numbers for every
    day."""
    told = [tuple(_numbers(one, "")) for one in elements]
    measured = [numbers for numbers in told if any(numbers)]
    return bool(measured) and (len(measured) < _ALIKE or len(set(measured)) > 1)


def _numbers(value: object, member: str) -> Iterator[int | float]:
    if member.endswith(_IDS) or "goal" in member.lower():
        return
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _numbers(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from _numbers(one, "")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def details_of(window: Window, element: Element) -> list[str]:
    """What to ask for one by one of a day with this element."""
    return [
        what
        for what, member in window.details.items()
        if has_data(element.get(member) if member else element)
    ]


def thing_of_window(window: Window, day: dt.date, raw: Element) -> Thing:
    """What is kept of a day of a window. Its address is the one that asks for this day alone, so that it does not change
    with the window."""
    address = window.address(Span(day, day))
    return _thing_of_day(window.what, window.title, day, address, raw)


def thing_of_answer(window: Window, span: Span, raw: object) -> Thing:
    """What is kept of a window whose answer cannot be told apart by days: all of it."""
    content = original(f"{window.what}-window", window.address(span), None, raw)
    name = f"{window.title} of {span.since} to {span.until}"
    return Thing(key_of_window(window.what, span), name, content)


def key_of_window(what: str, span: Span) -> bytes:
    """The key of what is kept of several days in one."""
    return f"{what}/{span.since}..{span.until}".encode()


def thing_of_detail(detail: Detail, day: dt.date, raw: object) -> Thing:
    """What is kept of a day that was asked for alone."""
    return _thing_of_day(detail.what, detail.title, day, detail.address(day), raw)


def _thing_of_day(what: str, title: str, day: dt.date, address: str, raw: object) -> Thing:
    content = original(what, address, day.isoformat(), raw)
    return Thing(key_of(what, day), f"{title} of {day}", content)


def original(what: str, address: str, day: str | None, raw: object) -> bytes:
    """An answer as it is kept: the same bytes for the same answer, whenever it was asked for."""
    document = {
        "fittrack_answer": 1,
        "service": "garmin",
        "what": what,
        "address": address,
        "day": day,
        "answer": raw,
    }
    return json.dumps(document, separators=(",", ":")).encode()


def answer_of(content: bytes) -> Element:
    """What Garmin said, of an original that `original` made of an object."""
    answer: Element = json.loads(content)["answer"]
    return answer


def thing_of_activity(element: Element, activity_id: int) -> Thing:
    """What is kept of an activity of the list."""
    content = original("activity", ACTIVITIES, None, element)
    return Thing(key_of_activity(activity_id), activity_title(element), content)


def activity_title(element: Element) -> str:
    """What to call an activity of the list."""
    name = element.get("activityName")
    identifier = element.get("activityId")
    if not isinstance(name, str) or not name.strip():
        return f"activity {identifier}"
    return f"activity {identifier} ({name.strip()[:_LONGEST_NAME]})"
