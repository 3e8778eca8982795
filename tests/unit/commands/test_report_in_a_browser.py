"""A report with hostile names in a real Chromium: nothing runs, nothing is fetched, and it has nothing to complain of."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.unit.commands.conftest import Run
from tests.unit.commands.report_data import HOSTILE, season
from tests.unit.commands.test_report import FIRST, LAST, RANGE, parsed, report

CHROMIUM = next(
    (
        path
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (path := shutil.which(name))
    ),
    None,
)
CANARY = "<img src=https://canary.example/a.png onerror=\"document.title='it ran'\">"
CONSOLE = re.compile(r":CONSOLE[:(]")


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
def test_nothing_runs_and_nothing_is_fetched(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    html = report(run, season(FIRST, LAST, names=(*HOSTILE, CANARY)), *RANGE)
    assert CHROMIUM is not None
    seen = subprocess.run(
        [
            CHROMIUM,
            "--headless",
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--disable-dev-shm-usage",
            f"--user-data-dir={tmp_path / 'browser'}",
            f"--log-net-log={tmp_path / 'net.json'}",
            "--enable-logging=stderr",
            "--dump-dom",
            (tmp_path / "page.html").as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert not CONSOLE.search(seen.stderr), seen.stderr
    shown, written = parsed(seen.stdout), parsed(html)
    assert [tag for tag, _ in shown.elements] == [tag for tag, _ in written.elements]
    assert ("title", "5 January to 3 March 2026") in shown.words
    assert "canary.example" not in (tmp_path / "net.json").read_text("utf-8")
