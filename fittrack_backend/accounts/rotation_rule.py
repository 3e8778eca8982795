"""What becomes of a request for the next tokens: the rule of rotation, and nothing but the rule.

It knows no database and no clock, so that tests can ask it about every state there is.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum, auto

from attrs import frozen

from fittrack_backend.accounts import lifetimes


class Verdict(Enum):
    """What the server does."""

    NEXT_PAIR = auto()
    """Grants the next pair, the same one each time, and binds it to the attempt."""
    ACCESS_ONLY = auto()
    """Makes the access token of the pair at hand good again."""
    LATE = auto()
    """Refuses, and ends nothing: the client finds newer tokens where it keeps its own."""
    REUSED = auto()
    """Ends the session: a spent refresh token came back."""
    SECOND_HOLDER = auto()
    """Ends the session: two stores have asked with the same refresh token."""


@frozen
class Standing:
    """What is on record about a refresh token."""

    asked_by: str | None = None
    """The attempt that the next pair is bound to; None before anybody asked for it."""
    asked_at: dt.datetime | None = None
    """When that attempt asked first."""
    spent_at: dt.datetime | None = None
    """When a token of the next pair was first used."""


@frozen
class Ask:
    """A request with the refresh token."""

    attempt: str
    rotate: bool = True


def decide(standing: Standing, ask: Ask, now: dt.datetime) -> Verdict:
    """What a request gets.

    All processes of one store send the same attempt, since they agree on it before the first of
    them asks. So another one that asks for the next pair is proof of a second store, at any time.
    A client that can keep nothing asks for access alone and cannot keep its attempt either: of it
    another attempt proves nothing until it is too late to have been sent before the store was
    written to.
    """
    same_store = ask.attempt == standing.asked_by
    if standing.spent_at is not None:
        innocent = same_store or not ask.rotate
        return Verdict.LATE if innocent and _just(standing.spent_at, now) else Verdict.REUSED
    if standing.asked_by is None or same_store:
        return Verdict.NEXT_PAIR if ask.rotate else Verdict.ACCESS_ONLY
    if not ask.rotate and standing.asked_at is not None and _just(standing.asked_at, now):
        return Verdict.LATE
    return Verdict.SECOND_HOLDER


def _just(then: dt.datetime, now: dt.datetime) -> bool:
    # The clocks of two servers differ: `then` may lie ahead.
    return abs(now - then) <= lifetimes.LATE_REQUEST
