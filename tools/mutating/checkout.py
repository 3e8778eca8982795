"""A copy of the checkout to break, and pytest in it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import frozen

from tools import REPOSITORY, import_path

_PYTEST = (sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider")


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
    folder: Path,
    tests: Sequence[str],
    environment: Mapping[str, str] | None = None,
    *,
    within_s: float = 900,
) -> Outcome:
    """Runs the tests of a copy until one fails; what does not end within the time did not pass.

    Raises RuntimeError when pytest could not run them.
    """
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [*_PYTEST, f"--basetemp={folder / '.left'}", *tests],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": _path_of(folder), **(environment or {})},
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            code: int | None = process.wait(within_s)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        output.seek(0)
        told = output.read().decode(errors="replace")
    if code is None:
        return Outcome(False, f"{told}\ndid not end within {within_s:.0f} s")
    if code not in (0, 1):  # neither passed nor failed: the tests were not run
        raise RuntimeError(f"pytest ended with {code} in {folder}:\n{told[-3000:]}")
    return Outcome(code == 0, told)


def _path_of(folder: Path) -> str:
    """PYTHONPATH of a copy: the checkout's own would be imported otherwise."""
    return os.pathsep.join(
        str(folder / Path(one).relative_to(REPOSITORY)) for one in import_path().split(os.pathsep)
    )
