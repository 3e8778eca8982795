"""Collecting an account: one request a step, and after each what it brought and how far the account was read."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from attrs import define, field

from fittrack_backend.sources.garmin import download, listing, plan
from fittrack_backend.sources.garmin.answers import (
    DETAILS,
    WINDOWS,
    Element,
    Window,
    answer_of,
    by_day,
    details_of,
    has_data,
    has_more_than_zeros,
    key_of,
    key_of_activity,
    key_of_file,
    thing_of_activity,
    thing_of_detail,
    thing_of_window,
)
from fittrack_backend.sources.garmin.client import (
    SERVICE,
    Client,
    KeyRefused,
    Limited,
    Refused,
    Trouble,
    Unreachable,
)
from fittrack_backend.sources.garmin.spans import Span, halves
from fittrack_backend.sources.garmin.state import State, Task
from fittrack_backend.sources.port import (
    Brought,
    Gone,
    KeyNotTaken,
    Shelf,
    SourceUnavailable,
    Stage,
    Thing,
    ToCollect,
)

MOST_TRIES = 5
"""Of one request that fails in a way that passes."""
MOST_DOWN = 16
"""Requests that fail in a row before the account counts as away: some ten minutes."""
MOST_REFUSALS = 50
_LONGEST_PAUSE_S = 60
_LEAST_WINDOW_DAYS = 7
_ENOUGH_FAILED = 3
_MOST_CHECKS = 100
_GONE = "deleted at Garmin"
_DAY = dt.timedelta(days=1)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@define
class GarminCollector:
    """A `Collector` of a Garmin account."""

    client: Client
    now: Callable[[], dt.datetime] = field(default=_now)
    service: str = field(default=SERVICE, init=False)

    def close(self) -> None:
        """Ends its connections."""
        self.client.close()

    def next(self, kept: bytes | None, wish: ToCollect, shelf: Shelf) -> Brought:
        """The next step. Raises SourceUnavailable, and KeyNotTaken."""
        state = State.of(kept)
        if state.job != wish.job:
            state = plan.begin(state, wish, self.now())
        if not state.tasks:
            state = plan.next_portion(state, wish, _missing_files(state, shelf))
            if not state.tasks:
                return Brought(state.to_bytes(), stage="end")
        task = state.tasks[0]
        try:
            step = self._do(task, state, shelf)
        except KeyRefused:
            raise KeyNotTaken("Garmin refuses its key, which was revoked or has ended") from None
        except Limited as error:
            return self._after_limit(state, error)
        except Refused as error:
            after = _asking_less(state) if error.status == 400 else None
            step = _Step(after or _failed(state, str(error)))
        except Trouble as error:
            return self._after_trouble(state, error)
        return self._kept(step, wish, shelf)

    def _kept(self, step: _Step, wish: ToCollect, shelf: Shelf) -> Brought:
        """The step, with how far it is to the end of the portion and of all."""
        state = step.state
        stage: Stage = "goes on"
        if not state.tasks:
            state = plan.next_portion(state, wish, _missing_files(state, _with(shelf, step)))
            stage = "portion" if state.tasks else "end"
        return Brought(state.to_bytes(), step.things, step.gone, step.first, stage)

    def _after_limit(self, state: State, error: Limited) -> Brought:
        if state.refusals >= MOST_REFUSALS:
            raise SourceUnavailable(
                "Garmin goes on refusing requests: it says that there were too many"
            )
        again = replace(state, refusals=state.refusals + 1)
        return Brought(again.to_bytes(), wait_until=error.until)

    def _after_trouble(self, state: State, error: Trouble) -> Brought:
        """What failed in a way that passes is tried again, ever later."""
        down = state.down + 1
        if down > MOST_DOWN:
            raise SourceUnavailable(str(error)) from error
        state = replace(state, down=down, tries=state.tries + 1)
        most = 1 if _keeps_failing(state) else MOST_TRIES
        if state.tries >= most and not isinstance(error, Unreachable):
            state = _halved(state) or _failed(state, str(error))
        wait_s = min(2.0 ** min(down - 1, 10), _LONGEST_PAUSE_S)
        return Brought(state.to_bytes(), wait_until=self.now() + dt.timedelta(seconds=wait_s))

    def _do(self, task: Task, state: State, shelf: Shelf) -> _Step:
        if task.what == plan.ANSWERED:
            return _Step(plan.answered(state, task.span))
        if task.what == plan.LIST:
            return self._list(state, shelf)
        if task.what == plan.FILE:
            return self._file(task.activity_id, state, shelf)
        if task.what == plan.CHECK:
            return self._check(task.activity_id, state)
        if task.what in WINDOWS:
            return self._window(WINDOWS[task.what], task.span, state, shelf)
        return self._detail(task, state, shelf)

    def _window(self, window: Window, span: Span, state: State, shelf: Shelf) -> _Step:
        answer = self.client.get(window.address(span)).document()
        days = by_day(window, answer, span)
        things: list[Thing] = []
        details: list[Task] = []
        for day, element in sorted(days.items(), reverse=True):
            was = shelf.digest(key_of(window.what, day))
            if was is None and not has_data(element):
                continue
            thing = thing_of_window(window, day, element)
            if was != _digest(thing):
                things.append(thing)
                details += [Task(what, day.isoformat()) for what in details_of(window, element)]
        found = state.found_some or any(has_more_than_zeros(one) for one in days.values())
        state = replace(state, found_some=found)
        first = plan.with_details(state, details)
        return _Step(
            plan.with_details(state.first_done(), details),
            things,
            first=first.to_bytes() if details else None,
        )

    def _detail(self, task: Task, state: State, shelf: Shelf) -> _Step:
        detail = DETAILS[task.what]
        answer = self.client.get(detail.address(task.day)).document()
        if not has_data(answer):
            return _Step(state.first_done())
        thing = thing_of_detail(detail, task.day, answer)
        is_new = shelf.digest(thing.key) != _digest(thing)
        return _Step(state.first_done(), [thing] if is_new else [])

    def _list(self, state: State, shelf: Shelf) -> _Step:
        read = state.listing
        assert read is not None, "there is a list to read"
        address = listing.address(read, with_legs=not state.list_has_no_legs)
        found = listing.elements(self.client.get(address).document())
        after, verdict = listing.after_page(read, [listing.id_of(one) for one in found])
        if verdict == "again":
            if after.misses > listing.MOST_MISSES:
                reason = (
                    "the list of activities changes faster than it can be read, or repeats itself"
                )
                return _Step(_failed(state, reason))
            return _Step(replace(state, listing=after, down=0, tries=0))
        things = [
            thing
            for one in found
            for thing in (thing_of_activity(one, listing.id_of(one)),)
            if shelf.digest(thing.key) != _digest(thing)
        ]
        state = _with_page(state, found, shelf)
        if verdict == "end":
            return _Step(self._listed(replace(state, listing=after), shelf), things)
        # The years follow after the newest weeks.
        is_long = state.portions <= 1 and len(found) >= listing.PAGE
        tasks = state.tasks[1:] if is_long else state.tasks
        return _Step(
            replace(state, listing=after, tasks=tasks, tries=0, down=0, refusals=0), things
        )

    def _listed(self, state: State, shelf: Shelf) -> State:
        """The list was read to its end: what is missing of it is asked for by itself."""
        read = state.listing
        assert read is not None, "it was read"
        there = set(read.seen)
        known = _activities(shelf)
        if read.since is not None and read.until is not None:
            known = _of_days(Span(read.since, read.until), known, shelf)
        missing = [one for one in known if one not in there][:_MOST_CHECKS]
        checks = tuple(Task(plan.CHECK, str(one)) for one in missing)
        state = replace(state.first_done(), listing=None, later=(*checks, *state.later))
        if read.since is not None and read.until is not None:
            listed = Span(read.since, min(read.until, state.today))
            return replace(state, listed_days=(listed,))
        return replace(
            state,
            listed_days=(Span(dt.date.min, state.today),),
            whole_list_at=self.now(),
            listed=len(read.seen),
        )

    def _check(self, activity_id: int, state: State) -> _Step:
        """Whether an activity that is no longer in the list was deleted."""
        try:
            found = self.client.get(f"/activity-service/activity/{activity_id}").document()
        except Refused as error:
            if error.status not in (403, 410):
                raise
            found = None
        if found is not None:
            return _Step(state.first_done())
        gone = [Gone(key_of_activity(activity_id), _GONE), Gone(key_of_file(activity_id), _GONE)]
        return _Step(state.first_done(), gone=gone)

    def _file(self, activity_id: int, state: State, shelf: Shelf) -> _Step:
        answer = self.client.get(download.address(activity_id), download.ACCEPT)
        found = download.unpacked(answer.body)
        if found is None:
            without = (*state.without_file, activity_id)
            return _Step(replace(state.first_done(), without_file=without))
        title = shelf.name(key_of_activity(activity_id)) or f"activity {activity_id}"
        thing = Thing(key_of_file(activity_id), f"{title}.{found.ending}", found.data)
        return _Step(state.first_done(), [thing])


def _asking_less(state: State) -> State | None:
    """The state in which less is asked for than what Garmin has just refused."""
    if state.tasks[0].what == plan.LIST and not state.list_has_no_legs:
        return replace(state, list_has_no_legs=True)
    return _halved(state)


def _halved(state: State) -> State | None:
    """The state with the first task in halves, where it is for many days: Garmin may refuse as many at once."""
    task = state.tasks[0]
    if task.what not in WINDOWS or task.span.days <= _LEAST_WINDOW_DAYS or _keeps_failing(state):
        return None
    parts = [Task.of_days(task.what, half) for half in halves(task.span)]
    return replace(state, tasks=(*parts, *state.tasks[1:]), tries=0)


def _keeps_failing(state: State) -> bool:
    """Whether other windows of the first task's kind failed for good: then asking much for this one would be in vain."""
    what = state.tasks[0].what
    failed = sum(one.key.startswith(f"{what}/") for one in state.failures)
    return what in WINDOWS and failed >= _ENOUGH_FAILED


