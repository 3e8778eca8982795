"""When schedules run: over summer time, jumps of the clock, and after times that were missed."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest

from fittrack_backend.sync.schedule_times import (
    LONGEST_JITTER,
    NoSuchTime,
    Rule,
    check,
    following,
    jitter_of,
    planned_anew,
)

BERLIN = "Europe/Berlin"
NONE = dt.timedelta()
HOUR = dt.timedelta(hours=1)


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def runs(rule: Rule, zone: str | None, start: str, end: str) -> list[str]:
    """When a schedule runs between two moments, by a server that looks just in time."""
    now = utc(start)
    found: list[str] = []
    while True:
        now = following(rule, zone, now, now, NONE)
        if now > utc(end):
            return found
        found.append(now.strftime("%dT%H:%M"))


@pytest.mark.parametrize(
    ("rule", "zone", "start", "end", "expected"),
    [
        pytest.param(
            Rule(at="02:30"),
            BERLIN,
            "2026-03-27T12:00",
            "2026-03-30T12:00",
            ["28T01:30", "29T01:00", "30T00:30"],
            id="a time that does not exist is the moment of the change",
        ),
        pytest.param(
            Rule(at="02:30"),
            BERLIN,
            "2026-10-23T12:00",
            "2026-10-26T12:00",
            ["24T00:30", "25T00:30", "26T01:30"],
            id="a time that comes twice counts once",
        ),
        pytest.param(
            Rule(cron="*/20 1-3 * * *"),
            BERLIN,
            "2026-03-28T23:59",
            "2026-03-29T02:00",
            ["29T00:00", "29T00:20", "29T00:40", "29T01:00", "29T01:20", "29T01:40"],
            id="all that do not exist are one moment",
        ),
        pytest.param(
            Rule(cron="*/30 1-3 * * *"),
            BERLIN,
            "2026-10-24T22:59",
            "2026-10-25T03:00",
            ["24T23:00", "24T23:30", "25T00:00", "25T00:30", "25T02:00", "25T02:30"],
            id="the hour that comes twice counts once",
        ),
        pytest.param(
            Rule(every=HOUR),
            BERLIN,
            "2026-10-24T22:00",
            "2026-10-25T03:00",
            ["24T23:00", "25T00:00", "25T01:00", "25T02:00", "25T03:00"],
            id="an interval is one of real time",
        ),
        pytest.param(
            Rule(at="02:15"),
            "Australia/Lord_Howe",
            "2026-10-02T12:00",
            "2026-10-04T20:00",
            ["02T15:45", "03T15:30", "04T15:15"],
            id="a change of half an hour",
        ),
        pytest.param(
            Rule(at="09:00"),
            "Pacific/Apia",
            "2011-12-29T12:00",
            "2012-01-01T12:00",
            ["29T19:00", "30T10:00", "30T19:00", "31T19:00"],
            id="a day that does not exist",
        ),
        pytest.param(
            Rule(at="05:30"),
            None,
            "2026-01-01T06:00",
            "2026-01-03T06:00",
            ["02T05:30", "03T05:30"],
            id="without a zone it is UTC",
        ),
        pytest.param(
            Rule(at="05:30"),
            "No/Where",
            "2026-01-01T06:00",
            "2026-01-02T06:00",
            ["02T05:30"],
            id="a zone that this server does not know is UTC",
        ),
    ],
)
def test_each_time_comes_once(
    rule: Rule, zone: str | None, start: str, end: str, expected: list[str]
) -> None:
    assert runs(rule, zone, start, end) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule(at="05:30"), "2026-07-12T03:30"),
        (Rule(cron="0 * * * *"), "2026-07-11T10:00"),
        (Rule(every=6 * HOUR), "2026-07-11T15:30"),
    ],
)
def test_what_was_missed_is_caught_up_once(rule: Rule, expected: str) -> None:
    due, now = utc("2026-07-01T03:30"), utc("2026-07-11T09:31")
    assert following(rule, BERLIN, due, now, NONE) == utc(expected)


def anew(rule: Rule, planned: str, last_due: str | None, now: str) -> dt.datetime:
    return planned_anew(
        rule,
        BERLIN,
        planned=utc(planned),
        last_due=None if last_due is None else utc(last_due),
        now=utc(now),
        jitter=NONE,
    )


@pytest.mark.parametrize(
    ("rule", "planned", "last_due", "now", "expected"),
    [
        pytest.param(
            Rule(at="05:30"),
            "2026-07-03T03:30",
            "2026-07-02T03:30",
            "2026-07-02T03:29",
            "2026-07-03T03:30",
            id="set back over a time that it had: not again",
        ),
        pytest.param(
            Rule(at="05:30"),
            "2027-07-02T03:30",
            "2027-07-01T03:30",
            "2026-07-01T12:00",
            "2026-07-02T03:30",
            id="set back by a year: it does not wait for one",
        ),
        pytest.param(
            Rule(every=6 * HOUR),
            "2027-07-02T03:30",
            "2027-07-01T21:30",
            "2026-07-01T12:00",
            "2026-07-01T18:00",
            id="an interval is never longer than it says",
        ),
        pytest.param(
            Rule(every=6 * HOUR),
            "2026-07-01T18:00",
            "2026-07-01T12:00",
            "2026-07-01T12:30",
            "2026-07-01T18:00",
            id="an interval that goes on stays",
        ),
        pytest.param(
            Rule(at="05:30"),
            "2026-07-02T03:30",
            "2026-07-01T03:30",
            "2026-07-05T00:00",
            "2026-07-02T03:30",
            id="what was missed stays due",
        ),
        pytest.param(
            Rule(at="05:30"),
            "2026-07-02T09:30",
            None,
            "2026-07-01T12:00",
            "2026-07-02T03:30",
            id="another zone",
        ),
    ],
)
def test_plans_are_made_anew_when_the_clock_was_set_back(
    rule: Rule, planned: str, last_due: str | None, now: str, expected: str
) -> None:
    assert anew(rule, planned, last_due, now) == utc(expected)


def test_a_service_is_asked_later_and_always_by_the_same_time() -> None:
    some = [jitter_of(UUID(int=number)) for number in range(200)]
    assert some == [jitter_of(UUID(int=number)) for number in range(200)]
    assert all(NONE <= one < LONGEST_JITTER for one in some)
    assert len(set(some)) > 100
    rule, late = Rule(cron="* * * * *"), dt.timedelta(minutes=7, seconds=3)
    now = utc("2026-07-01T12:00:30")
    assert following(rule, BERLIN, now, now, late) == utc("2026-07-01T12:01:03")


def test_a_schedule_that_asks_a_service_does_not_move_with_a_new_version() -> None:
    assert jitter_of(UUID(int=1)) == dt.timedelta(seconds=240)
    assert jitter_of(UUID(int=2)) == dt.timedelta(seconds=177)


@pytest.mark.parametrize(
    ("last_due", "expected"),
    [(None, "2026-07-01T03:35"), ("2026-07-01T03:35", "2026-07-02T03:35")],
    ids=["this day's is yet to come", "this day's has been"],
)
def test_a_plan_that_is_made_anew_is_as_late_as_it_was(last_due: str | None, expected: str) -> None:
    found = planned_anew(
        Rule(at="05:30"),
        BERLIN,
        planned=utc("2027-07-02T03:35"),
        last_due=None if last_due is None else utc(last_due),
        now=utc("2026-07-01T03:32"),
        jitter=dt.timedelta(minutes=5),
    )
    assert found == utc(expected)


@pytest.mark.parametrize(
    ("last_due", "expected"),
    [
        ("2026-07-02T12:00", "2026-07-02T03:30"),
        ("2026-07-02T11:59", "2026-07-03T03:30"),
        ("2026-07-01T12:00", "2026-07-02T03:30"),
    ],
    ids=["set back by a day", "by less", "not at all"],
)
def test_a_clock_that_is_set_back_by_less_than_a_day_repeats_nothing(
    last_due: str, expected: str
) -> None:
    assert anew(Rule(at="05:30"), "2026-07-09T03:30", last_due, "2026-07-01T12:00") == utc(expected)


def test_a_run_that_is_due_now_stays_due() -> None:
    now = "2026-07-01T12:00"
    assert anew(Rule(at="05:30"), now, None, now) == utc(now)


@pytest.mark.parametrize("zone", [None, "Nowhere/At_All"])
def test_without_a_zone_that_is_known_a_time_is_utc(zone: str | None) -> None:
    now = utc("2026-07-01T12:00")
    assert following(Rule(at="05:30"), zone, now, now, NONE) == utc("2026-07-02T05:30")


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (
            "0 5 * *",
            "A cron expression has five fields, with a space between: minute, hour, day of the month, "
            "month, day of the week.",
        ),
        ("H 2 * * *", "A cron expression with H or R in it does not say when it runs."),
        ("0 0 30 2 *", "The time of the cron expression '0 0 30 2 *' never comes."),
        (
            "61 * * * *",
            "A field of the cron expression '61 * * * *' is out of range or cannot be read.",
        ),
    ],
)
def test_what_is_wrong_with_an_expression_is_said(bad: str, message: str) -> None:
    with pytest.raises(NoSuchTime) as error:
        check(Rule(cron=bad))
    assert str(error.value) == message


@pytest.mark.parametrize(
    "good",
    [
        "30 5 * * *",
        "0 7,19 * * mon-fri",
        "0 0 L * *",
        "0 9 * * 5#2",
        "0 0 29 2 *",
        "1 1 1 mar thu",
    ],
)
def test_cron_expressions_of_five_fields_are_taken(good: str) -> None:
    check(Rule(cron=good))


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "* * * *",
        "* * * * * *",
        "@daily",
        "61 * * * *",
        "0 0 30 2 *",
        "H 2 * * *",
        "R 2 * * *",
        "a b c d e",
        "0  5 * * *",
        "0 5 * * *\n",
        "*/0 * * * *",
        "5-1/0 * * * *",
        "٣ * * * *",
        "0 0 31 4 1#5",
    ],
)
def test_others_are_refused(bad: str) -> None:
    with pytest.raises(NoSuchTime) as error:
        check(Rule(cron=bad))
    assert "next date" not in str(error.value) and "acceptable" not in str(error.value)
