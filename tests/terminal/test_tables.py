"""A table on a real terminal: wide characters move no column, and no line goes around the edge."""

from __future__ import annotations

from pathlib import Path

import pytest
from wcwidth import wcswidth

from tests.terminal.conftest import OpenTerminal

pytestmark = pytest.mark.terminal

# A terminal of the tests (pyte) counts characters one by one, so there are no joined emoji here.
NAMES = {"cjk": "跑步机" * 20, "marks": "Cafe\u0301" * 20, "default": "ada"}


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_wide_characters_keep_to_their_column(
    terminal: OpenTerminal, home: Path, columns: int
) -> None:
    folder = home / "config"
    folder.mkdir(mode=0o700)
    file = folder / "config.yaml"
    lines = [f"  {key}: {{username: {name}}}\n" for key, name in NAMES.items()]
    file.write_text("".join(["current: default\nprofiles:\n", *lines]), encoding="utf-8")
    file.chmod(0o600)
    shown = terminal(
        "profile",
        "list",
        columns=columns,
        env={"FITTRACK_CONFIG_DIR": str(folder), "LC_ALL": "C.UTF-8"},
    )
    assert shown.end() == 0
    rows = [line for line in shown.screen if line]
    assert len(rows) == 1 + len(NAMES), "\n".join(rows)
    cut_off = [row for row in rows if "…" in row]
    assert len({wcswidth(row[: row.rindex(" ")]) for row in rows[1:]}) == 1, "\n".join(rows)
    assert len(cut_off) == (0 if columns == 200 else 2)
