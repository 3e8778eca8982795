"""What to ask of Garmin next: pure, from what is kept of the account and what a job wants.

A job is planned in portions, each filed before the next one is asked for: the newest weeks first, then what was left of them for
later, then back through the years.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from fittrack_backend.sources.garmin.answers import DETAILS, WINDOWS
from fittrack_backend.sources.garmin.spans import Span, joined, newest, without
from fittrack_backend.sources.garmin.state import FailedDays, Listing, Missing, State, Task
from fittrack_backend.sources.port import ToCollect

LIST_KEY = "activities"
LIST, FILE, CHECK, ANSWERED = "list", "file", "check", "answered"

RECENT_DAYS = 14
"""Days that are asked for again by each sync: they change until the watch has synced."""
FIRST_DAYS = 28
"""How many days the first portion has."""
PORTION_DAYS = 84
"""How many each one after it has: three windows of 28, one of what goes further."""
PORTION_FILES = 60
PORTION_LATER = 150
EMPTY_DAYS = 420
"""So many days in a row without anything are where an account begins."""
EARLIEST = dt.date(2000, 1, 1)
"""Garmin Connect has nothing before."""
FULL_LIST_UP_TO = 900
"""An account with no more activities has its whole list read by every sync, one with more once a day."""
_FULL_LIST_AGAIN = dt.timedelta(hours=20)
_DAY = dt.timedelta(days=1)


def begin(state: State, wish: ToCollect, now: dt.datetime) -> State:
    """The state for a new attempt of a job: what an earlier one left is owed."""
    left = (task for task in (*state.owed, *state.tasks, *state.later) if task.what in DETAILS)
    of_account = State(
        answered=() if wish.full else state.answered,
        history_end=None if wish.full else state.history_end,
        whole_list_at=state.whole_list_at,
        listed=state.listed,
        earliest=state.earliest,
        without_file=() if wish.full else state.without_file,
        list_has_no_legs=False if wish.full else state.list_has_no_legs,
        owed=tuple(dict.fromkeys(left)),
        job=wish.job,
        today=wish.today,
    )
    if "activities" in wish.types:
        of_account = replace(of_account, listing=_listing(of_account, wish, now))
    if "health" in wish.types:
        of_account = replace(of_account, days=_days(of_account, wish), goes_back=wish.since is None)
    return of_account


def _listing(state: State, wish: ToCollect, now: dt.datetime) -> Listing:
    if wish.since is not None or wish.until is not None:
        return Listing(wish.since or EARLIEST, wish.until or wish.today)
    whole_at = state.whole_list_at
    is_due = whole_at is None or not whole_at <= now < whole_at + _FULL_LIST_AGAIN
    if whole_at is None or wish.full or is_due or state.listed <= FULL_LIST_UP_TO:
        return Listing()
    return Listing(whole_at.date() - RECENT_DAYS * _DAY, wish.today + _DAY)


def _days(state: State, wish: ToCollect) -> tuple[Span, ...]:
    last = min(wish.until or wish.today, wish.today)
    if wish.since is not None:
        return (Span(wish.since, last),) if wish.since <= last else ()
    floor = state.history_end or EARLIEST
    never = without([Span(floor, last)], state.answered) if floor <= last else ()
    before = min(wish.today, state.answered[-1].until) if state.answered else wish.today
    recent = Span(before - (RECENT_DAYS - 1) * _DAY, last)
    return joined((*never, recent)) if recent.since <= last else never


def next_portion(state: State, wish: ToCollect, missing_files: Iterable[int]) -> State:
    """The state with the tasks of the next portion; without any where there is nothing left.

    `missing_files` are the activities whose files are not there, the newest first.
    """
    first = state.portions == 0
    state = replace(state, portions=state.portions + 1)
    if first:
        state = replace(state, later=_of_types(state.owed, wish), owed=_of_others(state.owed, wish))
        tasks = (Task(LIST),) if state.listing is not None else ()
        state = _with_windows(replace(state, tasks=tasks), FIRST_DAYS)
        if state.tasks:
            return state
    if state.later:
        return replace(state, tasks=state.later[:PORTION_LATER], later=state.later[PORTION_LATER:])
    if state.listing is not None:
        return replace(state, tasks=(Task(LIST),))
    files = tuple(
        Task(FILE, str(activity_id)) for activity_id in list(missing_files)[:PORTION_FILES]
    )
    state = _with_windows(state, PORTION_DAYS)
    return replace(state, tasks=(*state.tasks, *files))


def _of_types(tasks: Iterable[Task], wish: ToCollect) -> tuple[Task, ...]:
    return tuple(tasks) if "health" in wish.types else ()


def _of_others(tasks: Iterable[Task], wish: ToCollect) -> tuple[Task, ...]:
    return () if "health" in wish.types else tuple(tasks)


def _with_windows(state: State, most_days: int) -> State:
    span = newest(state.days, most_days)
    if span is None:
        return state
    windows = [
        Task.of_days(window.what, part)
        for window in WINDOWS.values()
        for part in _parts(span, window.days)
    ]
    mark = Task.of_days(ANSWERED, span)
    return replace(
        state,
        tasks=(*state.tasks, *windows, mark),
        days=without(state.days, [span]),
        found_some=False,
    )


def _parts(span: Span, most_days: int) -> list[Span]:
    parts: list[Span] = []
    left: tuple[Span, ...] = (span,)
    while (part := newest(left, most_days)) is not None:
        parts.append(part)
        left = without(left, [part])
    return parts


def answered(state: State, span: Span) -> State:
    """The windows of these days were read: what failed of them apart, they need not be asked for again."""
    good = without([span], [one.span for one in state.failed_days])
    state = replace(
        state.first_done(),
        answered=joined((*state.answered, *good)),
        asked=joined((*state.asked, *good)),
        empty_days=0 if state.found_some else state.empty_days + span.days,
    )
    is_over = state.empty_days >= EMPTY_DAYS and (
        state.earliest is None or span.since <= state.earliest
    )
    if not state.goes_back or not is_over:
        return state
    return replace(state, days=(), history_end=span.since + state.empty_days * _DAY)


def with_details(state: State, tasks: Iterable[Task]) -> State:
    """The state with more to ask for of days that have data: after the first portion, which is to be there soon."""
    there = {*state.tasks, *state.later}
    more = tuple(task for task in tasks if task not in there)
    if state.portions <= 1:
        return replace(state, later=(*state.later, *more))
    return replace(state, tasks=(*state.tasks, *more))


def failed(state: State, task: Task, name: str, key: str, reason: str) -> State:
    """The first task failed for this job."""
    kept = {one.key: one for one in state.failures} | {key: Missing(key, name, reason)}
    state = replace(state, tasks=state.tasks[1:], tries=0, failures=tuple(kept.values()))
    if task.what == LIST:
        return replace(state, listing=None)
    if task.what in DETAILS:
        return replace(state, owed=tuple(dict.fromkeys((*state.owed, task))))
    if task.what in WINDOWS:
        span = task.span
        return replace(
            state, failed_days=(*state.failed_days, FailedDays(span.since, span.until, reason))
        )
    return state
