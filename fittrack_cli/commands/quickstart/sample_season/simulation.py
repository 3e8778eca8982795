"""From a planned outing to what the watch would have measured: samples, laps, pool lengths.

The models are simple, but they hang together: hills cost speed, effort moves the heart after a delay and
more so when tired, power and speed of a ride obey the same physics, and totals are sums of their parts.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import fsum
from random import Random

from attrs import define, field, frozen

from fittrack_cli.commands.quickstart.sample_season.plan import (
    POOL_M,
    Intensity,
    Leg,
    Outing,
    Sport,
    Stroke,
    SwimSet,
    around,
)
from fittrack_cli.commands.quickstart.sample_season.routes import (
    METRES_PER_DEGREE,
    SEMICIRCLES_PER_DEGREE,
    Route,
)

STEP_S = 10
"""Seconds between two samples of a run or ride."""

RESTING_BPM = 48
MAX_BPM = 187

_HEART_DELAY_S = 35
_GRAVITY = 9.81
_BIKE_KG = 9.0
_ROLLING = 0.0045
_AIR_DRAG = 0.5 * 1.1 * 0.36
_DRIVETRAIN = 0.97
_TOP_SPEED_MPS = 15.0


@frozen
class Position:
    """Latitude and longitude in semicircles."""

    latitude: int
    longitude: int


@frozen
class Sample:
    """One measurement, `elapsed_s` seconds after the start; distance since then in centimetres."""

    elapsed_s: int
    distance_cm: int
    speed_mps: float
    heart_bpm: int
    cadence_rpm: int
    power_w: int | None = None
    altitude_m: float | None = None
    position: Position | None = None


@frozen
class Length:
    """One pool length, or the time at the wall when `stroke` is None."""

    start_s: int
    seconds: int
    strokes: int = 0
    stroke: Stroke | None = None


@frozen
class Lap:
    """A stretch of an activity. `seconds` run on the timer; `pause_s` more went by while it stood still."""

    intensity: Intensity
    start_s: int
    seconds: int
    pause_s: int
    distance_cm: int
    calories_kcal: int
    cycles: int
    ascent_m: int
    descent_m: int
    max_speed_mps: float
    avg_heart_bpm: int
    max_heart_bpm: int
    avg_cadence_rpm: int
    avg_power_w: int | None
    max_power_w: int | None
    start_position: Position | None
    end_position: Position | None
    lengths: tuple[Length, ...] = ()

    @property
    def end_s(self) -> int:
        return self.start_s + self.seconds + self.pause_s


@frozen
class Activity:
    """What was measured on an outing."""

    outing: Outing
    samples: tuple[Sample, ...]
    laps: tuple[Lap, ...]

    @property
    def timer_s(self) -> int:
        return sum(lap.seconds for lap in self.laps)

    @property
    def elapsed_s(self) -> int:
        return sum(lap.seconds + lap.pause_s for lap in self.laps)

    @property
    def distance_cm(self) -> int:
        return sum(lap.distance_cm for lap in self.laps)

    @property
    def calories_kcal(self) -> int:
        return sum(lap.calories_kcal for lap in self.laps)

    @property
    def cycles(self) -> int:
        """Strides of a run (two steps each), turns of the cranks, or strokes of a swim."""
        return sum(lap.cycles for lap in self.laps)

    @property
    def lengths(self) -> tuple[Length, ...]:
        return tuple(length for lap in self.laps for length in lap.lengths)

    def average(self, values: Sequence[int]) -> int:
        """The mean of one value a lap, weighted by the laps' time."""
        total = sum(value * lap.seconds for value, lap in zip(values, self.laps, strict=True))
        return round(total / self.timer_s)


def simulate(outing: Outing, weight_kg: float, chance: Random) -> Activity:
    """Do the outing, as an athlete of that weight on that day."""
    recorder = _Recorder(outing.sport, weight_kg)
    if outing.sport == "swimming":
        _swim(outing, recorder, chance)
    else:
        _move(outing, recorder, chance)
    return Activity(outing, tuple(recorder.samples), tuple(recorder.laps))


