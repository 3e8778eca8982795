"""Runs the tests. When a few fail in a whole run, they run once more, alone: one that passes then is named as
unsteady, and the run passes only if all of them do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools import REPOSITORY
from tools.running.suite import bytecode, outcome
from tools.running.suite.outcome import Outcome

AT_ONCE = 6
"""Tests mostly wait, so more of them run at once than there are cores."""
PATIENCE_S = 900
"""A test that takes as long beside the others hangs."""
PLUGINS = ("outcome", "order", "workers")
MOST = 10
"""So many may fail by chance; where more do, something is broken."""


def main(options: Sequence[str], root: Path = REPOSITORY) -> int:
    """The exit code of the run."""
    bytecode.compile_all(root)
    many = ["-n", str(AT_ONCE), "-o", f"timeout={PATIENCE_S}"]
    many.append("--continue-on-collection-errors")
    first, code = _run_pytest(root, [*many, *options])
    if code != 1 or first is None or not first.may_be_by_chance or len(first.failed) > MOST:
        return code
    _say(f"{len(first.failed)} failed; once more, alone:")
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as listed:
        listed.write("\n".join(first.failed))
        listed.flush()
        second, code = _run_pytest(root, ["-n", "0", f"@{listed.name}"])
    if second is None:
        return code or 1
    for test in first.failed:
        if test in second.passed:
            _say(f"failed once, passed alone: {test}")
        else:
            _say(f"failed, and did not pass alone: {test}")
    return code or int(not second.passed.issuperset(first.failed))


def _run_pytest(root: Path, options: Sequence[str]) -> tuple[Outcome | None, int]:
    """What came of the tests, and pytest's exit code; without the first where it came to no end."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "outcome.json"
        project = ["-c", str(root / "pyproject.toml"), "--rootdir", str(root)]
        plugins = [word for name in PLUGINS for word in ("-p", f"tools.running.suite.{name}")]
        process = subprocess.Popen(
            [sys.executable, "-m", "pytest", *project, "-p", "no:xdist", *plugins, *options],
            env=_environment() | {outcome.KEPT_IN: str(path)},
        )
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        code = _wait(process)
        return outcome.read(path), code


def _environment() -> dict[str, str]:
    """What tests see, in the same language everywhere: a process with another one cannot be forked from those that
    have imported everything (`fork_server`)."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("LC_")}
    return kept | {"LANG": "C.UTF-8"}


def _wait(process: subprocess.Popen[bytes]) -> int:
    """Its exit code, also after Ctrl-C, which it gets as well and ends upon in its own way."""
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            pass


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
