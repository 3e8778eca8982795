"""A copy of the checkout to break, and pytest in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import frozen

from tools import REPOSITORY, import_path

_PYTEST = (sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider")


@frozen
class Outcome:
    """How a run of tests ended."""

    passed: bool
    output: str

    @property
    def failed_test(self) -> str | None:
        """The line in which pytest names the test that failed."""
        lines = self.output.splitlines()
        return next((one for one in lines if one.startswith(("FAILED ", "ERROR "))), None)

    @property
    def last_lines(self) -> str:
        """What a person wants to see of it."""
        return "\n".join(self.output.strip().splitlines()[-15:])


def copy_to(folder: Path) -> Path:
    """Copies what Git knows or would add into `folder`, and returns it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
    )
    for name in filter(None, os.fsdecode(listed.stdout).split("\0")):
        here, there = REPOSITORY / name, folder / name
        if here.is_file():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(here, there)
    return folder


def run_tests(
    folder: Path, tests: Sequence[str], environment: Mapping[str, str] | None = None
) -> Outcome:
    """Runs the tests of a copy until one fails."""
    done = subprocess.run(
        [*_PYTEST, f"--basetemp={folder / '.left'}", *tests],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": _path_of(folder), **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    output = done.stdout.decode(errors="replace")
    if done.returncode not in (0, 1):  # neither passed nor failed: the tests were not run
        raise RuntimeError(f"pytest ended with {done.returncode} in {folder}:\n{output[-3000:]}")
    return Outcome(done.returncode == 0, output)


def _path_of(folder: Path) -> str:
    """PYTHONPATH of a copy: the checkout's own would be imported otherwise."""
    return os.pathsep.join(
        str(folder / Path(one).relative_to(REPOSITORY)) for one in import_path().split(os.pathsep)
    )
