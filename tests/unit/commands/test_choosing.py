"""What the options of `activities list` ask the server for."""

from __future__ import annotations

import pytest

from fittrack_cli.commands.activities.choosing import Choice, choice
from fittrack_cli.commands.amounts import metres_of, seconds_of
from fittrack_cli.errors import UsageError
from tests.unit.commands.conftest import Backend, Signed


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("10km", 10_000),
        ("10 km", 10_000),
        ("0.5km", 500),
        ("800m", 800),
        ("800", 800),
        ("26.2mi", 42_165),
        ("0", 0),
    ],
)
def test_a_distance(text: str, metres: int) -> None:
    assert metres_of(text, "--min-distance") == metres


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1h30m", 5400),
        ("45m", 2700),
        ("45min", 2700),
        ("90s", 90),
        ("90", 90),
        ("1h5s", 3605),
        ("2h", 7200),
        ("0", 0),
    ],
)
def test_a_length_of_time(text: str, seconds: int) -> None:
    assert seconds_of(text, "--min-duration") == seconds


@pytest.mark.parametrize("text", ["", "km", "-1km", "1e3", "10 miles", "1,5km", "9999999km"])
def test_no_distance(text: str) -> None:
    with pytest.raises(UsageError, match="--min-distance"):
        metres_of(text, "--min-distance")


@pytest.mark.parametrize("text", ["", "h", "1.5h", "30m1h", "-5", "1d", "999999h"])
def test_no_length_of_time(text: str) -> None:
    with pytest.raises(UsageError, match="--min-duration"):
        seconds_of(text, "--min-duration")


def test_words_and_names_of_the_contract_are_taken() -> None:
    assert choice(sort="distance") == choice(sort="distance_m") == Choice(sort="distance_m")
    with pytest.raises(UsageError):
        choice(sort="steps")
    with pytest.raises(UsageError):
        choice(order="up")
    with pytest.raises(UsageError):
        choice(min_distance="2km", max_distance="1km")


def test_only_what_was_chosen_is_sent(backend: Backend, fittrack: Signed) -> None:
    backend.on("GET /v1/activities", {"items": [], "next_cursor": None, "total": None})
    fittrack("activities", "list", "-o", "json")
    fittrack(
        "activities",
        "list",
        "-o",
        "json",
        "--search",
        "a&b",
        "--max-duration",
        "0",
        "--order",
        "asc",
    )
    plain, chosen = (dict(request.url.params) for request in backend.requests)
    assert plain == {"limit": "50"}
    assert chosen == {"limit": "50", "search": "a&b", "max_duration_s": "0", "order": "asc"}


def test_what_was_deleted_is_not_chosen_from(backend: Backend, fittrack: Signed) -> None:
    done = fittrack("activities", "list", "--deleted", "--sort", "distance")
    assert (done.code, backend.requests) == (2, [])


SPORTS = [("running", 50), ("cycling", 39), *((f"sport {number}", 1) for number in range(6))]


@pytest.mark.parametrize(
    ("sports", "says"),
    [
        ([], "No activities. Bring some in with: fittrack sync start --watch\n"),
        (SPORTS[:2], "None of 89 activities matches. There are: running (50), cycling (39).\n"),
        (SPORTS, "sport 3 (1), 2 more sports.\n"),
        (None, "No activity was found.\n"),
    ],
)
def test_an_empty_list_says_why(
    backend: Backend, fittrack: Signed, sports: list[tuple[str, int]] | None, says: str
) -> None:
    backend.on("GET /v1/activities", {"items": [], "next_cursor": None, "total": 0})
    streaks = dict.fromkeys(("current_days", "longest_days", "current_weeks", "longest_weeks"))
    none = dict.fromkeys(("distance_m", "timer_s", "elapsed_s", "ascent_m", "calories_kcal"))
    days = {"first_day": "2026-02-01", "last_day": "2026-02-28"}
    items = [
        {"name": name, "activity_count": count, **days, **none} for name, count in sports or ()
    ]
    if sports is not None:
        totals = {"by": "sport", "items": items, "left_out": 0, "streaks": streaks}
        backend.on("GET /v1/totals", totals)
    done = fittrack("activities", "list", "--search", "moon")
    assert (done.code, done.out) == (0, "")
    assert done.err.endswith(says)
