"""Collecting from another stand-in, which differs in all that the published facts leave open: nothing is lost, nothing invented."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from attrs import evolve

from fittrack_backend.readers import NothingToSave, read
from fittrack_backend.readers.garmin.answer import NOTHING, UNKNOWN_FORM
from fittrack_backend.records.as_json import to_json
from fittrack_backend.sources.garmin import client, collector, plan
from fittrack_backend.sources.port import KeyNotTaken, SourceUnavailable
from tests.servers.garmin_otherwise.account import Account, made_up
from tests.servers.garmin_otherwise.dialects import CURT, DIALECTS, UNRULY, WORDY, Dialect
from tests.servers.garmin_otherwise.outages import OF_ANY, OF_FILES, Outages, Planned, Trouble
from tests.servers.garmin_otherwise.server import Garmin
from tests.thorough import THOROUGH
from tests.unit.sources.garmin.account import Collected, a_pace

TODAY = dt.date(2026, 11, 20)
FEW = 20 if THOROUGH else 9
OF_SERIES = {"min_body_battery": 50, "max_body_battery": 50, "avg_hr_bpm": 61.5}
"""What follows from series that are the same on each day."""
Standing = Collected[Garmin]
Make = Callable[..., Standing]


@pytest.fixture
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Makes accounts; one begins after few days without anything."""
    if not THOROUGH:
        for name in ("FIRST_DAYS", "PORTION_DAYS", "EMPTY_DAYS"):
            monkeypatch.setattr(plan, name, 14)
    else:
        monkeypatch.setattr(plan, "EMPTY_DAYS", 60)
    with ExitStack() as servers:

        def make(dialect: Dialect, days: int = FEW, outages: Outages | None = None) -> Standing:
            garmin = Garmin(made_up(TODAY, days, seed=5), dialect, outages=outages or Outages())
            return Collected(servers.enter_context(garmin), a_pace(tmp_path))

        yield make


def told_of_days(me: Standing) -> dict[dt.date, dict[str, set[float]]]:
    """Each value that what was collected tells of a day."""
    found: dict[dt.date, dict[str, set[float]]] = defaultdict(lambda: defaultdict(set))
    for key, thing in me.shelf.things.items():
        if key.startswith(b"activity/"):
            continue
        try:
            contents = read(thing.content, "json")
        except NothingToSave as nothing:
            assert nothing.reason in (UNKNOWN_FORM, NOTHING), (key, nothing)
            continue
        for one in (*contents.days, *contents.day_totals):
            for name, value in to_json(one).items():
                if isinstance(value, int | float) and not isinstance(value, bool):
                    found[one.date][name].add(value)
        for night in contents.nights:
            found[night.date]["night"] |= {night.start_time.timestamp(), night.end_time.timestamp()}
        for weighing in contents.weights:
            found[weighing.date]["weight_kg"].add(weighing.weight_kg)
    return found


def assert_true(me: Standing) -> None:
    """What was collected is what the account holds: all that the facts say where to find, and nothing else."""
    account = me.server.account
    told = told_of_days(me)
    for date, day in account.days.items():
        expected = {name: {value} for name, value in day.values.items()}
        if "hydration_ml" in expected:
            expected["hydration_l"] = {expected.pop("hydration_ml").pop() / 1000}
        if day.night is not None:
            expected["night"] = {day.night.start.timestamp(), day.night.end.timestamp()}
        if day.weight_kg is not None:
            expected["weight_kg"] = {day.weight_kg}
        found = told.pop(date, {})
        counted = {name for name in found if name.endswith("_count")}
        followed = {name for name in found.keys() & OF_SERIES.keys() if name not in expected}
        assert {name: found[name] for name in followed} == {
            name: {OF_SERIES[name]} for name in followed
        }
        assert {name: found[name] for name in found.keys() - counted - followed} == expected
    assert not told
    assert_activities(me, account)


