"""A day's totals from what several files say of it."""

from __future__ import annotations

import datetime as dt

from fittrack_backend.readers.contents import FileContents
from fittrack_backend.records.as_json import to_json
from fittrack_backend.records.days import parts_of, sum_of
from fittrack_backend.records.fields import JsonObject
from fittrack_backend.records.health import DayActivity, DayTotals
from fittrack_backend.records.weighings import Weighing

DAY = dt.date(2026, 3, 1)


def walked(steps: int, *, kind: str = "walking", active_s: float = 600) -> DayActivity:
    return DayActivity(DAY, kind, steps, steps * 0.8, steps // 20, active_s)


def totals(*files: FileContents) -> JsonObject:
    parts = {
        str(number): parts_of(file.days, file.day_totals, file.weights)[DAY].part
        for number, file in enumerate(files)
    }
    found = sum_of(DAY, parts)
    assert found is not None
    return to_json(found)


def test_of_two_files_of_a_day_the_greater_counter_counts() -> None:
    morning = FileContents("fit", days=(walked(1000),))
    evening = FileContents("fit", days=(walked(4000, active_s=2400),))
    for files in ((morning, evening), (evening, morning)):
        found = totals(*files)
        assert found["steps"] == 4000
        assert found["distance_m"] == 3200
        assert found["active_minutes"] == 40


def test_the_kinds_of_a_day_add_up_and_sitting_is_not_active() -> None:
    found = totals(
        FileContents("fit", days=(walked(1000), walked(500, kind="running"))),
        FileContents("fit", days=(walked(0, kind="sedentary", active_s=36_000),)),
    )
    assert found["steps"] == 1500
    assert found["active_minutes"] == 20


def test_minutes_that_files_recorded_add_up() -> None:
    def file(moderate: int, vigorous: int | None) -> FileContents:
        total = DayTotals(
            DAY,
            resting_calories_kcal=1700,
            moderate_minutes=moderate,
            vigorous_minutes=vigorous,
        )
        return FileContents("fit", day_totals=(total,))

    found = totals(file(10, 5), file(7, None))
    assert found["active_minutes"] == 22
    assert found["resting_calories_kcal"] == 1700
    assert found["steps"] is None


def test_a_weighing_counts_once_and_the_last_one_is_the_days() -> None:
    def at(hour: int, kilograms: float) -> Weighing:
        return Weighing(dt.datetime(2026, 3, 1, hour, tzinfo=dt.UTC), kilograms, date=DAY)

    found = totals(
        FileContents("fit", weights=(at(20, 75.5), at(7, 76.0))),
        FileContents("fit", weights=(at(7, 76.0),)),
    )
    weights = found["weights"]
    assert isinstance(weights, list)
    assert [(one["measured_at"], one["weight_kg"]) for one in weights if isinstance(one, dict)] == [
        ("2026-03-01T07:00:00+00:00", 76.0),
        ("2026-03-01T20:00:00+00:00", 75.5),
    ]
    assert found["weight_kg"] == 75.5


def test_a_day_of_which_nothing_is_known_has_no_totals() -> None:
    assert sum_of(DAY, {}) is None
