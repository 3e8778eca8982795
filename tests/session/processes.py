"""Many `fittrack` processes at once, and clocks that are wrong."""

from __future__ import annotations

import fcntl
import os
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tests.integration.command_line import Done
from tests.session.owner import Owner
from tests.thorough import THOROUGH
from tools.running import fork_server, forked_children, transcript

PATIENCE_S = 120


def start(
    owner: Owner, *words: str, tell: int | None = None, **variables: str
) -> subprocess.Popen[bytes]:
    """Starts the owner's command, or other words of it."""
    command = (*words, "--profile", owner.profile) if words else owner.command
    return forked_children.start_with_pipes(
        "fittrack_cli",
        *command,
        environment={**owner.fittrack.environment, **variables},
        folder=owner.fittrack.home,
        handed={} if tell is None else {"SESSION_TEST_TELL": tell},
    )


def finish(process: subprocess.Popen[bytes]) -> Done:
    """What the process ended with."""
    out, err = (text.decode() for text in process.communicate(timeout=PATIENCE_S))
    transcript.printed(["auth", "status"], out, err)
    return Done(process.returncode, out, err)


def at_once(owners: Sequence[Owner], folder: Path, **variables: str) -> list[Done]:
    """Runs the owners' commands, all of which renew their tokens in the same moment.

    Each waits at a gate, with the old tokens in hand, until the last one is there.
    """
    gate = folder / "gate"
    gate.touch()
    arrivals, tell = os.pipe()
    with gate.open("r+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        processes = [
            start(owner, tell=tell, SESSION_TEST_GATE=str(gate), **variables) for owner in owners
        ]
        os.close(tell)
        missing = len(processes)
        while missing and (arrived := os.read(arrivals, missing)):
            missing -= len(arrived)
    os.close(arrivals)
    assert not missing, "a process ended without renewing its tokens"
    return [finish(process) for process in processes]


def freely(owners: Sequence[Owner]) -> list[Done]:
    """Runs the owners' commands, started as fast as they can be."""
    return [finish(process) for process in [start(owner) for owner in owners]]


@cache
def _libfaketime() -> Path | None:
    places = [*Path("/usr/lib").glob("*/faketime"), Path("/usr/lib/faketime")]
    return next((found for place in places for found in place.glob("libfaketime.so.1")), None)


def clock_off_by(days: float) -> dict[str, str]:
    """The environment of a process whose time of day is off: by libfaketime where it is installed,
    else in Python alone."""
    if not days and not THOROUGH:
        return {}  # a process like any other, and so a fork
    library = _libfaketime()
    if library is None:
        # Started anew, since a fork has imported everything already.
        return {"SESSION_TEST_CLOCK_S": str(days * 86400), fork_server.STUB: ""}
    return {
        "LD_PRELOAD": str(library),
        "FAKETIME": f"{days * 86400:+.0f}",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_DISABLE_SHM": "1",
    }
