"""Health in FIT files: a day of steps, weighings."""

from __future__ import annotations

import datetime as dt

from tools.corpus import fit
from tools.corpus.expectations import Made, expected
from tools.corpus.files.days import on
from tools.corpus.fit import fit_file, message


def health() -> dict[str, Made]:
    """A day of steps, and two weighings."""
    weighed = on(9, 6), on(9, 21)
    kilograms = 75.8, 76.09
    weights = fit_file(
        *(
            message("weight_scale", timestamp=time, weight=weight)
            for time, weight in zip(weighed, kilograms, strict=True)
        ),
        type="weight",
    )
    weighings = [
        {"timestamp": str(time), "weight_kg": weight}
        for time, weight in zip(weighed, kilograms, strict=True)
    ]
    return {
        "monitoring.fit": monitoring(),
        "weighings.fit": Made(weights, expected(file_types=["weight"], weights=weighings)),
    }


def monitoring() -> Made:
    """A day, three hours east of UTC: half-hours of walking, one run."""
    midnight = dt.datetime(2024, 5, 3, 21, tzinfo=dt.UTC)
    counters = [
        message(
            "monitoring",
            timestamp=midnight + dt.timedelta(minutes=30 * number),
            activity_type="walking",
            cycles=50.0 * number,
            active_time=15.0 * number,
        )
        for number in range(1, 43)
    ]
    run = message(
        "monitoring",
        timestamp=midnight + dt.timedelta(hours=10),
        activity_type="running",
        cycles=400.0,
        active_time=300.0,
    )
    info = message(
        "monitoring_info",
        timestamp=midnight,
        local_timestamp=fit.fit_seconds(midnight) + 3 * 3600,
        activity_type=["walking", "running"],
        cycles_to_distance=[1.5, 2.0],
        cycles_to_calories=[0.04, 0.1],
        resting_metabolic_rate=1900,
    )
    data = fit_file(info, *counters[:20], run, *counters[20:], type="monitoring_b")
    return Made(data, expected(file_types=["monitoring_b"], monitoring=len(counters) + 1))
