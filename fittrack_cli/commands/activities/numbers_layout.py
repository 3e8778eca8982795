"""How bests and loads look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from fittrack_cli.commands.naming.shown import Listed, id_column
from fittrack_cli.output.cells import DAY, NOTHING
from fittrack_cli.output.columns import Column, Row
from fittrack_cli.output.durations import duration
from fittrack_cli.output.pace import way_of
from fittrack_cli.output.records import row_of
from fittrack_cli.output.units import METRIC
from fittrack_common.sentences import counted
from fittrack_contract import FIELDS

if TYPE_CHECKING:
    from fittrack_cli.output.units import Units
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.best_effort import BestEffort
    from fittrack_client.models.bests import Bests
    from fittrack_client.models.training_load import TrainingLoad

SOURCES = {
    "account": "set in the account",
    "file": "from the file",
    "health": "from days of health",
    "seen": "the highest seen",
    "assumed": "assumed",
    "threshold": "by the threshold",
    "max_hr": "by the maximum heart rate",
}
"""Whose value, or zones, a number is worked out by."""
_NAMES = {1609.344: "1 mile", 21097.5: "half marathon", 42195.0: "marathon"}
_LATEST = 14
"""So many days are listed below the charts."""


def print_bests(cli: Cli, found: Bests) -> None:
    """Prints the bests, and says how many activities were not looked at yet."""
    several = max((one.rank for one in found.items), default=1) > 1
    columns = [
        Column("sport"),
        Column("effort"),
        *([Column("rank", wide=True)] if several else []),
        Column("result"),
        Column("rate", "PACE", wide=True),
        Column("date", "DAY"),
        Column("activity_name", "NAME", wide=True),
        id_column(Listed(found.items), "activity_id", "ACTIVITY"),
    ]
    cli.output.rows(
        (
            _with_words(one, cli.output.units) if cli.output.is_for_people else row_of(one)
            for one in found.items
        ),
        columns,
        fields=FIELDS["BestEffort"],
        empty="No bests. They are worked out from samples, in the background after a sync.",
    )
    _say_what_is_to_come(cli, found.pending)


def _with_words(best: BestEffort, units: Units) -> Row:
    row = row_of(best)
    return {**row, **best_in_words(row, best.sport, units)}


def best_in_words(row: Row, sport: str, units: Units) -> Row:
    """What a best is over, how it went, and the pace or speed of it."""
    metres, seconds, watts = row["distance_m"], row["duration_s"], row["power_w"]
    assert isinstance(seconds, int | float)
    if not isinstance(metres, int | float):
        power = units.text("power_w", watts) if isinstance(watts, int | float) else NOTHING
        return {"effort": _time(seconds), "result": power, "rate": NOTHING}
    return {
        "effort": _distance(metres, sport),
        "result": duration(seconds),
        "rate": units.rate(metres / seconds if seconds else 0.0, way_of(sport)),
    }


def _distance(metres: float, sport: str) -> str:
    """A distance by the name that it has everywhere: a race over 10 km is one where roads are measured in miles, too."""
    named = _NAMES.get(metres) if way_of(sport) == "pace" else None
    return named or METRIC.text("distance_m", metres).replace(".0 km", " km")


def _time(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 60 else METRIC.text("_minutes", seconds / 60)


def print_load(cli: Cli, found: TrainingLoad) -> None:
    """Prints fitness, fatigue and form as charts with the latest days below for people, else each day."""
    rows = [row_of(day) for day in found.items]
    is_empty = not any(day.fitness for day in found.items)
    if not cli.output.is_for_people or cli.output.fields:
        cli.output.rows(rows, [], fields=FIELDS["LoadDay"])
    elif is_empty:
        cli.output.note("No load in these days.")
    else:
        _draw(cli, rows)
        cli.output.rows(
            rows[-_LATEST:],
            [
                Column(name, None, tenths(cli.output.units)) if name != "date" else Column(name)
                for name in FIELDS["LoadDay"]
            ],
            fields=FIELDS["LoadDay"],
        )
        if cli.output.is_for_people:
            cli.output.blank()
            cli.output.sentence("; ".join(_sources(found)))
    if found.without_load:
        cli.output.note(
            f"{_activities(found.without_load)} of these days without a load: no heart rate and no power, or too little is known "
            "of you (fittrack account athlete)."
        )
    _say_what_is_to_come(cli, found.pending)


def _draw(cli: Cli, rows: Sequence[Row]) -> None:
    from fittrack_cli.output.chart import Point
    from fittrack_cli.output.charting import print_chart

    for name in ("fitness", "fatigue", "form"):
        points = [
            Point(dt.date.fromisoformat(str(row["date"])).toordinal(), value)
            for row in rows
            if isinstance(value := row[name], int | float)
        ]
        print_chart(cli.output, name, name, points, _day)
        cli.output.blank()


def _sources(found: TrainingLoad) -> Iterator[str]:
    """What the loads are, and whose values they are worked out by."""
    measure = {"stress": "training stress score", "trimp": "TRIMP (Banister)"}
    yield f"Load: {measure.get(str(found.measure), str(found.measure))}"
    values = found.values_from
    for name, sources in (
        ("maximum heart rate", values.max_hr),
        ("resting heart rate", values.resting_hr),
        ("threshold heart rate", values.threshold_hr),
        ("threshold power", values.threshold_power),
    ):
        if sources:
            yield f"{name}: {' or '.join(SOURCES.get(str(one), str(one)) for one in sources)}"


def _say_what_is_to_come(cli: Cli, pending: int) -> None:
    if pending:
        cli.output.note(
            f"{_activities(pending)} still to come: samples are read in the background."
        )


def _activities(count: int) -> str:
    return counted(count, "activity", "activities")


def _day(ordinal: float) -> str:
    return f"{dt.date.fromordinal(round(ordinal)):{DAY}}"


def tenths(units: Units) -> Callable[[object], str]:
    """Writes numbers with one decimal."""
    return lambda value: (
        units.numbers.text(float(value), 1, fixed=True)
        if isinstance(value, int | float)
        else NOTHING
    )
