"""Coverage on a real terminal: a calendar that fits, with its signs whether there are colours or not."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.terminal.conftest import OpenTerminal
from tests.terminal.stub import Stub
from tests.unit.commands.conftest import JOB_ID, SOURCE_ID

pytestmark = pytest.mark.terminal

FIRST = dt.date(2026, 1, 28)
SIGNS = {"available": "#", "empty": ".", "failed": "!", "not_asked": "?"}


def days() -> list[dict[str, object]]:
    """Five weeks, each state in its turn."""
    found: list[dict[str, object]] = []
    for number in range(35):
        state = list(SIGNS)[number % 4]
        found.append(
            {
                "source_id": SOURCE_ID,
                "source_name": "跑步机",
                "type": "activities",
                "date": str(FIRST + dt.timedelta(days=number)),
                "state": state,
                "records": int(state == "available"),
                "reason": "the folder /nas is not there" if state == "failed" else None,
                "job_id": JOB_ID,
            }
        )
    return found


@pytest.mark.parametrize(("columns", "options"), [(80, []), (200, []), (40, ["--no-color"])])
def test_a_calendar_fits_and_can_be_read_without_colours(
    terminal: OpenTerminal, stub: Stub, columns: int, options: list[str]
) -> None:
    stub.answers["/v1/sync/coverage"] = {"items": days(), "next_cursor": None}
    shown = terminal(
        *("sync", "coverage", *options),
        columns=columns,
        env={"FITTRACK_SERVER": stub.url, "FITTRACK_TOKEN": "a-token", "LC_ALL": "C.UTF-8"},
    )
    assert shown.end() == 0
    assert ("\x1b[" in shown.text) == (not options)
    weeks = [
        line for line in shown.screen if line[10:] and line[10:].rstrip()[-1] in SIGNS.values()
    ]
    weeks = [line for line in weeks if " available" not in line]
    assert len(weeks) == 6, "\n".join(shown.screen)
    assert max(map(len, weeks)) <= 40
    cells = [line[start : start + 3] for line in weeks for start in range(10, 38, 4)]
    assert [cell.strip() for cell in cells if cell.strip()] == [
        f"{dt.date.fromisoformat(str(day['date'])).day}{SIGNS[str(day['state'])]}" for day in days()
    ]
    assert "# available   . empty   ! failed" in " ".join(shown.text.split("\n")) or columns == 40