def _failed(state: State, reason: str) -> State:
    """The state after its first task failed for good."""
    task = state.tasks[0]
    name, key = _name_and_key(task)
    return plan.failed(state, task, name, key, reason)


@define
class _Step:
    """What a request brought: the state after it, and what is to be kept."""

    state: State
    things: list[Thing] = field(factory=list)
    gone: list[Gone] = field(factory=list)
    first: bytes | None = None


@define
class _Later:
    """A shelf with what a step brings."""

    shelf: Shelf
    things: dict[bytes, Thing]

    def digest(self, key: bytes) -> str | None:
        return _digest(self.things[key]) if key in self.things else self.shelf.digest(key)

    def name(self, key: bytes) -> str | None:
        return self.things[key].name if key in self.things else self.shelf.name(key)

    def all_keys(self) -> set[bytes]:
        return {*self.shelf.all_keys(), *self.things}

    def content(self, key: bytes) -> bytes | None:
        return self.things[key].content if key in self.things else self.shelf.content(key)

    def files_of_other_days(self, since: dt.date, until: dt.date) -> Collection[bytes]:
        return self.shelf.files_of_other_days(since, until)


def _with(shelf: Shelf, step: _Step) -> Shelf:
    return _Later(shelf, {one.key: one for one in step.things})