@define
class _Recorder:
    """The watch: its clock, the heart it measures, and what it has stored so far."""

    sport: Sport
    weight_kg: float
    elapsed_s: int = 0
    timer_s: int = 0
    distance_cm: int = 0
    heart_bpm: float = 92.0
    samples: list[Sample] = field(factory=list)
    laps: list[Lap] = field(factory=list)

    def beat(self, load: float, seconds: int, noise: float) -> int:
        """Let the heart follow the load for some seconds; the threshold (load 1) is at 168 bpm."""
        drift = 0.02 * self.timer_s / 3600
        wanted = RESTING_BPM + 120 * load * (1 + drift) + noise
        self.heart_bpm += (wanted - self.heart_bpm) * seconds / (seconds + _HEART_DELAY_S)
        return min(MAX_BPM, round(self.heart_bpm))

    def advance(self, seconds: int, distance_cm: int) -> None:
        self.elapsed_s += seconds
        self.timer_s += seconds
        self.distance_cm += distance_cm

    def finish_lap(
        self,
        intensity: Intensity,
        first: int,
        cycles: float,
        kcal: float,
        pause_s: int = 0,
        lengths: tuple[Length, ...] = (),
    ) -> None:
        """Sum up the samples from number `first` on; the one before is where the lap began."""
        before, inside = self.samples[first - 1], self.samples[first:]
        start_s = self.laps[-1].end_s if self.laps else 0
        hearts = [sample.heart_bpm for sample in inside]
        powers = [sample.power_w for sample in inside if sample.power_w is not None]
        climb = _climb([before, *inside])
        seconds = self.elapsed_s - start_s
        self.laps.append(
            Lap(
                intensity=intensity,
                start_s=start_s,
                seconds=seconds,
                pause_s=pause_s,
                distance_cm=self.distance_cm - before.distance_cm,
                calories_kcal=round(kcal),
                cycles=round(cycles),
                ascent_m=round(fsum(rise for rise in climb if rise > 0)),
                descent_m=round(-fsum(rise for rise in climb if rise < 0)),
                max_speed_mps=max(sample.speed_mps for sample in inside),
                avg_heart_bpm=round(sum(hearts) / len(hearts)),
                max_heart_bpm=max(hearts),
                avg_cadence_rpm=round(60 * cycles / seconds),
                avg_power_w=round(sum(powers) / len(powers)) if powers else None,
                max_power_w=max(powers) if powers else None,
                start_position=before.position,
                end_position=inside[-1].position,
                lengths=lengths,
            )
        )
        self.elapsed_s += pause_s


def _climb(samples: list[Sample]) -> list[float]:
    altitudes = [sample.altitude_m for sample in samples if sample.altitude_m is not None]
    return [after - before for before, after in pairwise(altitudes)]


# Runs and rides


@frozen
class _Motion:
    speed_mps: float
    load: float
    cadence_rpm: int
    power_w: int | None = None


def _move(outing: Outing, recorder: _Recorder, chance: Random) -> None:
    route = _route(outing)
    form = around(chance, 1.0, 0.02)
    recorder.samples.append(_sample(recorder, route, _Motion(0.0, 0.0, 0), 92, chance))
    for leg in outing.legs:
        _move_leg(leg, outing, route, form, recorder, chance)


def _route(outing: Outing) -> Route | None:
    if outing.terrain is None:
        return None
    if any(leg.seconds for leg in outing.legs):
        return Route(outing.terrain, outing.terrain.loop_m)
    return Route.for_distance(outing.terrain, sum(leg.metres for leg in outing.legs))


def _move_leg(
    leg: Leg,
    outing: Outing,
    route: Route | None,
    form: float,
    recorder: _Recorder,
    chance: Random,
) -> None:
    first = len(recorder.samples)
    left_s, left_cm = leg.seconds, leg.metres * 100
    cycles = kcal = 0.0
    while left_s > 0 or left_cm > 0:
        grade = route.grade(recorder.distance_cm / 100) if route else 0.0
        load = leg.load * form * around(chance, 1.0, 0.03)
        if outing.sport == "running":
            motion = _run(load, outing.fitness, grade, chance)
        else:
            motion = _ride(load, outing.fitness, grade, recorder.weight_kg, chance)
        step_cm = round(motion.speed_mps * STEP_S * 100)
        step_s = STEP_S
        if leg.seconds:
            step_s = min(STEP_S, left_s)
            step_cm = round(motion.speed_mps * step_s * 100)
            left_s -= step_s
        else:
            if step_cm >= left_cm:
                step_s = max(1, round(left_cm / 100 / motion.speed_mps))
                step_cm = left_cm
            left_cm -= step_cm
        recorder.advance(step_s, step_cm)
        heart = recorder.beat(motion.load, step_s, around(chance, 0, 3))
        recorder.samples.append(_sample(recorder, route, motion, heart, chance))
        cycles += motion.cadence_rpm * step_s / 60
        kcal += _kcal(motion, step_s, step_cm, recorder.weight_kg)
    recorder.finish_lap(leg.intensity, first, cycles, kcal, leg.pause_s)
    if leg.pause_s:
        recorder.beat(0.2, leg.pause_s, 0)


def _run(load: float, fitness: float, grade: float, chance: Random) -> _Motion:
    threshold_mps = 3.62 + 0.3 * fitness
    slope = 1 + 3.2 * grade if grade > 0 else 1 + 1.6 * max(grade, -0.1)
    speed = threshold_mps * load / slope
    cadence = round(82 + 5 * (speed - 2.6) + around(chance, 0, 1))
    return _Motion(speed, load + 0.4 * grade, cadence)


