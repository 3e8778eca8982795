"""The athlete's own day, wherever it was and whatever clock is known."""

from __future__ import annotations

import datetime as dt

import pytest

from fittrack_backend.records.local_time import (
    LocalTime,
    is_zone,
    local_time,
    offset_between,
    today,
    zone_at,
)

DENVER, AUCKLAND, KOLKATA = (39.74, -104.98), (-36.85, 174.76), (22.57, 88.36)
HOUR = 3600


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def test_what_the_recording_says_comes_first() -> None:
    """A watch that was not set yet to the place where it is: the athlete read its clock."""
    evening = local_time(
        utc("2024-01-02T01:30"), file_offset_s=-7 * HOUR, position=AUCKLAND, account_zone="UTC"
    )
    assert evening == LocalTime(dt.datetime(2024, 1, 1, 18, 30), -7 * HOUR, None, "file")
    assert evening.date == dt.date(2024, 1, 1)


@pytest.mark.parametrize(
    ("position", "account", "zone"),
    [
        (DENVER, "Europe/Berlin", "America/Denver"),
        (AUCKLAND, "America/Denver", "America/Denver"),
        (None, "America/Phoenix", "America/Phoenix"),
        (AUCKLAND, "Europe/Berlin", None),
    ],
)
def test_a_zone_is_named_where_one_has_the_offset_of_the_recording(
    position: tuple[float, float] | None, account: str, zone: str | None
) -> None:
    found = local_time(
        utc("2024-01-02T01:30"), file_offset_s=-7 * HOUR, position=position, account_zone=account
    )
    assert (found.zone, found.zone_from) == (zone, "file")


@pytest.mark.parametrize(
    ("moment", "position", "expected"),
    [
        ("2024-01-02T01:30", DENVER, ("2024-01-01T18:30", -7 * HOUR, "America/Denver")),
        ("2024-07-02T01:30", DENVER, ("2024-07-01T19:30", -6 * HOUR, "America/Denver")),
        ("2024-03-10T08:59", DENVER, ("2024-03-10T01:59", -7 * HOUR, "America/Denver")),
        ("2024-03-10T09:00", DENVER, ("2024-03-10T03:00", -6 * HOUR, "America/Denver")),
        ("2024-12-31T11:00", AUCKLAND, ("2025-01-01T00:00", 13 * HOUR, "Pacific/Auckland")),
        ("2024-01-01T18:30", KOLKATA, ("2024-01-02T00:00", 19800, "Asia/Kolkata")),
        ("2024-01-01T08:30", (10.0, -140.0), ("2023-12-31T23:30", -9 * HOUR, "Etc/GMT+9")),
    ],
)
def test_the_zone_of_the_place_with_its_summer_time(
    moment: str, position: tuple[float, float], expected: tuple[str, int, str]
) -> None:
    local, offset_s, zone = expected
    found = local_time(utc(moment), position=position, account_zone="Europe/Berlin")
    assert found == LocalTime(dt.datetime.fromisoformat(local), offset_s, zone, "position")


def test_then_the_zone_of_the_account_then_utc() -> None:
    noon = utc("2024-06-01T23:00")
    at_home = local_time(noon, account_zone="Europe/Berlin")
    assert (at_home.date, at_home.zone_from) == (dt.date(2024, 6, 2), "account")
    assert local_time(noon) == LocalTime(dt.datetime(2024, 6, 1, 23), 0, None, "utc")
    assert local_time(noon, account_zone="Mars/Olympus").zone_from == "utc"


@pytest.mark.parametrize("offset_s", [-13 * HOUR, 15 * HOUR, 10**9])
def test_an_offset_that_no_zone_has_is_passed_over(offset_s: int) -> None:
    assert local_time(utc("2024-06-01T12:00"), file_offset_s=offset_s).zone_from == "utc"


@pytest.mark.parametrize(
    ("local", "offset_s"),
    [
        ("2024-01-01T18:30:00", -7 * HOUR),
        ("2024-01-01T18:31:59", -7 * HOUR),
        ("2024-01-01T18:28:01", -7 * HOUR),
        ("2024-01-02T07:15:00", 20700),
        ("2024-01-01T18:35:00", None),
        ("2024-01-03T01:30:00", None),
        ("1990-01-01T00:00:00", None),
    ],
)
def test_the_offset_that_two_clocks_show(local: str, offset_s: int | None) -> None:
    moment = utc("2024-01-02T01:30")
    assert offset_between(dt.datetime.fromisoformat(local), moment) == offset_s


@pytest.mark.parametrize(
    ("lat", "lon", "zone"),
    [
        (51.442, 4.931, "Europe/Brussels"),  # an enclave in the Netherlands
        (31.79, -106.44, "America/Denver"),
        (31.739, -106.487, "America/Ciudad_Juarez"),
        (47.645, 9.17, "Europe/Zurich"),
        (47.6632, 9.1732, "Europe/Berlin"),
        (36.13, -111.24, "America/Denver"),  # the Navajo Nation keeps summer time, Arizona does not
        (35.85, -110.5, "America/Phoenix"),
        (-31.68, 128.88, "Australia/Eucla"),
        (52.3, 3.5, "Etc/GMT"),
    ],
)
def test_zones_at_borders_and_at_sea(lat: float, lon: float, zone: str) -> None:
    assert zone_at(lat, lon) == zone


@pytest.mark.parametrize("name", ["", "Nowhere", "../etc/passwd", "/etc/passwd", "a\0b", "x" * 300])
def test_what_is_no_zone(name: str) -> None:
    assert not is_zone(name)


def test_today_is_the_day_of_the_zone() -> None:
    now = utc("2024-06-01T11:30")
    assert today("Pacific/Auckland", now) == dt.date(2024, 6, 1)
    assert today("Pacific/Auckland", utc("2024-06-01T12:00")) == dt.date(2024, 6, 2)
    assert today(None, now) == today("UTC", now) == dt.date(2024, 6, 1)
