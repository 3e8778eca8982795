"""How a quantity reads: the one module that knows units.

What a quantity is follows from the name of its field, whose value is in the contract's unit: `distance_m` is in metres.
A person sees it in a system of units, with the signs of a locale. Programs get what the contract says, always.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from fittrack_cli.output.durations import duration
from fittrack_cli.output.numbers import PLAIN, Numbers
from fittrack_cli.output.pace import Way
from fittrack_cli.output.systems import FOOT_M, MILE_M, YARD_M

if TYPE_CHECKING:
    from fittrack_cli.output.systems import System

NOTHING = "-"
_INCH_MM = 25.4
_POUND_KG = 0.45359237
_FLUID_OUNCE_L = 0.0295735295625
_BAR_PER_PSI = 0.0689475729
_CUBIC_FOOT_L = 28.316846592
_SLOWEST_S = 100 * 60
"""A pace of more says nothing: who stands has none."""


class Scale(NamedTuple):
    """A unit: its name as it stands behind a number, and what a number in the contract's unit is times and plus in it."""

    name: str
    times: float = 1.0
    plus: float = 0.0
    decimals: int = 0
    fixed: bool = False
    """Whether a number always has as many decimals, rather than at most."""

    def of(self, value: float) -> float:
        """A value of the contract in this unit."""
        return value if self.times == 1 and self.plus == 0 else value * self.times + self.plus

    def back(self, value: float) -> float:
        """A value in this unit as the contract has it."""
        return (value - self.plus) / self.times


class _Step(NamedTuple):
    """A scale, and below which value it is used."""

    below: float
    scale: Scale


_ALL = float("inf")


class Quantity(NamedTuple):
    """The scales of a quantity in each system, the one for the least values first."""

    metric: tuple[_Step, ...]
    imperial: tuple[_Step, ...]

    def scale(self, system: System, value: float) -> Scale:
        """The scale for a value, or for the values of an axis whose greatest it is."""
        steps = self.metric if system == "metric" else self.imperial
        return next(step.scale for step in steps if abs(value) < step.below or step is steps[-1])


def _everywhere(scale: Scale) -> Quantity:
    return _either(scale, scale)


def _either(metric: Scale, imperial: Scale) -> Quantity:
    return Quantity((_Step(_ALL, metric),), (_Step(_ALL, imperial),))


_FEET = Scale(" ft", 1 / FOOT_M)
FAR = Quantity(
    (_Step(999.5, Scale(" m")), _Step(_ALL, Scale(" km", 1 / 1000, decimals=1, fixed=True))),
    (
        _Step(MILE_M / 10, _FEET),
        _Step(0.995 * MILE_M, Scale(" mi", 1 / MILE_M, decimals=2, fixed=True)),
        _Step(_ALL, Scale(" mi", 1 / MILE_M, decimals=1, fixed=True)),
    ),
)
HIGH = _either(Scale(" m"), _FEET)
_YARDS = (_Step(_ALL, Scale(" yd", 1 / YARD_M)),)
_SWUM: Mapping[Way, Quantity] = {
    "pace_100m": Quantity(FAR.metric, _YARDS),
    "pace_pool_m": Quantity(FAR.metric, FAR.metric),
    "pace_pool_yd": Quantity(_YARDS, _YARDS),
}
"""How far one swam: in the pool's own unit, where it is known."""
SPEED = _either(
    Scale(" km/h", 3.6, decimals=1, fixed=True),
    Scale(" mph", 3600 / MILE_M, decimals=1, fixed=True),
)
_DEEP = _either(Scale(" m", decimals=1, fixed=True), _FEET)
_SHORT = _either(
    Scale(" m", decimals=2, fixed=True), Scale(" ft", 1 / FOOT_M, decimals=1, fixed=True)
)
_UP_OR_DOWN = _either(Scale(" m/s", decimals=2), Scale(" ft/min", 60 / FOOT_M))
_CLIMB = _either(Scale(" m/h", 3600), Scale(" ft/h", 3600 / FOOT_M))
WEIGHT = _either(Scale(" kg", decimals=2), Scale(" lb", 1 / _POUND_KG, decimals=1))
_TEMPERATURE = _either(Scale(" °C", decimals=1), Scale(" °F", 9 / 5, 32, decimals=1))
_WARMER = _either(Scale(" °C", decimals=1), Scale(" °F", 9 / 5, decimals=1))
_DRUNK = _either(Scale(" L", decimals=1), Scale(" fl oz", 1 / _FLUID_OUNCE_L, decimals=1))
_WHOLE = _everywhere(Scale(""))

