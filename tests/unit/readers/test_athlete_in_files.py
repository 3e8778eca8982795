"""What FIT files say of the athlete by whom they were recorded."""

from __future__ import annotations

from typing import Any

import pytest

from fittrack_backend.readers import read
from tests.unit.readers.fit_bytes import at, fit_file, message, run


@pytest.mark.parametrize(
    ("told", "known"),
    [
        (
            [
                message("zones_target", max_heart_rate=183, functional_threshold_power=265),
                message("user_profile", default_max_heart_rate=190, resting_heart_rate=60),
            ],
            {"max_hr_bpm": 183, "threshold_power_w": 265},
        ),
        (
            [
                message(
                    "user_profile", default_max_heart_rate=190, default_max_running_heart_rate=187
                )
            ],
            {"max_hr_bpm": 187},
        ),
        ([message("zones_target", functional_threshold_power=0, threshold_heart_rate=0)], None),
        (
            [
                message("zones_target", max_heart_rate=183, threshold_heart_rate=160),
                message(
                    "time_in_zone",
                    timestamp=at(120),
                    reference_mesg=18,
                    reference_index=0,
                    time_in_hr_zone=[60.0, 60.0],
                    max_heart_rate=181,
                ),
            ],
            {"max_hr_bpm": 181, "threshold_hr_bpm": 160, "hr_s": (60.0, 60.0)},
        ),
    ],
    ids=["of zones", "of a sport", "of nothing", "behind times in zones"],
)
def test_what_the_device_was_told_of_the_athlete(
    told: list[dict[str, Any]], known: dict[str, object] | None
) -> None:
    (activity,) = read(fit_file(*run(), *told), "fit").activities
    zones = activity.parts.zones if activity.parts else ()
    assert [vars(one) for one in zones] == ([] if known is None else [known])
