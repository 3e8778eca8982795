"""Collecting a Garmin account: all of it, in few requests, whatever goes wrong on the way."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from attrs import evolve

from fittrack_backend.sources.garmin import collector, plan
from fittrack_backend.sources.garmin.listing import PAGE, after_page, elements
from fittrack_backend.sources.garmin.state import Listing
from fittrack_backend.sources.port import KeyNotTaken, SourceUnavailable
from tests.servers.garmin.faults import Faults
from tests.servers.garmin.planting import planted
from tests.servers.garmin.server import StandIn
from tests.servers.garmin.truth import Truth
from tests.unit.sources.garmin.account import Collected, a_pace

A_DAY = dt.timedelta(days=1)
Standing = Collected[StandIn]
Account = Callable[..., Standing]


@pytest.fixture
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Account]:
    """Makes accounts; an account begins after few days without anything."""
    monkeypatch.setattr(plan, "EMPTY_DAYS", 30)
    with ExitStack() as servers:

        def make(truth: Truth | None = None, faults: Faults | None = None) -> Standing:
            server = StandIn(truth or planted(1, days=16), faults=faults or Faults())
            return Collected(servers.enter_context(server), a_pace(tmp_path))

        yield make


def assert_complete(me: Standing) -> None:
    """All that the account has is there."""
    truth = me.server.truth
    listed = [one for one in truth.activities.values() if one.parent_id is None]
    for one in listed:
        assert f"activity/{one.id}".encode() in me.shelf.things
    with_file = {one.id for one in listed if one.file in ("fit", "tcx")}
    files = me.files()
    assert with_file <= files.keys()
    for activity_id in with_file:
        assert files[activity_id] == me.server.original_of(activity_id)
    days = truth.days.values()
    kinds = me.kinds()
    assert kinds["sleep"] == kinds["sleep-summary"] == sum(day.night is not None for day in days)
    assert kinds["hrv"] == kinds["hrv-summary"] == sum(day.hrv is not None for day in days)
    assert kinds["heart-rate"] == sum(bool(day.heart_rate) for day in days)
    assert kinds["spo2"] == sum(bool(day.spo2) for day in days)
    assert kinds["weight"] == sum(bool(day.weights) for day in days)


def test_all_of_an_account_is_collected_the_newest_first(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "FIRST_DAYS", 7)
    me = account()
    state = me.collect()
    assert_complete(me)
    assert state.failures == () and state.owed == () and state.failed_days == ()
    truth = me.server.truth
    assert state.answered[-1].until == truth.last and state.answered[0].since < truth.first
    early = [key.decode() for key in list(me.shelf.things)[: me.portions[0]]]
    days = {key[-10:] for key in early if not key.startswith("activity")}
    assert days and min(days) > str(truth.last - 7 * A_DAY)
    counts = me.server.counts
    assert counts.most_at_once == 1 and not counts.too_early


def test_originals_have_the_stated_form_and_do_not_change_with_the_window(
    account: Account,
) -> None:
    me = account()
    me.collect()
    key = next(key for key in me.shelf.things if key.startswith(b"steps/"))
    day = key.decode().partition("/")[2]
    assert json.loads(me.shelf.things[key].content) == {
        "fittrack_answer": 1,
        "service": "garmin",
        "what": "steps",
        "address": f"/usersummary-service/stats/steps/daily/{day}/{day}",
        "day": day,
        "answer": json.loads(me.shelf.things[key].content)["answer"],
    }
    tomorrow = me.server.truth.last + A_DAY
    me.collect(today=tomorrow)
    assert me.new == []


def test_a_second_sync_asks_for_little_and_brings_nothing(account: Account) -> None:
    me = account()
    me.collect()
    me.server.counts.forget()
    me.collect()
    assert me.new == []
    assert len(me.server.counts.asked) <= 12


def test_a_day_that_changes_is_asked_for_again_and_only_that(account: Account) -> None:
    me = account()
    me.collect()
    last = me.server.truth.days[me.server.truth.last]
    me.server.put_day(evolve(last, steps=(last.steps or 0) + 123))
    me.server.counts.forget()
    me.collect()
    assert {key.decode().partition("/")[2] for key in me.new} == {last.date.isoformat()}
    assert len(me.server.counts.asked) <= 16


def test_what_is_edited_and_deleted_at_garmin(account: Account) -> None:
    me = account()
    me.collect()
    newest = me.server.truth.newest_first(with_legs=False)
    me.server.put(evolve(newest[2], name="Another name"))
    me.server.delete(newest[4].id)
    me.collect()
    assert me.new == [f"activity/{newest[2].id}".encode()]
    assert "Another name" in me.shelf.things[me.new[0]].name
    assert f"activity/{newest[4].id}".encode() not in me.shelf.things
    assert f"activity/{newest[4].id}/file".encode() not in me.shelf.things


def test_an_activity_that_is_only_missing_from_the_list_is_not_gone(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = account()
    me.collect()
    newest = me.server.truth.newest_first(with_legs=False)
    moved = evolve(newest[0], parent_id=1)  # the list leaves it out
    me.server.put(moved)
    me.collect()
    assert f"activity/{moved.id}".encode() in me.shelf.things


@pytest.mark.parametrize("seed", [1, 2])
def test_faults_that_pass_change_nothing(account: Account, seed: int) -> None:
    me = account(faults=Faults(seed, 0.08, retry_after_s=0.3, slow_s=0.05))
    me.collect()
    if me.collect().owed:
        me.collect()
    assert_complete(me)
    counts = me.server.counts
    assert counts.most_at_once == 1 and not counts.too_early


def test_dying_after_any_step_repeats_one_request_at_most(account: Account) -> None:
    me = account(planted(3, days=6))
    whole = account(planted(3, days=6))
    whole.collect()
    steps = 0
    while not me.portions or me.shelf.things.keys() != whole.shelf.things.keys():
        me.collect(most_steps=7)
        steps += 7
        assert steps < 500
    assert len(me.server.counts.asked) <= len(whole.server.counts.asked) + steps // 7 * 2


def test_a_range_asks_for_that_alone(account: Account) -> None:
    me = account()
    last = me.server.truth.last
    state = me.collect(since=last - 6 * A_DAY, until=last - 2 * A_DAY)
    days = {key.decode().partition("/")[2] for key in me.shelf.things if b"activity" not in key}
    assert days <= {(last - number * A_DAY).isoformat() for number in range(2, 7)}
    assert [(one.since, one.until) for one in state.asked] == [(last - 6 * A_DAY, last - 2 * A_DAY)]
    me.collect()
    assert_complete(me)


def test_a_range_tells_what_was_deleted_of_its_days_alone(account: Account) -> None:
    me = account()
    me.collect()
    newest = me.server.truth.newest_first(with_legs=False)
    of_range, of_others = newest[0], newest[-1]
    first = of_range.local_start.date()
    assert of_others.local_start.date() < first
    for one in (of_range, of_others):
        me.server.delete(one.id)
    me.server.counts.forget()
    me.collect(since=first, until=me.server.truth.last)
    assert f"activity/{of_range.id}".encode() not in me.shelf.things
    assert f"activity/{of_others.id}".encode() in me.shelf.things
    asked = [one.address for one in me.server.counts.asked if "/activity-service/" in one.address]
    assert asked == [f"/activity-service/activity/{of_range.id}"]


def test_a_range_tells_that_a_multisport_activity_was_deleted(account: Account) -> None:
    me = account(planted(3, days=40))
    me.collect()
    whole = next(one for one in me.server.truth.activities.values() if one.leg_ids)
    me.server.delete(whole.id)
    day = whole.local_start.date()
    me.collect(since=day, until=day)
    assert not [key for key in me.shelf.things if f"activity/{whole.id}".encode() in key]


@pytest.mark.parametrize("refused", [False, True])
def test_legs_come_with_the_list_unless_garmin_refuses_to_list_them(
    account: Account, *, refused: bool
) -> None:
    with_legs = (
        "/activitylist-service/activities/search/activities?start=0&limit=45&excludeChildren"
    )
    me = account(planted(3, days=40), Faults(lasting={with_legs: 400} if refused else {}))
    state = me.collect()
    assert_complete(me)
    assert state.failures == ()
    legs = [one for one in me.server.truth.activities.values() if one.parent_id is not None]
    there = {one.id for one in legs if f"activity/{one.id}".encode() in me.shelf.things}
    assert legs and there == (set() if refused else {one.id for one in legs})
    assert not [one for one in me.server.counts.asked if f"/{legs[0].id}" in one.address]
    me.server.counts.forget()
    me.collect()
    lists = [one.address for one in me.server.counts.asked if "activitylist" in one.address]
    assert all(("excludeChildren" in one) != refused for one in lists)


def test_one_type_asks_nothing_of_the_other(account: Account) -> None:
    me = account()
    me.collect(types=frozenset({"health"}))
    assert "activitylist-service" not in me.server.counts.by_service()
    me.server.counts.forget()
    me.collect(types=frozenset({"activities"}))
    assert me.server.counts.by_service().keys() <= {
        *("activitylist-service", "download-service", "personalapitoken-service")
    }
    assert_complete(me)


def test_a_window_that_always_fails_fails_alone_and_says_so(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collector, "MOST_TRIES", 1)
    monkeypatch.setattr(collector, "MOST_DOWN", 1000)
    monkeypatch.setattr(collector, "_LONGEST_PAUSE_S", 0)
    me = account(faults=Faults(lasting={"/usersummary-service/stats/hydration": 500}))
    state = me.collect(types=frozenset({"health"}))
    assert state.failures and all("HTTP 500" in one.reason for one in state.failures)
    assert {one.name.split(" of ")[0] for one in state.failures} == {"hydration"}
    assert me.kinds()["sleep"] > 0 and me.kinds()["hydration"] == 0
    me.server.faults.lasting.clear()
    me.collect(types=frozenset({"health"}))
    assert me.kinds()["hydration"] > 0


def test_a_key_that_has_ended_says_so(account: Account) -> None:
    me = account()
    me.server.keys.expire()
    with pytest.raises(KeyNotTaken):
        me.collect()
    assert len(me.server.counts.asked) == 1


def test_a_revoked_token_is_replaced_once(account: Account) -> None:
    me = account()
    me.collect(most_steps=3)
    me.server.keys.revoke_tokens()
    me.collect()
    assert_complete(me)
    assert me.server.counts.by_service()["personalapitoken-service"] == 2


def test_a_service_that_is_down_ends_the_job_after_a_while(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collector, "MOST_DOWN", 3)
    me = account()
    me.server.down()
    with pytest.raises(SourceUnavailable, match="cannot be reached"):
        me.collect()
    me.server.up()
    me.collect()
    assert_complete(me)


def test_broken_files_fail_with_their_reason(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collector, "MOST_TRIES", 1)
    monkeypatch.setattr(collector, "_LONGEST_PAUSE_S", 0)
    me = account(planted(1, days=30, broken_files=0.4))
    state = me.collect(types=frozenset({"activities"}))
    broken = {
        one.id: one.file
        for one in me.server.truth.activities.values()
        if one.file in ("cut", "not_a_zip")
    }
    assert broken
    reasons = {int(one.key.split("/")[1]): one.reason for one in state.failures}
    assert reasons.keys() == broken.keys()
    for activity_id, kind in broken.items():
        assert ("something else" in reasons[activity_id]) == (kind == "not_a_zip")


def test_an_element_of_the_list_without_an_id_is_passed_over() -> None:
    good: dict[str, object] = {"activityId": 5}
    assert elements([None, {"activityId": None}, {}, good, {"activityId": True}]) == [good]


def _read(server: list[int], change: Callable[[int], None]) -> set[int]:
    """The ids that reading a list by its pages brings, which changes before each page."""
    read, number, verdict = Listing(), 0, "next"
    while verdict != "end" and read.misses < 20:
        change(number)
        number += 1
        read, verdict = after_page(read, server[read.start : read.start + PAGE])
    return set(read.seen)


@pytest.mark.parametrize("count", [0, 1, 44, 45, 46, 89, 90, 91, 200])
def test_a_list_is_read_to_its_end(count: int) -> None:
    assert _read(list(range(count)), lambda _: None) == set(range(count))


@pytest.mark.parametrize("removed", [1, 3, 20])
def test_activities_that_go_while_the_list_is_read_hide_no_others(removed: int) -> None:
    server = list(range(200))

    def change(page: int) -> None:
        if page == 2:
            del server[:removed]

    assert _read(server, change) >= set(server)


def test_activities_that_come_while_the_list_is_read_hide_no_others() -> None:
    server = list(range(1000, 1200))

    def change(page: int) -> None:
        if page:
            server.insert(0, page)

    assert _read(server, change) >= set(range(1000, 1200))
