"""What an account looks like in a dialect."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

from tests.servers.garmin_otherwise.account import HOME, Account, Activity, Day, Night
from tests.servers.garmin_otherwise.dialects import (
    Dialect,
    Json,
    listed,
    local_text,
    millis,
    number,
    said,
    utc_text,
)


@frozen
class Answers:
    """Makes the bodies of answers; None where there is nothing."""

    account: Account
    dialect: Dialect

    def _said(self, **members: Json) -> Json:
        return said(self.dialect, members)

    # Activities

    def page(self, start: int, limit: int, since: dt.date, until: dt.date) -> Json:
        """A page of the list."""
        chosen = sorted(
            (one for one in self.account.activities.values() if since <= one.day <= until),
            key=lambda one: (one.start, one.key),
            reverse=not self.dialect.oldest_first,
        )
        shown = chosen[start : start + min(limit, self.dialect.page)]
        return listed(self.dialect, "activities", [self._in_list(one) for one in shown])

    def _in_list(self, one: Activity) -> Json:
        return self._said(
            activityId=number(self.dialect, one.key),
            activityName=one.name,
            startTimeGMT=utc_text(self.dialect, one.start),
            startTimeLocal=local_text(self.dialect, one.start, one.zone),
            activityType=self._said(typeKey=one.type_key),
            distance=one.distance_m,
            duration=one.duration_s,
            elapsedDuration=one.duration_s,
            movingDuration=None,
            calories=one.calories,
            averageHR=one.avg_hr,
            maxHR=one.max_hr,
            avgPower=None,
            elevationGain=one.ascent_m,
            isMultiSportParent=False,
            parentId=None,
        )

    def detail(self, one: Activity) -> Json:
        """An activity by itself."""
        return self._said(
            activityId=number(self.dialect, one.key),
            activityName=one.name,
            activityTypeDTO=self._said(typeKey=one.type_key),
            summaryDTO=self._said(
                startTimeGMT=utc_text(self.dialect, one.start),
                startTimeLocal=local_text(self.dialect, one.start, one.zone),
                distance=one.distance_m,
                duration=one.duration_s,
                elapsedDuration=one.duration_s,
                calories=one.calories,
                averageHR=one.avg_hr,
                maxHR=one.max_hr,
                elevationGain=one.ascent_m,
            ),
            splitSummaries=[],
            timeZoneUnitDTO=self._said(timeZone=one.zone.key),
            metadataDTO=self._said(),
        )

    def zipped(self, one: Activity) -> bytes:
        """Its original file, in a zip."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            if self.dialect.crowded_zip and one.filed != "none":
                archive.writestr("__MACOSX/", b"")
                archive.writestr("read me.txt", "Made by nobody.\n")
            if one.filed != "none":
                ending = {"picture": "png"}.get(one.filed, one.filed)
                archive.writestr(f"{one.key}_ACTIVITY.{ending}", self.account.original(one))
        return packed.getvalue()

    # Days

    def days(self, since: dt.date, until: dt.date) -> Iterator[Day]:
        """The days of a range of which something is known."""
        for after in range((until - since).days + 1):
            found = self.account.days.get(since + dt.timedelta(days=after))
            if found is not None:
                yield found

    def summaries(self, since: dt.date, until: dt.date) -> Json:
        """Day summaries, second form."""
        days = list(self.days(since, until))
        if self.dialect.every_day:
            dates = (
                since + dt.timedelta(days=number) for number in range((until - since).days + 1)
            )
            days = [self.account.days.get(date, Day(date, HOME, {}, None, None)) for date in dates]
        return self._said(data=[self._summary(day) for day in days])

    def _summary(self, day: Day) -> Json:
        get = day.values.get
        burned = [get("active_calories_kcal"), get("resting_calories_kcal")]
        return self._said(
            calendarDate=day.date.isoformat(),
            movement=self._said(
                steps=self._said(value=get("steps"), goal=8000, distanceInMeters=get("distance_m")),
                floorsAscended=None,
            ),
            calories=self._said(
                burnedActive=burned[0],
                burnedResting=burned[1],
                burnedTotal=None if None in burned else sum(one or 0 for one in burned),
            ),
            heartRate=self._said(
                minValue=get("min_hr_bpm"),
                maxValue=get("max_hr_bpm"),
                restingValue=get("resting_hr_bpm"),
            ),
            intensityMinutes=self._said(
                moderate=get("moderate_minutes"), vigorous=get("vigorous_minutes"), goal=150
            ),
            stress=self._said(avgLevel=get("avg_stress"), maxLevel=get("max_stress")),
            bodyBattery=self._said(
                minValue=None,
                maxValue=None,
                chargedValue=get("body_battery_charged"),
                drainedValue=get("body_battery_drained"),
                latestValue=None,
            ),
            respiration=self._said(
                avgValue=get("avg_respiration_brpm"), minValue=None, maxValue=None
            ),
            pulseOx=self._said(avgValue=get("avg_spo2_percent"), minValue=get("min_spo2_percent")),
            hydration=self._said(consumedInMl=get("hydration_ml"), goalInMl=2000),
        )

    def stats(self, of: str, since: dt.date, until: dt.date) -> Json:
        """Steps, stress or hydration by day: the facts say nothing of these elements."""
        return listed(
            self.dialect, "values", [self._stat(of, day) for day in self.days(since, until)]
        )

    def _stat(self, of: str, day: Day) -> Json:
        get = day.values.get
        members: dict[str, Json] = {
            "steps": {"totalSteps": get("steps"), "totalDistance": get("distance_m")},
            "stress": {"overallStressLevel": get("avg_stress")},
            "hydration": {"valueInML": get("hydration_ml")},
        }[of]
        match self.dialect.unstated:
            case "flat":
                return self._said(calendarDate=day.date.isoformat(), **members)
            case "nested":
                return self._said(calendarDate=day.date.isoformat(), values=self._said(**members))
            case "renamed":  # values that would be wrong if somebody took them by their place
                return self._said(day=day.date.isoformat(), amount=-1, unit="furlong", value="many")

    def night_of(self, day: Day) -> Json | None:
        """A night with its levels."""
        if day.night is None:
            return None
        told = self._night(day.date, day.night)
        levels = list(_levels(day.night))
        match self.dialect.unstated:
            case "flat":
                return self._said(
                    **told,
                    sleepLevels=[
                        self._said(
                            startGMT=utc_text(self.dialect, start),
                            endGMT=utc_text(self.dialect, end),
                            activityLevel=("deep", "light", "rem", "awake").index(name),
                        )
                        for start, end, name in levels
                    ],
                )
            case "nested":
                return self._said(
                    dailySleepDTO=self._said(**told),
                    sleepLevels=[
                        self._said(startGMT=millis(start), endGMT=millis(end), level=name.upper())
                        for start, end, name in levels
                    ],
                )
            case "renamed":
                return self._said(
                    sleep=self._said(**told),
                    hypnogram=[[millis(start), name] for start, _, name in levels],
                )

    def _night(self, date: dt.date, night: Night) -> dict[str, Json]:
        offset = night.start.astimezone(HOME).utcoffset() or dt.timedelta()
        return {
            "calendarDate": date.isoformat(),
            "sleepTimeSeconds": night.deep_s + night.light_s + night.rem_s,
            "deepSleepSeconds": night.deep_s,
            "lightSleepSeconds": night.light_s,
            "remSleepSeconds": night.rem_s,
            "awakeSleepSeconds": night.awake_s,
            "unmeasurableSleepSeconds": 0,
            "napTimeSeconds": None,
            "sleepStartTimestampGMT": millis(night.start),
            "sleepEndTimestampGMT": millis(night.end),
            "sleepStartTimestampLocal": millis(night.start + offset),
            "sleepEndTimestampLocal": millis(night.end + offset),
            "sleepScores": self._said(overall=self._said(value=night.score)),
        }

    def nights(self, since: dt.date, until: dt.date) -> Json:
        """Nights without levels."""
        told = [
            self._said(**self._night(day.date, day.night))
            for day in self.days(since, until)
            if day.night is not None
        ]
        return listed(self.dialect, "sleepSummaries", told)

    def hrv(self, since: dt.date, until: dt.date) -> Json:
        """HRV by day."""
        told = [self._hrv(day) for day in self.days(since, until) if _has_hrv(day)]
        return self._said(hrvSummaries=told)

    def _hrv(self, day: Day) -> Json:
        return self._said(
            calendarDate=day.date.isoformat(),
            lastNightAvg=day.values.get("hrv_last_night_ms"),
            weeklyAvg=day.values.get("hrv_weekly_ms"),
            lastNight5MinHigh=None,
            status="BALANCED",
            baseline=None,
        )

    def hrv_of(self, day: Day) -> Json | None:
        """HRV of a night with readings, whose form the facts leave out."""
        if not _has_hrv(day):
            return None
        at = day.night.start if day.night else _noon(day)
        match self.dialect.unstated:
            case "flat":
                reading = self._said(hrvValue=50, readingTimeGMT=utc_text(self.dialect, at))
                return self._said(hrvSummary=self._hrv(day), hrvReadings=[reading])
            case "nested":
                reading = self._said(value=50, time=utc_text(self.dialect, at))
                return self._said(summary=self._hrv(day), readings=[reading])
            case "renamed":
                return self._hrv(day)

    def body_battery(self, since: dt.date, until: dt.date) -> Json:
        """Body Battery by day, with its pairs."""
        told = [
            self._said(
                date=day.date.isoformat(),
                charged=day.values.get("body_battery_charged"),
                drained=day.values.get("body_battery_drained"),
                bodyBatteryValuesArray=[
                    [millis(_noon(day)), 50],
                    [millis(_noon(day)) + 60_000, None],
                ],
            )
            for day in self.days(since, until)
            if "body_battery_charged" in day.values or "body_battery_drained" in day.values
        ]
        return listed(self.dialect, "reports", told)

    def heart_rate(self, day: Day) -> Json | None:
        """The heart rate of a day."""
        if "max_hr_bpm" not in day.values:
            return None
        noon = millis(_noon(day))
        values: Json = [[noon, 61], [noon + 120_000, None], [noon + 240_000, 62]]
        if self.dialect.unstated == "renamed":
            values = [{"when": noon, "beats": 61}]
        return self._said(
            calendarDate=day.date.isoformat(),
            minHeartRate=day.values.get("min_hr_bpm"),
            maxHeartRate=day.values["max_hr_bpm"],
            restingHeartRate=day.values.get("resting_hr_bpm"),
            heartRateValues=values,
        )

    def spo2(self, day: Day) -> Json | None:
        """SpO2 of a day, whose form the facts leave out."""
        average = day.values.get("avg_spo2_percent")
        if average is None:
            return None
        match self.dialect.unstated:
            case "flat":
                return self._said(calendarDate=day.date.isoformat(), averageSpO2=average)
            case "nested":
                readings = [[millis(_noon(day)), average]]
                return self._said(spo2=self._said(average=average, values=readings))
            case "renamed":
                return [[millis(_noon(day)), average]]

    def weights(self, since: dt.date, until: dt.date) -> Json:
        """Weighings by day, in grams."""
        told = [
            self._said(
                summaryDate=day.date.isoformat(),
                allWeightMetrics=[
                    self._said(
                        weight=round(day.weight_kg * 1000),
                        date=millis(_noon(day)),
                        bmi=None,
                        bodyFat=15.5,
                        bodyWater=None,
                        boneMass=None,
                        muscleMass=None,
                        sourceType="INDEX_SCALE",
                    )
                ],
            )
            for day in self.days(since, until)
            if day.weight_kg is not None
        ]
        return self._said(dailyWeightSummaries=told)

    def settings(self) -> Json:
        """The athlete's settings."""
        return self._said(timeZone=HOME.key, measurementSystem="metric")


def _has_hrv(day: Day) -> bool:
    return "hrv_last_night_ms" in day.values or "hrv_weekly_ms" in day.values


def _noon(day: Day) -> dt.datetime:
    return dt.datetime.combine(day.date, dt.time(12), day.zone)


def _levels(night: Night) -> Iterator[tuple[dt.datetime, dt.datetime, str]]:
    ends = [night.start]
    for seconds in (night.deep_s, night.light_s, night.rem_s, night.awake_s):
        ends.append(ends[-1] + dt.timedelta(seconds=seconds))
    for (start, end), name in zip(pairwise(ends), ("deep", "light", "rem", "awake"), strict=True):
        yield start, end, name
