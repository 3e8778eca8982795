"""Which value of the athlete counts for an activity, and where it is said to be from."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest

from fittrack_backend.records.athlete import Athlete, AthleteValues, OfDevice
from fittrack_backend.records.recording_numbers import RecordingNumbers, TimeAt
from fittrack_backend.records.worked_out import ActivityNumbers, activity_numbers

DAY = dt.date(2026, 3, 1)
ALWAYS = dt.date.min


def test_what_the_account_says_comes_before_the_file_and_that_before_what_was_seen() -> None:
    device = OfDevice(max_hr_bpm=188, threshold_power_w=250)
    athlete = Athlete({}, [(dt.date(2026, 2, 1), 52), (dt.date(2026, 4, 1), 47)], 181.0)
    then = athlete.then(DAY, device)
    assert (then.max_hr_bpm, then.max_hr_from) == (188, "file")
    assert (then.resting_hr_bpm, then.resting_hr_from) == (52, "health")
    assert (then.threshold_power_w, then.threshold_power_from) == (250, "file")
    assert (then.threshold_hr_bpm, then.threshold_hr_from) == (None, None)
    assert (then.sex, then.sex_from) == ("male", "assumed")
    assert athlete.then(DAY, OfDevice()).max_hr_from == "seen"
    own = Athlete({ALWAYS: AthleteValues(max_hr_bpm=190, sex="female")}).then(DAY, device)
    assert (own.max_hr_bpm, own.max_hr_from, own.sex_from) == (190, "account", "account")


def test_a_setting_holds_from_its_day_on() -> None:
    athlete = Athlete(
        {
            ALWAYS: AthleteValues(threshold_power_w=240, max_hr_bpm=190),
            DAY: AthleteValues(threshold_power_w=265),
        }
    )
    before, after = athlete.own(DAY - dt.timedelta(days=1)), athlete.own(DAY)
    assert (before.threshold_power_w, before.max_hr_bpm) == (240, 190)
    assert (after.threshold_power_w, after.max_hr_bpm) == (265, 190)


def worked_out(own: AthleteValues, device: OfDevice | None = None) -> ActivityNumbers:
    """An hour, half of it at 120 bpm and half at 160, at 250 W."""
    numbers = RecordingNumbers(
        normalized_power_w=250.0,
        avg_power_w=250.0,
        avg_hr_bpm=140.0,
        hr=TimeAt(values=(120, 160), seconds=(1800.0, 1800.0)),
        power=TimeAt(values=(250,), seconds=(3600.0,)),
    )
    device = device or OfDevice()
    athlete = Athlete({ALWAYS: own}, highest_hr_bpm=180.0)
    return activity_numbers(
        uuid4(),
        numbers,
        device,
        athlete.own(DAY),
        athlete.then(DAY, device),
        sport="cycling",
        distance_m=36_000.0,
        timer_s=3600.0,
    )


def test_an_hour_at_the_threshold_is_100() -> None:
    found = worked_out(AthleteValues(threshold_power_w=250))
    assert (found.intensity_factor, found.training_stress_score) == (1, 100)
    assert found.efficiency == pytest.approx(250 / 140, abs=1e-3)


def test_trimp_by_hand() -> None:
    """Rest 60, maximum 180: x is 0.5 and 0.8333 of the reserve, for 30 minutes each.

    30 · 0.5 · 0.64 e^(1.92 · 0.5) = 25.0726 and 30 · 0.8333 · 0.64 e^(1.92 · 0.8333) = 79.2485.
    """
    found = worked_out(AthleteValues(resting_hr_bpm=60))
    assert found.trimp == pytest.approx(25.0726 + 79.2485, abs=0.01)
    assert found.athlete.max_hr_from == "seen"
    assert found.heart_rate_stress is None
    # Edwards: 120 is 66.7 % of 180 (zone 2), 160 is 88.9 % (zone 4): 30 · 2 + 30 · 4.
    assert found.edwards_trimp == 180
    at_threshold = worked_out(AthleteValues(resting_hr_bpm=60, threshold_hr_bpm=160))
    assert at_threshold.heart_rate_stress == pytest.approx(104.3211 / (2 * 79.2485) * 100, abs=0.01)


@pytest.mark.parametrize(
    ("own", "device", "zones_from", "seconds"),
    [
        (AthleteValues(hr_zones_bpm=(120, 160)), None, "account", (0, 1800, 1800)),
        (AthleteValues(), OfDevice(hr_zones_bpm=(121, 150)), "file", (1800, 0, 1800)),
        (AthleteValues(threshold_hr_bpm=150), None, "threshold", (0, 1800, 0, 0, 1800)),
        (AthleteValues(), None, "max_hr", (0, 0, 1800, 0, 1800, 0, 0)),
    ],
)
def test_it_says_whose_zones_they_are(
    own: AthleteValues, device: OfDevice | None, zones_from: str, seconds: tuple[int, ...]
) -> None:
    zones = worked_out(own, device).hr_zones
    assert zones is not None
    assert (zones.zones_from, zones.seconds) == (zones_from, seconds)
