"""Amounts in metric and imperial units, and with the signs of a locale."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fittrack_cli.output import units as units_module
from fittrack_cli.output.durations import duration
from fittrack_cli.output.numbers import ENGLISH, PLAIN, Numbers
from fittrack_cli.output.pace import Way
from fittrack_cli.output.systems import MILE_M, SYSTEMS
from fittrack_cli.output.units import Units, quantity_of
from fittrack_contract import FIELDS

if TYPE_CHECKING:
    from fittrack_cli.output.systems import System

METRIC, IMPERIAL = Units("metric"), Units("imperial")
GERMAN = Units("metric", Numbers(",", "."))
CLI = Path(units_module.__file__).parents[1]


@pytest.mark.parametrize(
    ("field", "value", "metric", "imperial"),
    [
        ("distance_m", 5234.0, "5.2 km", "3.3 mi"),
        ("distance_m", 400.0, "400 m", "0.25 mi"),
        ("distance_m", 100.0, "100 m", "328 ft"),
        ("ascent_m", 1234.0, "1234 m", "4049 ft"),
        ("max_altitude_m", -3.4, "-3 m", "-11 ft"),
        ("max_depth_m", 18.3, "18.3 m", "60 ft"),
        ("pool_length_m", 25.0, "25.00 m", "82.0 ft"),
        ("avg_stroke_distance_m", 2.13, "2.13 m", "7.0 ft"),
        ("max_speed_m_s", 10.0, "36.0 km/h", "22.4 mph"),
        ("speed_high_m_s", 10.0, "36.0 km/h", "22.4 mph"),
        ("avg_pos_vertical_speed_m_s", 0.254, "0.25 m/s", "50 ft/min"),
        ("max_ascent_rate_m_s", 0.15, "0.15 m/s", "30 ft/min"),
        ("avg_vam_m_s", 0.25, "900 m/h", "2953 ft/h"),
        ("weight_kg", 71.5, "71.5 kg", "157.6 lb"),
        ("avg_temperature_c", 20, "20 °C", "68 °F"),
        ("min_temperature_c", -40.0, "-40 °C", "-40 °F"),
        ("skin_temperature_deviation_c", 0.5, "0.5 °C", "0.9 °F"),
        ("hydration_l", 1.5, "1.5 L", "50.7 fl oz"),
        ("avg_step_length_mm", 1104.9, "1104.9 mm", "43.5 in"),
        ("avg_volume_sac_l_per_min", 14.16, "14.16 L/min", "0.5 ft³/min"),
        ("avg_pressure_sac_bar_per_min", 1.0, "1 bar/min", "14.5 psi/min"),
        ("calories_kcal", 512, "512 kcal", "512 kcal"),
        ("normalized_power_w", 244.6, "245 W", "245 W"),
        ("work_j", 812_345, "812 kJ", "812 kJ"),
        ("avg_hr_bpm", 141, "141 bpm", "141 bpm"),
        ("active_minutes", 64.4, "64 min", "64 min"),
        ("timer_s", 3723.4, "1:02:03", "1:02:03"),
        ("size_bytes", 1_234_567, "1.2 MB", "1.2 MB"),
        ("steps", 12345, "12345", "12345"),
        ("avg_stress", 27.5, "28", "28"),
        ("training_stress_score", 71.25, "71.25", "71.25"),
    ],
)
def test_a_quantity_in_both_systems(field: str, value: float, metric: str, imperial: str) -> None:
    assert METRIC.text(field, value) == metric
    assert IMPERIAL.text(field, value) == imperial


@pytest.mark.parametrize(
    ("speed_m_s", "way", "metric", "imperial"),
    [
        (1000 / 323, "pace", "5:23 /km", "8:40 /mi"),
        (1000 / 299.6, "pace", "5:00 /km", "8:02 /mi"),
        (100 / 112, "pace_100m", "1:52 /100 m", "1:42 /100 yd"),
        (500 / 125.4, "pace_500m", "2:05 /500 m", "2:05 /500 m"),
        (9.0, "speed", "32.4 km/h", "20.1 mph"),
        (0.0, "speed", "0.0 km/h", "0.0 mph"),
        (0.0, "pace", "-", "-"),
        (0.1, "pace", "-", "-"),
        (-1.0, "pace_100m", "-", "-"),
        (100 / 112, "pace_pool_m", "1:52 /100 m", "1:52 /100 m"),
        (91.44 / 112, "pace_pool_yd", "1:52 /100 yd", "1:52 /100 yd"),
    ],
)
def test_a_rate(speed_m_s: float, way: Way, metric: str, imperial: str) -> None:
    assert METRIC.rate(speed_m_s, way) == metric
    assert IMPERIAL.rate(speed_m_s, way) == imperial


def test_quantities_at_their_edges() -> None:
    def far(units: Units, *metres: float) -> list[str]:
        return [units.text("distance_m", one) for one in metres]

    assert far(METRIC, 0, 999.4, 999.6) == ["0 m", "999 m", "1.0 km"]
    assert far(IMPERIAL, 0, 160, 161, 0.996 * MILE_M) == ["0 ft", "525 ft", "0.10 mi", "1.0 mi"]
    assert (duration(0), duration(3599.6), duration(-5)) == ("0:00", "1:00:00", "-0:05")
    assert [METRIC.size(one) for one in (0, 999, 1000)] == ["0 B", "999 B", "1.0 kB"]


@given(
    st.sampled_from(sorted({name for fields in FIELDS.values() for name in fields})),
    st.floats(-1e7, 1e7),
    st.sampled_from(SYSTEMS),
    st.sampled_from([PLAIN, ENGLISH, Numbers(",", "."), Numbers("\u066b", " ", (3, 2))]),
)
def test_what_is_shown_is_the_value_within_its_rounding(
    field: str, value: float, system: System, numbers: Numbers
) -> None:
    quantity = quantity_of(field)
    if quantity is None:
        return
    scale = quantity.scale(system, value)
    text = Units(system, numbers).text(field, value)
    shown = text.removesuffix(scale.name)
    plain = shown.replace(numbers.group, "") if numbers.group else shown
    back = scale.back(float(plain.replace(numbers.decimal, ".")))
    assert text.endswith(scale.name)
    assert abs(back - value) <= 0.500001 * 10**-scale.decimals / scale.times + 1e-9 * abs(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (-0.001, "0"),
        (1.005, "1"),
        (-1234567.891, "-1.234.567,89"),
        (1234, "1.234"),
        (999, "999"),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
    ],
)
def test_numbers_with_the_signs_of_a_locale(value: float, text: str) -> None:
    assert GERMAN.numbers.text(value) == text


def test_groups_of_the_sizes_that_a_locale_has() -> None:
    assert Numbers(group=",", sizes=(3, 2)).text(12345678) == "1,23,45,678"
    assert GERMAN.text("pid", 12345) == "12345"
    assert GERMAN.text("weight_kg", 71.5) == "71,5 kg"
    assert GERMAN.size(1_234_567) == "1,2 MB"


UNIT = re.compile(
    r"^ ?(km|m|mi|ft|yd|in$|mm|kg|lb|°C|°F|L|l|fl oz|kcal|kJ|W|bpm|rpm|ms|min|%|m/s|km/h|mph|/min|/km|/mi|/100 m|/100 yd|OTU)"
    r"(?![A-Za-z])"
)
NO_QUANTITIES = {
    "commands/lengths.py": "lengths of time that options take, in words",
    "commands/report/amounts.py": "hours and minutes, and what stands at a scale",
    "commands/report/calendars.py": "hours and minutes",
    "commands/report/charts": "places and paths of SVG",
    "commands/report/recorded_part.py": "minutes",
    "commands/report/tables.py": "widths of SVG",
    "commands/quickstart/sample_season": "the sample season's own files",
    "output/cells.py": "colours of a terminal",
    "output/durations.py": "lengths of time",
    "output/units.py": "it is the one",
    "wire/bounds.py": "a trace for maintainers",
}
"""Where a letter that is a unit follows a value, and why that is right."""


def test_one_module_knows_units() -> None:
    """No other puts a unit behind a value."""
    found = [
        f"{name}:{line}: {text!r}"
        for path in sorted(CLI.rglob("*.py"))
        if not (name := str(path.relative_to(CLI))).startswith(tuple(NO_QUANTITIES))
        for line, text in _behind_values(ast.parse(path.read_text("utf-8")))
        if UNIT.match(text)
    ]
    assert not found, "\n".join(found)


def _behind_values(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Texts that follow a value in an f-string."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            for one, other in zip(node.values, node.values[1:], strict=False):
                if isinstance(one, ast.FormattedValue) and isinstance(other, ast.Constant):
                    yield node.lineno, str(other.value)
