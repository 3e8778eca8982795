"""`scripts/side-by-side`: an older version and this one on one database, under mixed requests."""

from __future__ import annotations

import argparse
import datetime as dt
import random
import signal
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path

from tools import REPOSITORY
from tools.running import postgres
from tools.running.live_backend import LiveBackend
from tools.upgrading.athletes import Athlete, Notes
from tools.upgrading.versions import Version, code_of

_FIRST_DAY = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
_BAD_LINES = ("ERROR", "CRITICAL", "Traceback")


def main() -> int:
    """Runs both versions; returns 1 when anything went wrong."""
    options = _parse()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with ExitStack() as stack:
        made = tempfile.TemporaryDirectory(prefix="fittrack-side-by-side-")
        folder = Path(stack.enter_context(made))
        database = stack.enter_context(postgres.server())
        shared = {
            "FITTRACK_DATABASE_URL": database,
            "FITTRACK_ORIGINALS": str(folder / "originals"),
            "FITTRACK_SERVER_KEY_FILE": str(_server_key(folder)),
            "FITTRACK_DECODE_WORKERS": "1",
        }
        before = Version("before", code_of(options.before, folder / "code"), folder, shared)
        after = Version("after", REPOSITORY, folder, shared)
        return _run(stack, before, after, options, stop)


def _run(
    stack: ExitStack,
    before: Version,
    after: Version,
    options: argparse.Namespace,
    stop: threading.Event,
) -> int:
    notes = Notes()
    old = before.server()
    stack.callback(old.close)
    old_worker = stack.enter_context(ExitStack())
    old_worker.enter_context(before.worker())
    athletes = [_athlete(old, before, notes, options, number) for number in range(options.athletes)]
    threads = [threading.Thread(target=one.ask_until, args=(stop,)) for one in athletes]
    for thread in threads:
        thread.start()
    _wait(20, stop)

    # Its first server changes the tables while the older one is asked.
    new = after.server()
    stack.callback(new.close)
    stack.enter_context(after.worker())
    both = [("before", old.url), ("after", new.url)]
    for one in athletes:
        one.servers = both
    started = time.monotonic()
    while not stop.is_set() and time.monotonic() - started < 60 * options.minutes:
        _wait(60, stop)
        print(_progress(started, notes), flush=True)
    minutes = (time.monotonic() - started) / 60
    stop.set()
    for thread in threads:
        thread.join()

    # The older version ends; the next one goes on alone, with all that the two of them made.
    old_worker.close()
    if old.stop(60) != 0:
        notes.error("the older server's end", "its exit code is not 0")
    for one in athletes:
        one.servers = both[1:]
        one.pause_s = 0
        for what in (one.renew, one.sync, one.check_activities):
            one.attempt(what)
    logs = {
        "before, server": old.log(),
        "after, server": new.log(),
        "before, worker": before.log_of_the_worker.read_text(errors="replace"),
        "after, worker": after.log_of_the_worker.read_text(errors="replace"),
    }
    for name, log in logs.items():
        for line in log.splitlines():
            if any(bad in line for bad in _BAD_LINES):
                notes.error(f"log of {name}", line)
    return _report(notes, athletes, minutes)


def _athlete(
    server: LiveBackend, before: Version, notes: Notes, options: argparse.Namespace, number: int
) -> Athlete:
    folder = before.folder / "training" / str(number)
    folder.mkdir(parents=True)
    session = server.new_person()
    before.allow(session.person.username, folder)
    body = {"kind": "folder", "path": str(folder)}
    session.client.post("/v1/sources", json=body).raise_for_status()
    return Athlete(
        servers=[("before", server.url)],
        session=session,
        folder=folder,
        notes=notes,
        random=random.Random(f"{options.seed} {number}"),
        pause_s=options.athletes / options.rate,
        first_day=_FIRST_DAY,
    )


def _server_key(folder: Path) -> Path:
    path = folder / "server.key"
    path.touch(mode=0o600)
    path.write_bytes(random.randbytes(32))
    return path


def _wait(seconds: float, stop: threading.Event) -> None:
    stop.wait(seconds)


def _progress(started: float, notes: Notes) -> str:
    minutes = (time.monotonic() - started) / 60
    return f"{minutes:.0f} min: {notes.asked.total()} requests, {notes.errors.total()} errors"


def _report(notes: Notes, athletes: list[Athlete], minutes: float) -> int:
    for kind, number in sorted(notes.asked.items()):
        print(f"{number:7} {kind}")
    print(
        f"{notes.asked.total()} requests in {minutes:.0f} minutes side by side; "
        f"{sum(one.expected for one in athletes)} activities of {len(athletes)} accounts"
    )
    for kind, number in notes.errors.most_common():
        print(f"{number:7} errors, {kind}: {notes.examples[kind]}", file=sys.stderr)
    print(f"{notes.errors.total()} errors")
    return 1 if notes.errors else 0


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/side-by-side")
    parser.add_argument("--before", required=True, metavar="REVISION")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--athletes", type=int, default=4)
    parser.add_argument("--rate", type=float, default=2.0, help="requests a second")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
