"""All numbers of one recording: from its columns, and what is kept of its readings."""

from __future__ import annotations

import math
from array import array

import pytest

from fittrack_backend.records.numbers.of_recording import numbers_of
from fittrack_backend.records.recording_numbers import TimeAt
from fittrack_backend.records.samples import Column, Recorded, Samples


def recorded(seconds: int, *events: tuple[float, str], **columns: list[float | None]) -> Recorded:
    """A sample each second, with these columns and events of the timer."""
    samples = Samples(
        array("d", [1000.0 + second for second in range(seconds)]),
        tuple(Column(name, "float", values) for name, values in columns.items()),
    )
    others = Samples(
        array("d", [1000.0 + at for at, _ in events]),
        (
            Column("event", "text", ["timer"] * len(events)),
            Column("event_type", "text", [kind for _, kind in events]),
        ),
    )
    return Recorded(0, samples, others={"events": others} if events else {})


def test_an_even_hour_at_the_threshold() -> None:
    """TSS's own definition: an hour at 250 W is 250 W of normalized power, 900 kJ, and each best is 250 W."""
    found = numbers_of(recorded(3600, power_w=[250.0] * 3600, hr_bpm=[150.0] * 3600), "cycling")
    numbers = found.numbers
    assert (numbers.normalized_power_w, numbers.avg_power_w, numbers.work_j) == (250, 250, 900_000)
    assert numbers.power == TimeAt(values=(250,), seconds=(3600.0,))
    assert numbers.hr == TimeAt(values=(150,), seconds=(3600.0,))
    assert numbers.power_decoupling_percent == 0
    assert [(best.kind, best.over, best.value) for best in found.bests] == [
        ("power", over, 250.0) for over in (5, 10, 30, 60, 120, 300, 600, 1200, 1800, 3600)
    ]


def test_no_power_at_all_is_none() -> None:
    """Some devices write 0 W for hours where there is no power meter: that is no work, and no efficiency of zero."""
    found = numbers_of(recorded(600, power_w=[0.0] * 600, hr_bpm=[150.0] * 600), "cycling")
    numbers = found.numbers
    assert (numbers.power, numbers.work_j, numbers.avg_power_w) == (None, None, None)
    assert (numbers.normalized_power_w, numbers.power_decoupling_percent) == (None, None)
    coasting = numbers_of(recorded(2, power_w=[0.0, 200.0]), "cycling").numbers
    assert coasting.avg_power_w == 100


def test_an_even_run() -> None:
    """4 m/s for 25 minutes are 6 km: 100 s for 400 m, 1250 s for 5 km."""
    metres: list[float | None] = [4.0 * second for second in range(1501)]
    found = numbers_of(recorded(1501, distance_m=metres), "running")
    assert found.numbers.moving_s == 1500
    assert {best.over: best.value for best in found.bests if best.kind == "time"} == {
        400.0: 100.0,
        800.0: 200.0,
        1000.0: 250.0,
        1609.344: 402.336,
        5000.0: 1250.0,
    }
    swum = numbers_of(recorded(1501, distance_m=metres), "swimming")
    assert swum.bests == ()


def test_positions_say_the_distance_where_the_device_does_not() -> None:
    """A degree of latitude is 111,195 m on a sphere of the mean radius."""
    lats: list[float | None] = [50 + second * 4 / 111_195.08 for second in range(301)]
    lats[100], stray = 0.0, 0.0
    lons: list[float | None] = [8.0] * 301
    lons[100] = stray
    found = numbers_of(recorded(301, lat_deg=lats, lon_deg=lons), "running")
    assert found.numbers.moving_s == 300
    assert found.bests[0].value == pytest.approx(100, abs=0.01)


def test_a_pause_of_the_timer_is_no_moving_time() -> None:
    metres: list[float | None] = [3.0 * second for second in range(601)]
    paused = recorded(601, (0, "start"), (100, "stop_all"), (200, "start"), distance_m=metres)
    assert numbers_of(paused, "running").numbers.moving_s == 500


@pytest.mark.parametrize(("stray_s", "held"), [(9, 160.0), (10, 220.0)])
def test_the_highest_heart_rate_is_one_that_was_held(stray_s: int, held: float) -> None:
    rates: list[float | None] = [*[160.0] * (100 - stray_s), *[220.0] * stray_s]
    assert numbers_of(recorded(100, hr_bpm=rates), "running").numbers.held_hr_bpm == held


def test_the_steepest_grade_is_one_that_was_climbed() -> None:
    """10 % up for 500 m, with a jump of 80 m in one altitude, which is no hill."""
    metres: list[float | None] = [*map(float, range(1001))]
    heights: list[float | None] = [*(min(second, 500) / 10 for second in range(1001))]
    found = numbers_of(recorded(1001, distance_m=metres, altitude_m=heights), "running").numbers
    assert found.steepest_up_percent == pytest.approx(10, abs=0.01)
    assert found.steepest_down_percent == 0
    assert found.grade_adjusted_distance_m is not None
    assert found.grade_adjusted_distance_m > 1000


@pytest.mark.parametrize("value", [None, math.nan, math.inf, -5.0, 1e300])
def test_what_cannot_be_gives_no_numbers(value: float | None) -> None:
    columns = ("power_w", "hr_bpm", "distance_m", "altitude_m", "speed_m_s")
    found = numbers_of(recorded(60, **dict.fromkeys(columns, [value] * 60)), "running")
    assert found.bests == ()
    assert all(
        one is None or math.isfinite(one)
        for one in vars(found.numbers).values()
        if not isinstance(one, TimeAt)
    )
