"""Reading the list of activities by pages, which can repeat, and which changes while it is read: pure.

Each page begins with the last activity of the one before. So what was added at the top meanwhile is met twice, and what was
removed there, which moves unread activities up, is noticed: then the list is read again from some way back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from fittrack_backend.sources.garmin.answers import ACTIVITIES, Element, is_nothing, lists_in
from fittrack_backend.sources.garmin.client import Trouble
from fittrack_backend.sources.garmin.state import Listing

PAGE = 45
"""Above that, some accounts get 500."""
_BACK = 22
_LONGEST_ID = 18
MOST_MISSES = 8

Verdict = Literal["next", "again", "end"]


def address(listing: Listing, *, with_legs: bool) -> str:
    """Where the next page is, with the legs of multisport activities where Garmin takes that: their names are there alone."""
    bounds = ""
    if listing.since is not None and listing.until is not None:
        bounds = f"&startDate={listing.since}&endDate={listing.until}"
    legs = "&excludeChildren=false" if with_legs else ""
    return f"{ACTIVITIES}?start={listing.start}&limit={PAGE}{bounds}{legs}"


def elements(document: object) -> list[Element]:
    """The activities of a page, in an envelope or without; one without an id, with which nothing could be asked, is passed over.
    Raises Trouble where it is something else."""
    if is_nothing(document):
        return []
    lists = lists_in(document, _has_id)
    if not lists:
        raise Trouble("the list of activities has an unknown form")
    return [one for some in lists for one in some if isinstance(one, dict) and _has_id(one)]


def _has_id(element: Element) -> bool:
    return _number_in(element.get("activityId")) is not None


def id_of(element: Element) -> int:
    """The activity's id."""
    found = _number_in(element["activityId"])
    assert found is not None, "`elements` saw to it"
    return found


def _number_in(value: object) -> int | None:
    """An id, however it is written."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= _LONGEST_ID:
        return int(value)
    if isinstance(value, float) and value.is_integer() and 0 <= value < 2**53:
        return int(value)
    return value if isinstance(value, int) else None


def is_leg(element: Element) -> bool:
    """Whether it is a part of a multisport activity, whose file holds it."""
    return element.get("parentId") is not None


def day_of(element: Element) -> dt.date | None:
    """The athlete's own day."""
    text = element.get("startTimeLocal") or element.get("startTimeGMT")
    try:
        return dt.date.fromisoformat(text[:10]) if isinstance(text, str) else None
    except ValueError:
        return None


def after_page(listing: Listing, ids: Sequence[int]) -> tuple[Listing, Verdict]:
    """How the list stands after a page with these activities.

    `again` is for a page that does not follow the one before: nothing of it counts.
    """
    seen = set(listing.seen)
    new = tuple(dict.fromkeys(one for one in ids if one not in seen))
    if listing.start > 0 and (not ids or ids[0] not in seen):
        back = max(0, listing.start - _BACK)
        return replace(listing, start=back, misses=listing.misses + 1), "again"
    if not new:
        # Behind the last activity a page has that one alone: more is a page that repeats.
        if len(ids) > 1:
            return replace(listing, misses=listing.misses + 1), "again"
        return listing, "end"
    forward = replace(
        listing, seen=(*listing.seen, *new), start=listing.start + max(len(ids) - 1, 1)
    )
    return forward, "next"
