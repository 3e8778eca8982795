"""When a schedule runs: pure, by the clock and the zone that it is given.

A time of the day is one of the athlete's own day. One that does not exist on the day when summer time begins is
that moment itself; one that comes twice when it ends counts the first time. An interval is one of real time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from uuid import UUID
from zoneinfo import ZoneInfo

from attrs import frozen

from fittrack_backend.records.local_time import is_zone

LONGEST_JITTER = dt.timedelta(minutes=10)
REPEATED_WITHIN = dt.timedelta(days=1)
"""A clock that is set back by less than this repeats no time that a schedule has had. One that goes further back was
wrong before, and schedules do not wait until it gets there again."""
_FIELD = re.compile(r"[0-9A-Za-z*/,\-#?]+", re.ASCII)
_NOT_OURS = re.compile(r"[HR]", re.IGNORECASE)
_NAMES = re.compile(
    r"JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|SUN|MON|TUE|WED|THU|FRI|SAT", re.I
)
_SECOND = dt.timedelta(seconds=1)


class NoSuchTime(Exception):
    """A rule that cannot be read, or that never comes. The message is a sentence."""


@frozen
class Rule:
    """What a person said: one of an interval, a time of the day (`05:30`) and a cron expression of five fields."""

    every: dt.timedelta | None = None
    at: str | None = None
    cron: str | None = None

    @property
    def expression(self) -> str | None:
        """The cron expression that it stands for; None for an interval."""
        if self.at is not None:
            hour, _, minute = self.at.partition(":")
            return f"{int(minute)} {int(hour)} * * *"
        return self.cron


def check(rule: Rule) -> None:
    """Raises NoSuchTime for a cron expression that cannot be read or that never comes."""
    if rule.cron is None:
        return
    fields = rule.cron.split(" ")
    if len(fields) != 5 or not all(map(_FIELD.fullmatch, fields)):
        raise NoSuchTime(
            "A cron expression has five fields, with a space between: minute, hour, day of the month, month, "
            "day of the week."
        )
    # Both are Jenkins's: a time that the expression does not say.
    if _NOT_OURS.search(_NAMES.sub("", rule.cron)):
        raise NoSuchTime("A cron expression with H or R in it does not say when it runs.")
    next(_local_times(rule.cron, dt.datetime(2026, 1, 1)))


def jitter_of(schedule_id: UUID) -> dt.timedelta:
    """How much later than it says a schedule runs that asks a service, so that not everybody asks at half past five:
    always the same."""
    number = int.from_bytes(hashlib.sha256(schedule_id.bytes).digest()[:4], "big")
    return dt.timedelta(seconds=number % int(LONGEST_JITTER.total_seconds()))


def following(
    rule: Rule, zone: str | None, due: dt.datetime, now: dt.datetime, jitter: dt.timedelta
) -> dt.datetime:
    """When it runs after the run that was planned for `due` and takes place `now`: what was missed in between is
    not caught up again. Raises NoSuchTime where nothing comes any more."""
    if rule.every is not None:
        return due + ((now - due) // rule.every + 1) * rule.every
    return _after(rule, zone, max(now, due) - jitter) + jitter


def planned_anew(
    rule: Rule,
    zone: str | None,
    *,
    planned: dt.datetime,
    last_due: dt.datetime | None,
    now: dt.datetime,
    jitter: dt.timedelta,
) -> dt.datetime:
    """When it runs, where the clock may have been set back since that was `planned`, or the zone is another one."""
    if planned <= now:
        return planned
    if rule.every is not None:
        return min(planned, now + rule.every)
    had = last_due is not None and dt.timedelta() <= last_due - now < REPEATED_WITHIN
    after = last_due if had and last_due is not None else now
    return _after(rule, zone, after - jitter) + jitter


def _after(rule: Rule, zone: str | None, moment: dt.datetime) -> dt.datetime:
    """The first time of a rule of the calendar after a moment."""
    expression = rule.expression
    assert expression is not None, "it has no interval"
    here = ZoneInfo(zone) if zone is not None and is_zone(zone) else dt.UTC
    for local in _local_times(expression, moment.astimezone(here).replace(tzinfo=None)):
        found = _moment(local, here)
        if found > moment:
            return found
    raise NoSuchTime("No such time comes any more.")


def _local_times(expression: str, after: dt.datetime) -> Iterator[dt.datetime]:
    from croniter import CroniterBadDateError, CroniterError, croniter

    try:
        times = croniter(expression, after)
        while True:
            found: dt.datetime = times.get_next(dt.datetime)
            yield found
    except (CroniterBadDateError, OverflowError) as error:
        raise NoSuchTime(f"The time of the cron expression {expression!r} never comes.") from error
    except CroniterError as error:
        raise NoSuchTime(
            f"A field of the cron expression {expression!r} is out of range or cannot be read."
        ) from error


def _moment(local: dt.datetime, here: dt.tzinfo) -> dt.datetime:
    """The moment of a local time."""
    first = local.replace(tzinfo=here)
    early, late = sorted((first.astimezone(dt.UTC), first.replace(fold=1).astimezone(dt.UTC)))
    if early.astimezone(here).replace(tzinfo=None) == local:
        return early
    return _change_between(early, late, here)


def _change_between(early: dt.datetime, late: dt.datetime, here: dt.tzinfo) -> dt.datetime:
    """The moment between two at which the zone's offset changes."""
    before = early.astimezone(here).utcoffset()
    while late - early > _SECOND:
        middle = early + (late - early) / 2
        if middle.astimezone(here).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)
