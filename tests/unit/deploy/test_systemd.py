"""The units for a whole system: systemd reads them, they start what there is, and they are confined."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from fittrack_backend.lifecycle import allocator
from fittrack_cli.errors import CONFLICT, USAGE
from tests.unit.deploy.reading import DEPLOY, assignments, check_command, check_variables

FOLDER = DEPLOY / "systemd"
UNITS = ("fittrack.service", "fittrack-worker@.service")
PROGRAM = "/opt/fittrack/bin/fittrack"
MOST_EXPOSED = 20
"""Of 100, by systemd's own account; a unit without any of it has 96."""
needs_systemd = pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="systemd is not installed"
)


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_starts_what_there_is(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")
    program, *words = shlex.split(re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)[0])
    assert program == PROGRAM
    check_command(words)
    check_variables(re.findall(r"^Environment=(\w+)=", text, re.MULTILINE))
    assert f"\nEnvironment={allocator.VARIABLE}={allocator.THE_SYSTEMS}\n" in text
    never_again = re.findall(r"^RestartPreventExitStatus=(.*)$", text, re.MULTILINE)[0].split()
    assert set(map(int, never_again)) <= {USAGE, CONFLICT}


def test_the_workers_are_confined_as_the_servers_are() -> None:
    server, worker = ((FOLDER / name).read_text("utf-8").partition("UMask")[2] for name in UNITS)
    assert server == worker


def test_the_example_of_settings_holds_what_is_read() -> None:
    found = assignments((FOLDER / "fittrack.env.example").read_text("utf-8"))
    assert len(found) >= 11
    check_variables(found)


@needs_systemd
@pytest.mark.parametrize("name", UNITS)
def test_systemd_accepts_a_unit_and_finds_it_confined(name: str, tmp_path: Path) -> None:
    program = tmp_path / "fittrack"
    program.write_text("")
    program.chmod(0o755)
    unit = tmp_path / name.replace("@", "@1")
    unit.write_text((FOLDER / name).read_text("utf-8").replace(PROGRAM, str(program)), "utf-8")
    for command in (
        ["verify", "--man=no", str(unit)],
        ["security", "--offline=yes", f"--threshold={MOST_EXPOSED}", str(unit)],
    ):
        done = subprocess.run(
            ["systemd-analyze", *command], capture_output=True, text=True, check=False
        )
        ours = [line for line in done.stderr.splitlines() if "fittrack" in line]
        assert (done.returncode, ours) == (0, []), done.stdout + done.stderr