def _ride(load: float, fitness: float, grade: float, weight_kg: float, chance: Random) -> _Motion:
    threshold_w = 232 + 28 * fitness
    power = threshold_w * load * (1 + 6 * max(-0.12, min(0.08, grade)))
    speed = _speed_on_bike(power, grade, weight_kg + _BIKE_KG)
    if speed > _TOP_SPEED_MPS:
        speed, power = _TOP_SPEED_MPS, 0.0
    cadence = round(88 - 250 * max(0.0, grade) + around(chance, 0, 3)) if power else 0
    return _Motion(speed, 0.22 + 0.76 * power / threshold_w, cadence, round(power))


def _speed_on_bike(power_w: float, grade: float, mass_kg: float) -> float:
    """The steady speed in m/s at which rolling, slope and air take up that power (Newton's method)."""
    drag_n = mass_kg * _GRAVITY * (_ROLLING + grade)
    speed = 12.0
    for _ in range(12):
        excess = _AIR_DRAG * speed**3 + drag_n * speed - power_w * _DRIVETRAIN
        slope = 3 * _AIR_DRAG * speed**2 + drag_n
        speed = max(2.0, speed - excess / slope) if slope > 0 else speed + 2.0
    return speed


def _kcal(motion: _Motion, seconds: int, distance_cm: int, weight_kg: float) -> float:
    """Running: 1 kcal per kg and km. Riding: work at 24 % efficiency, and at rest 1.3 kcal a minute."""
    if motion.power_w is None:
        return weight_kg * distance_cm / 100_000
    return motion.power_w * seconds / 4_184 / 0.24 + 1.3 * seconds / 60


def _sample(
    recorder: _Recorder, route: Route | None, motion: _Motion, heart_bpm: int, chance: Random
) -> Sample:
    position, altitude_m = None, None
    if route:
        place = route.place(recorder.distance_cm / 100)
        blur_deg = 1.5 / METRES_PER_DEGREE
        position = Position(
            round(around(chance, place.latitude_deg, blur_deg) * SEMICIRCLES_PER_DEGREE),
            round(around(chance, place.longitude_deg, blur_deg) * SEMICIRCLES_PER_DEGREE),
        )
        altitude_m = round(place.altitude_m * 5) / 5
    return Sample(
        elapsed_s=recorder.elapsed_s,
        distance_cm=recorder.distance_cm,
        speed_mps=motion.speed_mps,
        heart_bpm=heart_bpm,
        cadence_rpm=motion.cadence_rpm,
        power_w=motion.power_w,
        altitude_m=altitude_m,
        position=position,
    )


# Swims

_STROKE_SPEED = {"freestyle": 1.0, "backstroke": 0.86, "breaststroke": 0.76}
_STROKES_A_LENGTH = {"freestyle": 18, "backstroke": 19, "breaststroke": 12}


def _swim(outing: Outing, recorder: _Recorder, chance: Random) -> None:
    threshold_mps = 0.91 + 0.07 * outing.fitness
    recorder.samples.append(Sample(0, 0, 0.0, 88, 0))
    for swim_set in outing.sets:
        for _ in range(swim_set.repeats):
            _swim_repeat(swim_set, threshold_mps, recorder, chance)
            if swim_set.rest_s:
                _rest_at_the_wall(swim_set.rest_s, recorder, chance)


def _swim_repeat(
    swim_set: SwimSet, threshold_mps: float, recorder: _Recorder, chance: Random
) -> None:
    first = len(recorder.samples)
    lengths: list[Length] = []
    for _ in range(swim_set.lengths):
        speed = threshold_mps * swim_set.load * _STROKE_SPEED[swim_set.stroke]
        seconds = round(POOL_M / speed * around(chance, 1.0, 0.03))
        strokes = round(_STROKES_A_LENGTH[swim_set.stroke] + around(chance, 0, 1.4))
        lengths.append(Length(recorder.elapsed_s, seconds, strokes, swim_set.stroke))
        recorder.advance(seconds, POOL_M * 100)
        heart = recorder.beat(0.93 * swim_set.load, seconds, around(chance, 0, 3))
        cadence = round(60 * strokes / seconds)
        sample = Sample(recorder.elapsed_s, recorder.distance_cm, POOL_M / seconds, heart, cadence)
        recorder.samples.append(sample)
    swum_s = sum(length.seconds for length in lengths)
    strokes = sum(length.strokes for length in lengths)
    kcal = 10.5 * swim_set.load * swum_s / 60
    recorder.finish_lap(swim_set.intensity, first, strokes, kcal, lengths=tuple(lengths))


def _rest_at_the_wall(seconds: int, recorder: _Recorder, chance: Random) -> None:
    first = len(recorder.samples)
    idle = Length(recorder.elapsed_s, seconds)
    recorder.advance(seconds, 0)
    heart = recorder.beat(0.5, seconds, around(chance, 0, 3))
    recorder.samples.append(Sample(recorder.elapsed_s, recorder.distance_cm, 0.0, heart, 0))
    recorder.finish_lap("rest", first, 0, 2.0 * seconds / 60, lengths=(idle,))