def _with_page(state: State, found: list[Element], shelf: Shelf) -> State:
    """The state with what a page says of the account, and the files of its activities that are to be asked for soon."""
    days = [day for one in found if (day := listing.day_of(one)) is not None]
    legs = [listing.id_of(one) for one in found if listing.is_leg(one)]
    without = tuple(dict.fromkeys((*state.without_file, *legs)))
    earliest = min([*days, *([state.earliest] if state.earliest else [])], default=None)
    state = replace(state, without_file=without, earliest=earliest)
    read = state.listing
    is_ranged = read is not None and read.since is not None
    soon = [
        Task(plan.FILE, str(listing.id_of(one)))
        for one in found
        if listing.id_of(one) not in without
        and shelf.digest(key_of_file(listing.id_of(one))) is None
        if is_ranged or _is_recent(one, state)
    ]
    there = {*state.tasks, *state.later}
    soon = [task for task in soon if task not in there]
    if state.portions <= 1 and not is_ranged:
        return replace(state, tasks=(*state.tasks, *soon))
    return replace(state, later=(*state.later, *soon)) if is_ranged else state


def _is_recent(element: Element, state: State) -> bool:
    day = listing.day_of(element)
    return day is not None and (state.today - day).days < plan.FIRST_DAYS


def _activities(shelf: Shelf) -> list[int]:
    """The activities that are kept, the newest first."""
    found = []
    for key in shelf.all_keys():
        kind, _, rest = key.partition(b"/")
        if kind == b"activity" and rest.isdigit():
            found.append(int(rest))
    return sorted(found, reverse=True)


def _of_days(span: Span, activities: Iterable[int], shelf: Shelf) -> list[int]:
    """Those of the activities that the list had on these days when it was last read.

    The whole of a multisport activity, and what no recording could be made of, has its day in the answer alone. A recording's
    day can be the one beside it, where file and list do not agree about the local time.
    """
    others = shelf.files_of_other_days(span.since - _DAY, span.until + _DAY)
    found = []
    for one in activities:
        if key_of_file(one) in others:
            continue
        content = shelf.content(key_of_activity(one))
        day = None if content is None else listing.day_of(answer_of(content))
        if day is not None and span.since <= day <= span.until:
            found.append(one)
    return found


def _missing_files(state: State, shelf: Shelf) -> list[int]:
    """The activities whose files are to be asked for, the newest first."""
    if not state.listed_days or state.listed_days[0].since != dt.date.min:
        return []
    without = set(state.without_file)
    failed = {one.key for one in state.failures}
    keys = set(shelf.all_keys())
    return [
        one
        for one in _activities(shelf)
        if one not in without
        and key_of_file(one) not in keys
        and key_of_file(one).decode() not in failed
    ]


def _name_and_key(task: Task) -> tuple[str, str]:
    if task.what == plan.LIST:
        return "the list of activities", plan.LIST_KEY
    if task.what == plan.FILE:
        return f"file of activity {task.of}", key_of_file(task.activity_id).decode()
    if task.what == plan.CHECK:
        return f"activity {task.of}", f"activity/{task.of}/there"
    if task.what in WINDOWS:
        return (
            f"{WINDOWS[task.what].title} of {task.of} to {task.until}",
            f"{task.what}/{task.of}..{task.until}",
        )
    return f"{DETAILS[task.what].title} of {task.of}", key_of(task.what, task.day).decode()


def _digest(thing: Thing) -> str:
    return hashlib.sha256(thing.content).hexdigest()