_BY_UNIT: Mapping[str, Quantity] = {
    "_kcal": _everywhere(Scale(" kcal")),
    "_brpm": _everywhere(Scale("/min", decimals=1)),
    "_bpm": _everywhere(Scale(" bpm")),
    "_kg": WEIGHT,
    "_bar_per_min": _either(
        Scale(" bar/min", decimals=2), Scale(" psi/min", 1 / _BAR_PER_PSI, decimals=1)
    ),
    "_l_per_min": _either(
        Scale(" L/min", decimals=2), Scale(" ft³/min", 1 / _CUBIC_FOOT_L, decimals=2)
    ),
    "_per_min": _everywhere(Scale("/min", decimals=1)),
    "_m_s": _either(Scale(" m/s", decimals=2), Scale(" ft/s", 1 / FOOT_M, decimals=1)),
    "_rpm": _everywhere(Scale(" rpm", decimals=2)),
    "_percent": _everywhere(Scale("%", decimals=1)),
    "_minutes": _everywhere(Scale(" min")),
    "_ms": _everywhere(Scale(" ms")),
    "_mm": _either(Scale(" mm", decimals=2), Scale(" in", 1 / _INCH_MM, decimals=2)),
    "_w": _everywhere(Scale(" W")),
    "_j": _everywhere(Scale(" kJ", 1 / 1000)),
    "_c": _TEMPERATURE,
    "_otu": _everywhere(Scale(" OTU", decimals=2)),
    "_m": HIGH,
    "_l": _DRUNK,
}
"""By the unit at the end of a field's name. A longer end comes before a shorter one that it has in it."""
_BY_WORDS: Mapping[str, Quantity] = {
    "stroke_distance_m": _SHORT,
    "distance_m": FAR,
    "depth_m": _DEEP,
    "pool_length_m": _SHORT,
    "vertical_speed_m_s": _UP_OR_DOWN,
    "ascent_rate_m_s": _UP_OR_DOWN,
    "descent_rate_m_s": _UP_OR_DOWN,
    "vam_m_s": _CLIMB,
    "speed_m_s": SPEED,
    "speed_high_m_s": SPEED,
    "deviation_c": _WARMER,
    "avg_stress": _WHOLE,
    "max_stress": _WHOLE,
    "floors_climbed": _WHOLE,
}
"""What the unit alone does not tell, by the last words of a field's name; these come first."""
_BYTES = "_bytes"
_SECONDS = "_s"
UNIT_ENDINGS = (*_BY_UNIT, _BYTES, _SECONDS)
"""The units at the end of fields' names, which their headings do without."""
_NO_AMOUNTS = frozenset({"pid", "port", "status", "year"})
"""Numbers that are names: nobody parts their thousands."""

_PACES: Mapping[Way, tuple[tuple[float, str], tuple[float, str]]] = {
    "pace": ((1000.0, "/km"), (MILE_M, "/mi")),
    "pace_100m": ((100.0, "/100 m"), (100 * YARD_M, "/100 yd")),
    "pace_pool_m": ((100.0, "/100 m"), (100.0, "/100 m")),
    "pace_pool_yd": ((100 * YARD_M, "/100 yd"), (100 * YARD_M, "/100 yd")),
    "pace_500m": ((500.0, "/500 m"), (500.0, "/500 m")),
}
"""The metres for which a pace says the minutes, in either system. Rowers count 500 m everywhere."""


