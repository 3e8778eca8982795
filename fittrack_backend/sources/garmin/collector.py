"""Collecting an account: one request a step, and after each what it brought and how far the account was read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from attrs import define, field

from fittrack_backend.sources.garmin import download, listing, plan
from fittrack_backend.sources.garmin.answers import (
    DETAILS,
    WINDOWS,
    Element,
    UnknownForm,
    Window,
    by_day,
    details_of,
    has_data,
    is_alive,
    is_nothing,
    key_of,
    key_of_activity,
    key_of_file,
    key_of_window,
    says_its_day,
    thing_of_activity,
    thing_of_answer,
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
from fittrack_backend.sources.garmin.shelved import (
    activities_on,
    digest_of,
    has_any,
    if_new,
    missing_files,
    of_days,
    with_things,
)
from fittrack_backend.sources.garmin.spans import Span, halves
from fittrack_backend.sources.garmin.state import Missing, State, Task
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
"""Requests that fail in a row before the account counts as away, where nobody answers or several kinds of them fail: some ten
minutes."""
_KINDS_DOWN = 4
_MOST_OF_FEW_KINDS = 100
MOST_REFUSALS = 50
_LONGEST_PAUSE_S = 60
_LEAST_WINDOW_DAYS = 7
_ENOUGH_FAILED = 3
_MOST_CHECKS = 100
_TOKENS_REFUSED = 3
"""New tokens that are refused in a row: no others are asked for then."""
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
            state = plan.next_portion(state, wish, missing_files(state, shelf))
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
            if error.status == 401 and state.down + 1 >= _TOKENS_REFUSED:
                raise SourceUnavailable(str(error)) from error
            after = _asking_less(state) if error.status == 400 else None
            state = replace(state, down=state.down + (error.status == 401))
            step = _Step(after or _failed(state, str(error)))
        except UnknownForm:
            return self._asked_again(replace(state, unknown=(*state.unknown, task.what)))
        except Trouble as error:
            return self._after_trouble(state, error)
        return self._kept(step, wish, shelf)

    def _asked_again(self, state: State) -> Brought:
        """An answer in an unknown form may tell of trouble that passes: a kind is asked for once more, and then kept as it is."""
        return Brought(state.to_bytes(), wait_until=self.now() + dt.timedelta(seconds=1))

    def _kept(self, step: _Step, wish: ToCollect, shelf: Shelf) -> Brought:
        """The step, with how far it is to the end of the portion and of all."""
        state = step.state
        stage: Stage = "goes on"
        if not state.tasks:
            state = plan.next_portion(
                state, wish, missing_files(state, with_things(shelf, step.things))
            )
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
        nobody_there = isinstance(error, Unreachable)
        state = replace(state, down=state.down + 1, tries=state.tries + 1)
        is_away = nobody_there or len(state.failing) >= _KINDS_DOWN
        if state.down > (MOST_DOWN if is_away else _MOST_OF_FEW_KINDS):
            raise SourceUnavailable(str(error)) from error
        wait_s = 2.0 ** min(state.tries - 1, 10) * (1 + 3 * len(state.failing))
        if state.tries >= _most_tries(state) and not nobody_there:
            less = _asking_less(state) if state.tasks[0].what == plan.LIST else _halved(state)
            state = less or _failed(state, str(error))
            wait_s = 1.0
        wait_s = min(wait_s, _LONGEST_PAUSE_S)
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
        answer = self.client.get(window.address(span))
        document = answer.document()
        is_nowhere = answer.status == 404 and not has_any(shelf, window.what)
        nowhere = {*state.nowhere} - {window.what} | ({window.what} if is_nowhere else set())
        state = replace(state, nowhere=tuple(sorted(nowhere)))
        try:
            found = by_day(document, span)
        except UnknownForm:
            if window.what not in state.unknown:
                raise
            thing = thing_of_answer(window, span, document)
            return _Step(state.first_done(), if_new(thing, shelf))
        things = [] if found.is_all else if_new(thing_of_answer(window, span, document), shelf)
        details: list[Task] = []
        for day, element in sorted(found.elements.items(), reverse=True):
            was = shelf.digest(key_of(window.what, day))
            if was is None and not has_data(element):
                continue
            thing = thing_of_window(window, day, element)
            if was != digest_of(thing):
                things.append(thing)
                details += [Task(what, day.isoformat()) for what in details_of(window, element)]
        found_some = state.found_some or is_alive(found.elements.values())
        state = replace(state, found_some=found_some)
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
            if is_nothing(answer) or says_its_day(answer):
                return _Step(state.first_done())
            if task.what not in state.unknown:
                raise UnknownForm
        return _Step(state.first_done(), if_new(thing_of_detail(detail, task.day, answer), shelf))

    def _list(self, state: State, shelf: Shelf) -> _Step:
        read = state.listing
        assert read is not None, "there is a list to read"
        address = listing.address(read, with_legs=not state.list_has_no_legs)
        answer = self.client.get(address)
        if answer.status == 404 and read.start == 0 and activities_on(shelf):
            # Or all of them would count as deleted, whenever the list has moved.
            raise Trouble("Garmin has no list of activities at its address (HTTP 404)")
        found = listing.elements(answer.document())
        after, verdict = listing.after_page(read, [listing.id_of(one) for one in found])
        if verdict == "again":
            if after.misses > listing.MOST_MISSES:
                reason = (
                    "the list of activities changes faster than it can be read, or repeats itself"
                )
                return _Step(_failed(state, reason))
            return _Step(replace(state, listing=after).went_well())
        things = [
            thing
            for one in found
            for thing in (thing_of_activity(one, listing.id_of(one)),)
            if shelf.digest(thing.key) != digest_of(thing)
        ]
        state = _with_page(state, found, shelf)
        if verdict == "end":
            return _Step(self._listed(replace(state, listing=after), shelf), things)
        # The years follow after the newest weeks.
        is_long = state.portions <= 1 and len(found) >= listing.PAGE
        tasks = state.tasks[1:] if is_long else state.tasks
        return _Step(replace(state, listing=after, tasks=tasks).went_well(), things)

    def _listed(self, state: State, shelf: Shelf) -> State:
        """The list was read to its end: what is missing of it is asked for by itself."""
        read = state.listing
        assert read is not None, "it was read"
        there = set(read.seen)
        known = activities_on(shelf)
        if read.since is not None and read.until is not None:
            known = of_days(Span(read.since, read.until), known, shelf)
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
            if error.status == 410:
                found = None
            elif error.status == 401:
                raise
            else:
                reason = f"it is not in Garmin's list, and Garmin does not show it (HTTP {error.status}): it stays"
                return _Step(_remarked(state, reason))
        if not is_nothing(found):
            return _Step(state.first_done())
        gone = [Gone(key_of_activity(activity_id), _GONE), Gone(key_of_file(activity_id), _GONE)]
        return _Step(state.first_done(), gone=gone)

    def _file(self, activity_id: int, state: State, shelf: Shelf) -> _Step:
        answer = self.client.get(download.address(activity_id), download.ACCEPT)
        found = download.unpacked(answer.body)
        if found is None:
            state = replace(state, without_file=(*state.without_file, activity_id))
            said = " (HTTP 404)" if answer.status == 404 else ""
            return _Step(_remarked(state, f"Garmin has no file of it{said}"))
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
    # Tried often enough: what follows shows whether it was too much at once.
    return replace(state, tasks=(*parts, *state.tasks[1:]), tries=MOST_TRIES - 1)


def _most_tries(state: State) -> int:
    return 1 if _keeps_failing(state) or state.tasks[0].what in state.failing else MOST_TRIES


def _keeps_failing(state: State) -> bool:
    """Whether other windows of the first task's kind failed for good: then asking much for this one would be in vain."""
    what = state.tasks[0].what
    failed = sum(one.key.startswith(f"{what}/") for one in state.failures)
    return what in WINDOWS and failed >= _ENOUGH_FAILED


def _failed(state: State, reason: str) -> State:
    """The state after its first task failed for good."""
    task = state.tasks[0]
    name, key = _name_and_key(task)
    failing = tuple(dict.fromkeys((*state.failing, task.what)))
    return replace(plan.failed(state, task, name, key, reason), failing=failing)


def _remarked(state: State, reason: str) -> State:
    """The state after its first task brought nothing, which is no failure."""
    name, key = _name_and_key(state.tasks[0])
    kept = {one.key: one for one in state.remarks} | {key: Missing(key, name, reason)}
    return replace(state.first_done(), remarks=tuple(kept.values()))


@define
class _Step:
    """What a request brought: the state after it, and what is to be kept."""

    state: State
    things: list[Thing] = field(factory=list)
    gone: list[Gone] = field(factory=list)
    first: bytes | None = None


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
            key_of_window(task.what, task.span).decode(),
        )
    return f"{DETAILS[task.what].title} of {task.of}", key_of(task.what, task.day).decode()
