"""Values of health as people read them."""

from __future__ import annotations

from fittrack_cli.output.cells import NOTHING, number


def hours(value: object) -> str:
    """Seconds as `7h 20m`, below an hour as `20m`."""
    if not isinstance(value, int | float):
        return NOTHING
    whole, left = divmod(round(value / 60), 60)
    return f"{whole}h {left:02}m" if whole else f"{left}m"


def minutes(value: object) -> str:
    """Whole minutes."""
    return f"{number(round(value))} min" if isinstance(value, int | float) else NOTHING


def rounded(value: object) -> str:
    """A whole number."""
    return number(round(value)) if isinstance(value, int | float) else NOTHING


def percent(value: object) -> str:
    """Percent with one decimal."""
    return _with_unit(value, " %")


def milliseconds(value: object) -> str:
    """Whole milliseconds."""
    return f"{round(value)} ms" if isinstance(value, int | float) else NOTHING


def breaths(value: object) -> str:
    """Breaths a minute."""
    return _with_unit(value, "/min")


def beats(value: object) -> str:
    """Beats a minute."""
    return f"{round(value)} bpm" if isinstance(value, int | float) else NOTHING


def degrees(value: object) -> str:
    """Degrees Celsius."""
    return _with_unit(value, " °C")


def kilocalories(value: object) -> str:
    """Whole kilocalories."""
    return f"{round(value)} kcal" if isinstance(value, int | float) else NOTHING


def litres(value: object) -> str:
    """Litres."""
    return _with_unit(value, " l")


def _with_unit(value: object, unit: str) -> str:
    return f"{number(round(value, 1))}{unit}" if isinstance(value, int | float) else NOTHING
