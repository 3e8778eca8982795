"""Making values sane."""

from __future__ import annotations

import datetime as dt

import pytest

from fittrack_backend.readers.measures import Climb, clean_text, parse_time, plausible_time


def test_text_loses_nuls_and_lone_surrogates_and_length() -> None:
    assert clean_text(" a\0b\ud800c ", 10) == "abc"
    assert clean_text("x" * 50, 10) == "x" * 10
    assert clean_text(" \0 ", 10) is None


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("2024-05-01T12:00:07Z", 7.0),
        ("2024-05-01T12:00:07.250Z", 7.25),
        (" 2024-05-01T14:00:07+02:00 ", 7.0),
        ("2024-05-01T12:00:07", 7.0),
        ("0001-01-01T00:00:00+14:00", None),
        ("1985-05-01T12:00:07Z", None),
        ("noon", None),
    ],
)
def test_times_are_read_as_utc(text: str, second: float | None) -> None:
    moment = parse_time(text)
    noon = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)
    assert (None if moment is None else (moment - noon).total_seconds()) == second


def test_plausible_times_have_whole_seconds() -> None:
    moment = dt.datetime(2024, 5, 1, 12, 0, 7, 999_999, tzinfo=dt.UTC)
    assert plausible_time(moment) == moment.replace(microsecond=0)
    assert plausible_time(dt.datetime(2100, 1, 1, tzinfo=dt.UTC)) is None


def test_the_ascent_counts_rises_and_not_noise() -> None:
    climb = Climb()
    for altitude in (100, 101, 100, 101, 110, 109, 120, 90, 91, 90, 95, None, 99_999):
        climb.add(altitude)
    assert climb.ascent_m() == 25.0
    flat = Climb()
    for altitude in (100, 102, 100, 102, 100):
        flat.add(altitude)
    assert flat.ascent_m() == 0.0
    assert Climb().ascent_m() is None
