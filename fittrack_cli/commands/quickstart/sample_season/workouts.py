"""The planned workouts that belong to the season."""

from fittrack_cli.commands.quickstart.sample_season.plan import Intensity
from fittrack_cli.commands.quickstart.sample_season.workout_files import Repeat, Step, Workout


def _time(name: str, intensity: Intensity, minutes: float, zone: int) -> Step:
    return Step(name, intensity, "time", round(minutes * 60_000), "heart_rate", zone)


def _distance(name: str, intensity: Intensity, metres: int, zone: int) -> Step:
    return Step(name, intensity, "distance", metres * 100, "heart_rate", zone)


def _paced(name: str, metres: int, slowest_mps: float, fastest_mps: float) -> Step:
    low, high = round(slowest_mps * 1000), round(fastest_mps * 1000)
    return Step(name, "active", "distance", metres * 100, "speed", low=low, high=high)


def _powered(name: str, minutes: float, low_w: int, high_w: int) -> Step:
    low, high = low_w + 1000, high_w + 1000
    return Step(name, "active", "time", round(minutes * 60_000), "power", low=low, high=high)


def _swim(name: str, intensity: Intensity, metres: int) -> Step:
    return Step(name, intensity, "distance", metres * 100, "swim_stroke", stroke="freestyle")


def _until_lap_button(name: str, intensity: Intensity) -> Step:
    return Step(name, intensity, "open")


WORKOUTS = (
    Workout(
        "easy-run-45-min.fit",
        "Easy Run 45 min",
        "running",
        "generic",
        (
            _time("Warm-up", "warmup", 5, 1),
            _time("Easy", "active", 35, 2),
            _time("Cool-down", "cooldown", 5, 1),
        ),
    ),
    Workout(
        "track-6x800m.fit",
        "Track 6 x 800 m",
        "running",
        "track",
        (
            _distance("Warm-up", "warmup", 2_000, 2),
            _paced("800 m", 800, 3.85, 4.10),
            _time("Jog", "recovery", 1.5, 1),
            Repeat(first=1, times=6),
            _until_lap_button("Cool-down", "cooldown"),
        ),
    ),
    Workout(
        "tempo-3x1600m.fit",
        "Tempo 3 x 1600 m",
        "running",
        "generic",
        (
            _distance("Warm-up", "warmup", 2_000, 2),
            _paced("Tempo", 1_600, 3.50, 3.75),
            _time("Float", "recovery", 2, 2),
            Repeat(first=1, times=3),
            _distance("Cool-down", "cooldown", 1_600, 1),
        ),
    ),
    Workout(
        "long-run-fast-finish.fit",
        "Long Run, fast finish",
        "running",
        "generic",
        (
            _distance("Settle in", "warmup", 3_000, 2),
            _distance("Steady", "active", 10_000, 2),
            Step("Fast finish", "active", "distance", 300_000, "heart_rate", low=255, high=268),
            _time("Walk home", "cooldown", 5, 1),
        ),
    ),
    Workout(
        "trail-hills-8x1min.fit",
        "Trail Hills 8 x 1 min",
        "running",
        "trail",
        (
            _time("Warm-up", "warmup", 15, 2),
            _time("Uphill", "active", 1, 4),
            _until_lap_button("Back down", "recovery"),
            Repeat(first=1, times=8),
            _time("Cool-down", "cooldown", 10, 1),
        ),
    ),
    Workout(
        "sweet-spot-3x10min.fit",
        "Sweet Spot 3 x 10 min",
        "cycling",
        "indoor_cycling",
        (
            _time("Warm-up", "warmup", 12, 2),
            _powered("Sweet spot", 10, 210, 232),
            _time("Spin", "recovery", 4, 1),
            Repeat(first=1, times=3),
            _time("Cool-down", "cooldown", 8, 1),
        ),
    ),
    Workout(
        "endurance-ride-2h.fit",
        "Endurance Ride 2 h",
        "cycling",
        "road",
        (
            _time("Roll out", "warmup", 15, 1),
            _time("Endurance", "active", 95, 2),
            _time("Roll home", "cooldown", 10, 1),
        ),
    ),
    Workout(
        "swim-8x100m.fit",
        "Swim 8 x 100 m",
        "swimming",
        "lap_swimming",
        (
            _swim("Warm-up", "warmup", 300),
            _swim("100 m", "active", 100),
            Step("At the wall", "rest", "time", 20_000),
            Repeat(first=1, times=8),
            _swim("Cool-down", "cooldown", 200),
        ),
    ),
)