def quantity_of(field: str) -> Quantity | None:
    """What a field is a number of; None for a duration, a size, and what is only counted."""
    for table in (_BY_WORDS, _BY_UNIT):
        for ending, quantity in table.items():
            if field.endswith(ending):
                return quantity
    return None


def names_of(system: System) -> list[str]:
    """The units that differ from system to system, as they are written."""
    common = (FAR, SPEED, _SWUM["pace_100m"], WEIGHT, _TEMPERATURE, _DRUNK)
    steps = [
        step for one in common for step in (one.metric if system == "metric" else one.imperial)
    ]
    ways: tuple[Way, ...] = ("pace", "pace_100m", "pace_500m")
    paces = [f"min{_PACES[way][0 if system == 'metric' else 1][1]}" for way in ways]
    return list(dict.fromkeys([*(step.scale.name.strip() for step in steps), *paces]))


class Units(NamedTuple):
    """The system of units, and the signs of numbers, in which a person reads quantities."""

    system: System = "metric"
    numbers: Numbers = PLAIN

    def text(self, field: str, value: float) -> str:
        """A number of the contract, by its field's name."""
        quantity = quantity_of(field)
        if quantity is not None:
            return self.amount(quantity, value)
        if field.endswith(_SECONDS):
            return duration(value)
        if field.endswith(_BYTES):
            return self.size(value)
        return str(value) if field in _NO_AMOUNTS else self.numbers.text(value)

    def amount(self, quantity: Quantity, value: float) -> str:
        """A value of the contract with the unit of what it is a quantity of."""
        scale = quantity.scale(self.system, value)
        return self.on_scale(scale, scale.of(value))

    def on_scale(self, scale: Scale, value: float) -> str:
        """A value that is in a scale's unit already."""
        if not scale.decimals and abs(value) < _ALL:
            value = round(value)
        return f"{self.numbers.text(value, scale.decimals, fixed=scale.fixed)}{scale.name}"

    def scale(self, field: str, most: float) -> Scale | None:
        """The scale for numbers of a field that go up to `most`; None for a duration, a size, and what is only counted."""
        quantity = quantity_of(field)
        return None if quantity is None else quantity.scale(self.system, most)

    def rate(self, speed_m_s: float, way: Way) -> str:
        """A speed in metres a second as a sport says it: `5:23 /km`, `8:40 /mi`, `1:52 /100 m`, `32.4 km/h`; `-` for the
        pace of who does not move on."""
        if way == "speed":
            return self.amount(SPEED, speed_m_s)
        metres, unit = self._pace(way)
        if speed_m_s <= 0 or metres / speed_m_s >= _SLOWEST_S:
            return NOTHING
        minutes, seconds = divmod(round(metres / speed_m_s), 60)
        return f"{minutes}:{seconds:02} {unit}"

    def distance(self, metres: float, way: Way) -> str:
        """How far one went; swimmers in a pool go by its unit."""
        return self.amount(_SWUM.get(way, FAR), metres)

    def pool_length(self, metres: float, way: Way) -> str:
        """The length of a pool in its own unit."""
        quantity = _SWUM["pace_pool_yd"] if way == "pace_pool_yd" else _SHORT
        return METRIC._replace(numbers=self.numbers).amount(quantity, metres)

    def pace_length(self, way: Way) -> float:
        """The metres for which a pace says the minutes."""
        return self._pace(way)[0]

    def _pace(self, way: Way) -> tuple[float, str]:
        metric, imperial = _PACES[way]
        return metric if self.system == "metric" else imperial

    def a_minute(self, count: float, what: str) -> str:
        """`167 steps/min`."""
        return f"{self.numbers.text(round(count))} {what}/min"

    def size(self, value: float) -> str:
        """Bytes with a decimal unit."""
        for unit in ("B", "kB", "MB"):
            if abs(value) < 999.5:
                return f"{self.numbers.text(float(value), int(unit != 'B'), fixed=True)} {unit}"
            value /= 1000
        return f"{self.numbers.text(float(value), 1, fixed=True)} GB"


METRIC = Units()
