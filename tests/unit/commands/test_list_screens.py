"""Lists of activities as a person sees them, and why a list is empty."""

from __future__ import annotations

import io
from collections.abc import Iterable
from types import SimpleNamespace
from typing import cast

import pytest

from fittrack_cli.commands.activities.layout import print_activities
from fittrack_cli.commands.none_chosen import why_empty
from fittrack_cli.errors import Unreachable
from fittrack_cli.output.output import Output
from fittrack_cli.program.context import Cli
from fittrack_contract import FIELDS


def activity(**values: object) -> dict[str, object]:
    return dict.fromkeys(FIELDS["Activity"]) | {
        "id": "3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10",
        "local_start_time": "2026-01-31T08:30:00+01:00",
        **values,
    }


ROWS = (
    activity(
        sport="running",
        name="Around the lake, twice, and then home by the old railway",
        distance_m=15_400.0,
        timer_s=4805.0,
        avg_hr_bpm=141,
        ascent_m=75.0,
        file_name=f"Activity/{'deep/' * 20}2026-01-31-08-30-00.fit",
    ),
    activity(sport="swimming", name="跑步机 🏊", distance_m=1900.0, timer_s=2490.0),
    activity(sport="cycling", name="\x1b[2J\u202egpj", distance_m=63_600.0, timer_s=7511.0),
    activity(sport="rowing", distance_m=0.0, timer_s=600.0),
)


def screen(width: int) -> list[str]:
    out = io.StringIO()
    cli = SimpleNamespace(output=Output("table", out, io.StringIO(), width=width, color=False))
    things = type("Things", (list,), {"digits": 6})(ROWS)
    print_activities(cast("Cli", cli), things)
    return out.getvalue().splitlines()


def test_activities_at_80_columns() -> None:
    assert screen(80) == [
        "DAY         NAME           SPORT     DISTANCE     TIME         PACE   HR  ID",
        "2026-01-31  Around the l…  running    15.4 km  1:20:05     5:12 /km  141  3f2b8f",
        "2026-01-31  跑步机 🏊      swimming    1.9 km    41:30  2:11 /100 m    -  3f2b8f",
        "2026-01-31  \\x1b[2J\\u202…  cycling    63.6 km  2:05:11    30.5 km/h    -  3f2b8f",
        "2026-01-31  -              rowing         0 m    10:00            -    -  3f2b8f",
    ]


def test_activities_at_200_columns() -> None:
    assert screen(200) == [
        "START             NAME                                                      SPORT     DISTANCE     TIME         PACE   HR  ASCENT  FILE                                                           ID",
        "2026-01-31 08:30  Around the lake, twice, and then home by the old railway  running    15.4 km  1:20:05     5:12 /km  141    75 m  Activity/deep/deep/deep/deep/d…p/deep/2026-01-31-08-30-00.fit  3f2b8f",
        "2026-01-31 08:30  跑步机 🏊                                                 swimming    1.9 km    41:30  2:11 /100 m    -       -  -                                                              3f2b8f",
        "2026-01-31 08:30  \\x1b[2J\\u202egpj                                          cycling    63.6 km  2:05:11    30.5 km/h    -       -  -                                                              3f2b8f",
        "2026-01-31 08:30  -                                                         rowing         0 m    10:00            -    -       -  -                                                              3f2b8f",
    ]


def nothing() -> Iterable[str]:
    return iter(())


def gone() -> Iterable[str]:
    raise Unreachable("cannot reach it", "it is gone")


@pytest.mark.parametrize(
    ("every", "is_chosen", "said"),
    [
        (nothing, False, "none"),
        (gone, False, "none"),
        (nothing, True, "none"),
        (lambda: ["a"], True, "there is a"),
        (gone, True, "there is None"),
    ],
)
def test_why_a_list_is_empty(every: object, is_chosen: bool, said: str) -> None:
    why = why_empty(
        every,  # type: ignore[arg-type]
        is_chosen=is_chosen,
        none="none",
        none_of=lambda one: f"there is {one}",
    )
    assert why() == said
