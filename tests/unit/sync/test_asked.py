"""Which days a source was asked for: an answer stands until the next one, and a failure hides none."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable
from uuid import UUID, uuid4

import pytest

from fittrack_backend.sources.port import Days
from fittrack_backend.sync.asked import Asked, AskState, of_scan, with_another
from fittrack_backend.sync.reading import Range

AT = dt.datetime(2026, 3, 10, 20, tzinfo=dt.UTC)
FIRST, SECOND, THIRD = uuid4(), uuid4(), uuid4()


def march(day: int) -> dt.date:
    return dt.date(2026, 3, day)


def asked(since: int, until: int, state: AskState, job_id: UUID) -> Asked:
    reason = None if state == "answered" else "no reason"
    return Asked(march(since), march(until), state, job_id, AT, reason)


def by_day(spans: Iterable[Asked]) -> dict[int, tuple[AskState, UUID]]:
    found: dict[int, tuple[AskState, UUID]] = {}
    for span in spans:
        for day in range(span.since.day, span.until.day + 1):
            assert day not in found, "spans overlap"
            found[day] = span.state, span.job_id
    return found


@pytest.mark.parametrize("state", ["failed", "cancelled"])
def test_an_attempt_in_vain_counts_only_where_nothing_better_is_known(state: AskState) -> None:
    before = [asked(3, 5, "answered", FIRST)]
    after = by_day(with_another(before, asked(1, 7, state, SECOND)))
    assert {day for day, one in after.items() if one == ("answered", FIRST)} == {3, 4, 5}
    assert {day for day, one in after.items() if one == (state, SECOND)} == {1, 2, 6, 7}


def test_an_answer_takes_the_place_of_all_before_it() -> None:
    before = with_another([asked(1, 4, "answered", FIRST)], asked(1, 9, "failed", SECOND))
    after = by_day(with_another(before, asked(3, 6, "answered", THIRD)))
    assert [after[day] for day in (1, 2)] == [("answered", FIRST)] * 2
    assert [after[day] for day in (3, 4, 5, 6)] == [("answered", THIRD)] * 4
    assert [after[day] for day in (7, 8, 9)] == [("failed", SECOND)] * 3


def test_of_two_attempts_in_vain_the_last_one_tells() -> None:
    after = by_day(with_another([asked(1, 5, "failed", FIRST)], asked(3, 4, "cancelled", SECOND)))
    assert after[2] == after[5] == ("failed", FIRST)
    assert after[3] == after[4] == ("cancelled", SECOND)


def test_many_attempts_leave_what_a_day_by_day_account_says() -> None:
    chance = random.Random(8)
    spans: list[Asked] = []
    days: dict[int, tuple[AskState, UUID]] = {}
    for _ in range(300):
        since, until = sorted(chance.sample(range(1, 31), 2))
        state: AskState = chance.choice(["answered", "failed", "cancelled"])
        job_id = uuid4()
        spans = with_another(spans, asked(since, until, state, job_id))
        for day in range(since, until + 1):
            if state == "answered" or days.get(day, ("failed", job_id))[0] != "answered":
                days[day] = state, job_id
        assert by_day(spans) == days
        assert spans == sorted(spans, key=lambda span: span.since)


def test_the_first_and_the_last_day_of_the_calendar_can_be_cut() -> None:
    every = Asked(dt.date.min, dt.date.max, "answered", FIRST, AT)
    for day in (dt.date.min, dt.date.max):
        after = with_another([every], Asked(day, day, "answered", SECOND, AT))
        assert [one.job_id for one in after].count(SECOND) == 1
        assert sum((one.until - one.since).days + 1 for one in after) == dt.date.max.toordinal()


def spans_of(
    *named: Days, within: Range | None = None, zone: str | None = None
) -> list[tuple[str, dt.date, dt.date]]:
    found = of_scan(named, ["activities", "health"], within or Range(), zone=zone, at=AT)
    assert {one.at for one in found} <= {AT}
    return [(one.type, one.since, one.until) for one in found]


def test_a_scan_that_names_no_days_asks_for_all_up_to_today() -> None:
    assert spans_of() == [
        ("activities", dt.date.min, march(10)),
        ("health", dt.date.min, march(10)),
    ]


def test_today_is_the_athletes() -> None:
    assert {until for _, _, until in spans_of(zone="Pacific/Auckland")} == {march(11)}


def test_a_job_asks_for_its_range_alone_and_for_no_day_to_come() -> None:
    assert spans_of(within=Range(march(3), march(5)))[0] == ("activities", march(3), march(5))
    assert spans_of(within=Range(march(3), march(25)))[0] == ("activities", march(3), march(10))
    assert spans_of(within=Range(march(11), march(25))) == []
    coming = spans_of(Days(march(6), march(20)), within=Range(march(3), march(25)))
    assert coming[0] == ("activities", march(6), march(10))


def test_a_source_that_asks_by_windows_says_which() -> None:
    windows = [
        Days(march(1), march(2), "health"),
        Days(march(6), None, "health"),
        Days(march(4), march(4)),
    ]
    assert spans_of(*windows, within=Range(march(2), march(8))) == [
        ("activities", march(4), march(4)),
        ("health", march(2), march(2)),
        ("health", march(6), march(8)),
        ("health", march(4), march(4)),
    ]


def test_a_window_that_was_not_answered_says_why_and_no_other() -> None:
    named = [Days(march(1), march(2), "health", "the service is down"), Days(march(3), march(4))]
    found = of_scan(named, ["health"], Range(), zone=None, at=AT)
    assert [(one.since, one.failed, one.was_answered) for one in found] == [
        (march(1), "the service is down", False),
        (march(3), None, False),
    ]
