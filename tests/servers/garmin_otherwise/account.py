"""What is in a made-up account: the truth that everything else is held against."""

from __future__ import annotations

import datetime as dt
import random
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

from attrs import define, field, frozen

from tests.integration.fit_copies import FitCopies
from tools.corpus import xml
from tools.corpus.recorded import ASCENT_M, AVG_BPM, CALORIES, MAX_BPM, recording
from tools.corpus.track import track

HOME, AWAY = ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Auckland")
_LONG = 100
Filed = Literal["fit", "gpx", "tcx", "none", "picture"]
"""The kind of an activity's original file; a picture is no training file."""

_RUN = track(dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC))
"""What all files are copies of."""


@frozen
class Activity:
    """One activity, with what the list says of it; `key` is its number at Garmin."""

    key: int
    name: str | None
    type_key: str
    start: dt.datetime
    zone: ZoneInfo
    duration_s: float
    distance_m: float | None
    calories: int | None
    avg_hr: int | None
    max_hr: int | None
    ascent_m: float | None
    filed: Filed

    @property
    def day(self) -> dt.date:
        """The athlete's own day."""
        return self.start.astimezone(self.zone).date()


@frozen
class Night:
    """One night; seconds by stage, and when it was."""

    start: dt.datetime
    end: dt.datetime
    deep_s: int
    light_s: int
    rem_s: int
    awake_s: int
    score: int | None


@frozen
class Day:
    """One day; values by FitTrack's names, which is what is compared."""

    date: dt.date
    zone: ZoneInfo
    values: dict[str, float]
    night: Night | None
    weight_kg: float | None

    @property
    def empty(self) -> bool:
        """Whether the watch lay in a drawer."""
        return not self.values and self.night is None and self.weight_kg is None


@define
class Account:
    """All of it; tests change it while it is served."""

    today: dt.date
    activities: dict[int, Activity] = field(factory=dict)
    days: dict[dt.date, Day] = field(factory=dict)

    def original(self, activity: Activity) -> bytes:
        """The bytes of its original file."""
        match activity.filed:
            case "fit":
                later = activity.start - _RUN.start
                return _copies().moved(
                    int(later.total_seconds()),
                    extra_metres=round((activity.distance_m or 0) - _RUN.odometer_m),
                )
            case "gpx":
                way = track(activity.start, int(activity.duration_s))
                return xml.gpx(xml.gpx_track(xml.gpx_points(way))).encode()
            case "tcx":
                way = track(activity.start, int(activity.duration_s))
                lap = xml.tcx_lap(
                    way.start,
                    xml.tcx_points(way.shown()),
                    seconds=way.seconds,
                    metres=way.odometer_m,
                    kilocalories=CALORIES,
                )
                return xml.tcx(way.start, lap).encode()
            case "picture":
                return b"\x89PNG\r\n\x1a\n" + activity.key.to_bytes(8, "big")
            case "none":
                return b""


def made_up(today: dt.date, days: int, *, seed: int) -> Account:
    """An account of so many days up to today; a fifth of the days are empty, and of a long one a whole month."""
    chance = random.Random(seed)
    account = Account(today)
    drawer = days // 2
    for back in range(days):
        date = today - dt.timedelta(days=back)
        zone = AWAY if back % 50 in range(5, 11) else HOME
        in_drawer = days > _LONG and drawer <= back < drawer + 30
        if in_drawer or chance.random() < 0.2:
            continue
        account.days[date] = _day(date, zone, chance, of_today=back == 0)
        for _ in range(chance.choice((0, 0, 0, 1, 1, 2))):
            _add_activity(account, date, zone, chance)
    return account


def _day(date: dt.date, zone: ZoneInfo, chance: random.Random, *, of_today: bool) -> Day:
    values: dict[str, float] = {
        "steps": chance.randrange(0, 25_000),
        "distance_m": float(chance.randrange(0, 20_000)),
        "active_calories_kcal": chance.randrange(0, 1_500),
        "resting_calories_kcal": chance.randrange(1_400, 1_900),
        "moderate_minutes": chance.randrange(0, 60),
        "vigorous_minutes": chance.randrange(0, 60),
        "min_hr_bpm": chance.randrange(38, 50),
        "resting_hr_bpm": chance.randrange(50, 60),
        "max_hr_bpm": chance.randrange(120, 190),
        "avg_stress": float(chance.randrange(5, 50)),
        "max_stress": chance.randrange(60, 100),
        "body_battery_charged": chance.randrange(10, 80),
        "body_battery_drained": chance.randrange(10, 80),
        "hrv_last_night_ms": float(chance.randrange(30, 90)),
        "hrv_weekly_ms": float(chance.randrange(30, 90)),
        "avg_spo2_percent": float(chance.randrange(94, 99)),
        "min_spo2_percent": chance.randrange(85, 93),
        "avg_respiration_brpm": float(chance.randrange(12, 18)),
        "hydration_ml": float(chance.randrange(0, 3_000)),
    }
    for name in [name for name in values if chance.random() < 0.15]:
        del values[name]
    night = None if of_today or chance.random() < 0.1 else _night(date, zone, chance)
    weight = round(chance.uniform(68, 75), 2) if chance.random() < 0.2 else None
    return Day(date, zone, values, night, weight)


def _night(date: dt.date, zone: ZoneInfo, chance: random.Random) -> Night:
    begin = dt.datetime.combine(date, dt.time(0, chance.randrange(0, 59)), zone)
    deep, light, rem, awake = (60 * chance.randrange(20, 100) for _ in range(4))
    start = begin.astimezone(dt.UTC)
    return Night(
        start,
        start + dt.timedelta(seconds=deep + light + rem + awake),
        deep,
        light,
        rem,
        awake,
        score=chance.choice((None, chance.randrange(40, 99))),
    )


def _add_activity(account: Account, date: dt.date, zone: ZoneInfo, chance: random.Random) -> None:
    key = 9_000_000_000 + len(account.activities) * 17
    hour = 6 + 4 * len([one for one in account.activities.values() if one.day == date])
    start = dt.datetime.combine(date, dt.time(hour, chance.randrange(60)), zone)
    filed: Filed = chance.choice(("fit", "fit", "fit", "gpx", "tcx", "none", "none", "picture"))
    of_run = filed in ("fit", "gpx", "tcx")
    distance: float | None = chance.choice((None, float(chance.randrange(1_000, 30_000))))
    if of_run:
        distance = _RUN.odometer_m + (chance.randrange(0, 900) if filed == "fit" else 0)
    account.activities[key] = Activity(
        key=key,
        name=chance.choice((None, f"Lap {len(account.activities)} \N{RUNNER}")),
        type_key="running" if of_run else chance.choice(("yoga", "running", "hoverboarding")),
        start=start.astimezone(dt.UTC),
        zone=zone,
        duration_s=float(_RUN.seconds if of_run else chance.randrange(600, 7_200)),
        distance_m=distance,
        calories=CALORIES if of_run else chance.choice((None, chance.randrange(50, 900))),
        avg_hr=AVG_BPM if of_run else chance.choice((None, chance.randrange(90, 150))),
        max_hr=MAX_BPM if of_run else None,
        ascent_m=float(ASCENT_M) if of_run else None,
        filed=filed,
    )


@cache
def _copies() -> FitCopies:
    return FitCopies(recording(_RUN))
