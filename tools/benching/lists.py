"""What a whole list of activities costs, client and server together, against Python's own writers on the same rows."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from attrs import frozen

from fittrack_backend.storage.database import Database
from fittrack_backend.storage.kept_lines import keep_lines
from tools.benching.installation import Installation, command, installation, tell, timed
from tools.benching.many_activities import multiply_activities
from tools.benching.requests import processor_time_of
from tools.benching.results import Result
from tools.running.memory import memory_mib

Rows = list[dict[str, object]]
_MOST_IN_MEMORY = 20_000
"""So many rows are held for what a list is compared with; its cost is that of so many, times what is listed."""
_READ_AT_ONCE = 1 << 20


@frozen
class Listing:
    """One list that was printed: seconds of processors, and of a clock until the first line of it was there."""

    seconds: float
    first_s: float
    megabytes: float
    """The most memory that the client had."""


def measure_lists(folder: Path, season: Path, rows: int, rounds: int) -> Iterator[Result]:
    """JSON lines, CSV and JSON of all activities by turns, each followed by what it is compared with."""
    with installation(folder / "lists", season) as here:
        tell(f"making {rows:,} activities of a season's")
        here.sync()
        path = folder / "lists" / "data" / "fittrack.db"
        database = Database(f"sqlite:///{path}")
        multiply_activities(database, rows)
        database.dispose()
        tell("waiting until their lines are kept")
        _keep_lines(path)
        some = _some_rows(here)
        measured: dict[str, tuple[Callable[[Rows], None], float]] = {
            "jsonl": (_write_lines, 3),
            "csv": (_write_csv, 3),
            "json": (_write_json, 4),
        }
        found: dict[str, list[Listing]] = {name: [] for name in measured}
        alone: dict[str, list[float]] = {name: [] for name in measured}
        bare: list[float] = []
        for number in range(rounds):
            tell(f"listing {rows:,} activities: {number} of {rounds}")
            bare.append(timed([sys.executable, "-c", "pass"], here.environment))
            for name, (write, _) in measured.items():
                found[name].append(_listed(here, name))
                before = time.process_time()
                write(some)
                alone[name].append((time.process_time() - before) * rows / len(some))
    for name, (write, limit) in measured.items():
        seconds, base = median(one.seconds for one in found[name]), median(alone[name])
        what = f"{write.__doc__} alone ({base:.2f} s)"
        yield Result(f"{rows:,} activities as {name}", seconds, seconds / base, what, limit)
        first, start = median(one.first_s for one in found[name]), median(bare)
        what = f"python3 -c pass ({start * 1000:.0f} ms)"
        yield Result(f"the first of them as {name}", first, first / start, what, math.inf)
        most = max(one.megabytes for one in found[name])
        yield Result(f"memory of the client, as {name}", seconds, most, "a megabyte", 60)


def _keep_lines(path: Path) -> None:
    """What the server does after the next sync."""
    database = Database(f"sqlite:///{path}")
    keep_lines(database, lambda: False)
    database.dispose()


def _listed(here: Installation, form: str) -> Listing:
    server_before, start = processor_time_of(here.pid), time.perf_counter()
    words = command("activities", "list", "--all", "-o", form)
    process = subprocess.Popen(words, env=here.environment, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    first_s = time.perf_counter() - start
    # What the system tells at its end counts what this process had when it started the other one.
    megabytes = memory_mib(process.pid, peak=True) or 0
    while process.stdout.read(_READ_AT_ONCE):
        megabytes = memory_mib(process.pid, peak=True) or megabytes
    process.stdout.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(words)} failed ({process.returncode})")
    seconds = processor_time_of(here.pid) - server_before + used.ru_utime + used.ru_stime
    return Listing(seconds, first_s, megabytes)


def _some_rows(here: Installation) -> Rows:
    lines = here.fittrack("activities", "list", "-o", "jsonl", "--limit", str(_MOST_IN_MEMORY))
    return [json.loads(line) for line in lines.splitlines()]


def _write_lines(rows: Rows) -> None:
    """json.dumps of each"""
    for row in rows:
        json.dumps(row)


def _write_csv(rows: Rows) -> None:
    """csv.writer"""
    writer = csv.writer(io.StringIO())
    writer.writerow(rows[0])
    writer.writerows(row.values() for row in rows)


def _write_json(rows: Rows) -> None:
    """json.dumps"""
    json.dumps(rows)