def assert_activities(me: Standing, account: Account) -> None:
    """Each activity is there, with its day, its name and its file."""
    files = me.files()
    for key, activity in account.activities.items():
        thing = me.shelf.things[f"activity/{key}".encode()]
        (recording,) = read(thing.content, "json").activities
        assert (recording.start_time, recording.name) == (activity.start, activity.name)
        assert recording.distance_m == activity.distance_m
        offset = activity.start.astimezone(activity.zone).utcoffset()
        assert offset is not None and recording.clock_offset_s == offset.total_seconds()
        assert (key in files) == (activity.filed != "none")
        if activity.filed in ("fit", "gpx", "tcx"):
            assert files[key] == account.original(activity)
    assert files.keys() <= account.activities.keys()


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda one: one.name)
def test_each_dialect_is_understood(account: Make, dialect: Dialect) -> None:
    me = account(dialect, 150 if THOROUGH else 20)
    state = me.collect()
    assert state.failures == () and state.failed_days == () and state.owed == ()
    assert_true(me)
    assert me.server.wrong == []
    without = [one for one in me.server.account.activities.values() if one.filed == "none"]
    assert len(state.remarks) == len(without) > 0
    before = me.server.count
    me.collect()
    assert me.new == [] or dialect.unstated == "renamed"
    assert me.server.count - before <= 40


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits are short where nobody said how long they are to be."""
    monkeypatch.setattr(collector, "_LONGEST_PAUSE_S", 0)
    monkeypatch.setattr(client, "_DEFAULT_WAIT", dt.timedelta(seconds=1))
    monkeypatch.setattr(client, "_ANSWER_S", 0.5)
    monkeypatch.setattr(client, "_PAUSE_S", 1.0)


REASONS: dict[Trouble, str] = {
    "500": "HTTP 500",
    "503 page": "HTTP 503",
    "drip": "too long",
    "cut": "cut",
    "cut headers": "cut",
    "401": "token",
    "not json": "not JSON",
    "redirect": "elsewhere",
    "cut zip": "cannot be read|damaged",
    "no zip": "something else",
}
"""Why an item fails that this always happens to."""
NO_FAILURE: tuple[Trouble, ...] = ("empty zip", "other zip")
"""Answers like any other, as far as the service is concerned."""
OFTEN = tuple(one for one in OF_ANY if THOROUGH or one != "drip")


@pytest.mark.parametrize("trouble", OFTEN)
@pytest.mark.usefixtures("quick")
def test_what_goes_wrong_once_changes_nothing(account: Make, trouble: Trouble) -> None:
    troubles = [Planned(trouble, of) for of in ("activitylist", "sleep/dailySleep?", "hrv")]
    me = account(UNRULY, outages=Outages([*troubles, Planned(trouble, after=12)]))
    state = me.collect()
    if trouble == "redirect":  # what is refused is not asked for again before the next sync
        assert state.failures
        state = me.collect()
    assert state.failures == ()
    assert_true(me)
    assert me.server.wrong == [] and me.server.outages.met[trouble] >= 2


@pytest.mark.parametrize("trouble", [one for one in OF_ANY if one in REASONS and one != "401"])
@pytest.mark.usefixtures("quick")
def test_what_always_goes_wrong_fails_alone_and_says_why(
    account: Make, trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collector, "MOST_DOWN", 6)
    of_several = trouble == "500"
    of = "/stats/" if of_several else "bodyBattery"
    me = account(CURT, outages=Outages([Planned(trouble, of, 1000)]))
    state = me.collect()
    kinds = {failure.key.partition("/")[0] for failure in state.failures}
    assert kinds == ({"steps", "stress", "hydration"} if of_several else {"body-battery"})
    for failure in state.failures:
        assert re.search(REASONS[trouble], failure.reason), failure
    assert {one.span for one in state.failed_days}
    me.server.outages.planned.clear()
    assert me.collect().failures == ()
    assert_true(me)
    assert me.server.wrong == []


@pytest.mark.parametrize("trouble", OF_FILES)
@pytest.mark.usefixtures("quick")
def test_a_file_that_is_none_says_what_became_of_it(account: Make, trouble: Trouble) -> None:
    me = account(CURT)
    one = next(each for each in me.server.account.activities.values() if each.filed == "fit")
    me.server.outages.planned.append(Planned(trouble, f"activity/{one.key}", 1000))
    state = me.collect()
    said = {each.key: each.reason for each in (*state.failures, *state.remarks)}
    about = said.get(f"activity/{one.key}/file")
    if trouble == "empty zip":
        assert about == "Garmin has no file of it"
    elif trouble == "other zip":
        assert about is None and me.files()[one.key].startswith(b"\x89PNG")
    else:
        assert about is not None and re.search(REASONS[trouble], about)
        assert [each.key for each in state.failures] == [f"activity/{one.key}/file"]
        me.server.outages.planned.clear()
        assert me.collect().failures == ()
        assert_true(me)


@pytest.mark.usefixtures("quick")
def test_pages_that_repeat_hide_nothing(account: Make) -> None:
    for dialect in (CURT, UNRULY):
        repeats = [Planned("repeat", "activitylist", 2, after) for after in (1, 2)]
        me = account(dialect, 60, Outages(repeats))
        assert me.collect(types=frozenset({"activities"})).failures == ()
        assert_activities(me, me.server.account)


def test_a_key_that_ends_in_the_middle_stops_at_once(account: Make) -> None:
    me = account(CURT)
    me.collect(most_steps=8)
    me.server.key_is_good = False
    me.server.forget_tokens()
    before = me.server.count
    with pytest.raises(KeyNotTaken):
        me.collect()
    assert me.server.count - before <= 2
    me.server.key_is_good = True
    me.collect()
    assert_true(me)


def test_new_tokens_that_are_refused_end_the_job(account: Make) -> None:
    me = account(CURT, outages=Outages([Planned("401", "-service/", 1000, after=5)]))
    with pytest.raises(SourceUnavailable, match="token that it has just given"):
        me.collect()
    assert me.server.count < 30


def test_a_token_that_ends_while_collecting_is_replaced(account: Make) -> None:
    me = account(UNRULY)
    me.server.token_lives_s = 0.3
    me.collect()
    me.server.token_lives_s = 86_400
    assert me.collect().failures == ()
    assert_true(me)
    assert me.server.requests["personalapitoken-service"] > 2


def test_a_list_that_has_moved_deletes_nothing(account: Make, quick: None) -> None:
    me = account(CURT)
    me.collect()
    there = len(me.shelf.things)
    me.server.outages.planned.append(Planned("404", "activit", 1000))
    state = me.collect()
    assert [one.key for one in state.failures] == [plan.LIST_KEY]
    assert "HTTP 404" in state.failures[0].reason
    assert len(me.shelf.things) >= there


def test_what_is_at_no_address_is_said_to_be_nowhere(account: Make) -> None:
    me = account(CURT, outages=Outages([Planned("404", "hydration", 1000)]))
    assert me.collect().nowhere == ("hydration",)


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda one: one.name)
def test_a_deleted_activity_is_gone_however_garmin_says_so(account: Make, dialect: Dialect) -> None:
    me = account(dialect)
    me.collect()
    key, _ = me.server.account.activities.popitem()
    state = me.collect()
    assert f"activity/{key}".encode() not in me.shelf.things
    assert state.failures == ()


def test_an_activity_that_garmin_does_not_show_stays_and_says_so(account: Make) -> None:
    me = account(evolve(CURT, gone=400))
    me.collect()
    key, _ = me.server.account.activities.popitem()
    (remark,) = me.collect().remarks
    assert "HTTP 400" in remark.reason
    assert f"activity/{key}".encode() in me.shelf.things


def test_days_of_nulls_and_numbers_that_never_change_are_no_history(account: Make) -> None:
    me = account(evolve(WORDY, every_day=True))
    state = me.collect()
    assert state.failures == () and state.history_end is not None
    assert me.server.count < 700
    assert_true(me)


@pytest.mark.parametrize("seed", range(20 if THOROUGH else 2))
@pytest.mark.usefixtures("quick")
def test_troubles_by_chance_lose_nothing(account: Make, seed: int) -> None:
    dialect = DIALECTS[seed % len(DIALECTS)]
    outages = Outages(chance=random.Random(seed), share=0.08)
    me = account(dialect, FEW, outages)
    me.collect()
    outages.share = 0.0
    me.collect(full=True)
    assert_true(me)
    assert me.server.wrong == []
