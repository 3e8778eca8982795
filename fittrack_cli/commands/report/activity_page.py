"""The page of one activity, made of what was gathered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fittrack_cli.commands.activities.show_layout import parts_of
from fittrack_cli.commands.report.amounts import Amounts, known
from fittrack_cli.commands.report.days import WEEKDAYS, day_words
from fittrack_cli.commands.report.diary_page import ending
from fittrack_cli.commands.report.document import Heading, Section, document
from fittrack_cli.commands.report.markup import Html, element
from fittrack_cli.commands.report.recorded_part import average_speed, recorded_sections
from fittrack_cli.commands.report.tables import (
    all_of,
    bar,
    cut,
    lines,
    pairs,
    paragraph,
    printed,
)
from fittrack_cli.output.cells import NOTHING, words_of
from fittrack_cli.output.columns import Lines, Table
from fittrack_cli.output.durations import duration
from fittrack_cli.output.pace import rate_name, way_of
from fittrack_cli.output.units import Units

if TYPE_CHECKING:
    from fittrack_cli.commands.report.gathering import Recorded
    from fittrack_cli.output.systems import System
    from fittrack_client.models.activity_detail import ActivityDetail

_FIRST = ("Laps", "Lengths", "Sets", "Splits")
"""The tables that have a section of their own."""
_ZONES = " zones"
_HARDEST = 6
"""Zones from here on have one colour."""


def activity_page(recorded: Recorded, *, today: dt.date, system: System) -> str:
    """The page as text, with amounts in a system of units; `today` is the day it was made."""
    amounts = Amounts.of(system)
    activity = recorded.activity
    start = activity.local_start_time
    sport = words_of(activity.sport)
    kind = words_of(activity.sub_sport) if activity.sub_sport not in (None, "generic") else ""
    heading = Heading(
        cut(activity.name or sport.capitalize()),
        f"{WEEKDAYS[activity.date.weekday()]}, {day_words(activity.date)}, {start:%H:%M}",
        all_of(
            [
                paragraph(f"{sport.capitalize()}{f', {kind}' if kind else ''}", "sport"),
                *_description(activity),
                pairs(_figures(activity, amounts), "figures"),
            ]
        ),
    )
    return document(heading, list(_sections(recorded, amounts)), ending(today))


def _description(activity: ActivityDetail) -> Iterator[Html]:
    is_cut = cut(activity.name or "") != (activity.name or "")
    for words in (activity.name if is_cut else None, activity.description):
        for line in (words or "").splitlines():
            yield element("p", {"class": "description"}, element("bdi", None, line))
    for remark in activity.remarks:
        yield paragraph(remark, "small")
    if activity.damage:
        yield paragraph(f"The file is damaged: {activity.damage}", "small")


def _figures(activity: ActivityDetail, amounts: Amounts) -> Sequence[tuple[str, str]]:
    way = way_of(activity.sport, activity.pool_length_m)
    found = [
        ("Distance", known(lambda far: amounts.units.distance(far, way), activity.distance_m)),
        ("Time", known(duration, activity.timer_s)),
        (
            f"Average {rate_name(way)}",
            known(lambda speed: amounts.units.rate(speed, way), average_speed(activity)),
        ),
        ("Heart rate", known(amounts.show("avg_hr_bpm", 0), activity.avg_hr_bpm)),
        ("Power", known(amounts.show("avg_power_w", 0), activity.avg_power_w)),
        ("Ascent", known(amounts.high, activity.ascent_m)),
        ("Energy", known(amounts.energy, activity.calories_kcal)),
    ]
    return [figure for figure in found if figure[1] != NOTHING]


def _sections(recorded: Recorded, amounts: Amounts) -> Iterator[Section]:
    activity, samples, units = recorded.activity, recorded.samples, amounts.units
    if samples is None:
        words = "What the device recorded from moment to moment is not where the backend keeps original files."
        yield Section("recorded", "Recorded", paragraph(words, "none"))
    else:
        yield from recorded_sections(activity, samples, amounts)
    others: list[Html] = []
    zones: list[Html] = []
    for part in parts_of(activity, units):
        if isinstance(part, Lines):
            others.append(element("h3", None, part.title))
            others.append(lines(part, units))
        elif part.title in _FIRST:
            yield Section(part.title.lower(), part.title, printed(part, part.title, units))
        elif _ZONES in (part.title or ""):
            zones.append(_zones(part, units))
        else:
            others.append(element("h3", None, part.title or ""))
            others.append(printed(part, part.title or "", units))
    if zones:
        yield Section("zones", "Zones", all_of(zones))
    if others:
        yield Section("more", "More numbers", all_of(others))


def _zones(zones: Table, units: Units) -> Html:
    """How long each zone took, as a table with bars."""
    title = zones.title or "Zones"
    parts = [row.get("part_percent") for row in zones.rows]
    bars = [
        bar(part / 100, f"zone{min(at, _HARDEST)}") if isinstance(part, int | float) else Html("")
        for at, part in enumerate(parts)
    ]
    return all_of([element("h3", None, title), printed(zones, title, units, bars)])
