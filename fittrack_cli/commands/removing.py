"""Taking something away: saying what goes, and asking first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from fittrack_cli.errors import UsageError
from fittrack_cli.program.declared import Exit
from fittrack_common.sentences import counted, in_a_row

if TYPE_CHECKING:
    from fittrack_cli.output.units import Units
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.activity import Activity
    from fittrack_client.models.activity_detail import ActivityDetail
    from fittrack_client.models.removal import Removal

SHOWN = 5
"""So many of the activities that go are named."""
RESTORABLE = "within 30 days"


def check_can_ask(cli: Cli, what: str, *, yes: bool, command: str) -> None:
    """Raises UsageError where somebody would have to be asked and nobody is there."""
    if not yes and not cli.prompter.can_ask:
        raise UsageError(
            f"cannot ask whether to {what}", "there is no terminal", f"{command} --yes"
        )


def ask_first(cli: Cli, question: str, goes: Sequence[str], *, yes: bool) -> None:
    """Says what goes and asks, unless the answer is `yes` already. Exits with 1 when it is no."""
    if yes:
        return
    for line in goes:
        cli.output.ask_note(line)
    if not cli.prompter.confirm(question):
        cli.output.note("Nothing was changed.")
        raise Exit(1)


def activities_text(count: int) -> str:
    """How many activities."""
    return counted(count, "activity", "activities")


def removal_text(removal: Removal) -> str:
    """What a removal takes: `3 activities, 12 days of health data and 1 workout`."""
    parts = [
        activities_text(removal.activities) if removal.activities else "",
        counted(removal.days, "day") + " of health data" if removal.days else "",
        counted(removal.workouts, "workout") if removal.workouts else "",
    ]
    told = [part for part in parts if part]
    return in_a_row(told) if told else "nothing"


def changed_text(removal: Removal) -> str:
    """What stays, and loses a part; empty when nothing does."""
    parts = [
        activities_text(removal.changed_activities) if removal.changed_activities else "",
        counted(removal.changed_days, "day") if removal.changed_days else "",
    ]
    told = " and ".join(part for part in parts if part)
    return f"{told} will change: other files have them too." if told else ""


def removal_lines(removal: Removal, units: Units) -> list[str]:
    """What goes, for somebody who is to be asked."""
    lines = [f"This takes away {removal_text(removal)}."]
    lines += activity_lines(removal.first_activities, removal.activities, units)
    changed = changed_text(removal)
    return [*lines, changed] if changed else lines


def activity_lines(
    first: Iterable[Activity | ActivityDetail], count: int, units: Units
) -> list[str]:
    """The first few activities that go, and how many more there are."""
    from fittrack_cli.output.cells import own_moment, text_of
    from fittrack_cli.output.records import row_of

    lines = []
    for activity in list(first)[:SHOWN]:
        row = row_of(activity)
        parts = [own_moment(row["local_start_time"])]
        parts += [text_of(name, row[name], units) for name in ("sport", "distance_m") if row[name]]
        lines.append(f"  {'  '.join(parts)}")
    return [*lines, f"  and {count - len(lines):,} more"] if count > len(lines) and lines else lines
