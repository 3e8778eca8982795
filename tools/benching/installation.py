"""A backend with an account, the command line that talks to it, and how long a process takes."""

from __future__ import annotations

import datetime as dt
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen

from tools.running.live_backend import LiveBackend


@frozen
class Installation:
    """A backend of its own with one account signed in, and the command line that talks to it."""

    folder: Path
    url: str
    password: str
    environment: Mapping[str, str]
    pid: int
    """The server's process."""

    def fittrack(self, *arguments: str, stdin: str = "") -> str:
        """What a command prints to stdout. Ends the benchmark if it fails."""
        done = subprocess.run(
            command(*arguments),
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"fittrack {' '.join(arguments)} failed ({done.returncode}):\n{done.stderr}")
        return done.stdout

    def sync(self) -> tuple[str, float]:
        """Syncs all that is new; answers the job's id and the seconds that the backend took."""
        job = json.loads(self.fittrack("sync", "start", "--wait", "-o", "json"))
        times = [dt.datetime.fromisoformat(job[name]) for name in ("created_at", "finished_at")]
        return job["id"], (times[1] - times[0]).total_seconds()


@contextmanager
def installation(folder: Path, season: Path) -> Iterator[Installation]:
    """Starts a backend in `folder`, registers, signs in, and connects `season`; stops it at the end."""
    home = folder / "home"
    home.mkdir(parents=True)
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("FITTRACK_", "XDG_"))}
    # Hashing a password costs what it really costs.
    backend = LiveBackend(folder / "data", real_hashes=True).start()
    try:
        owner = backend.register("bench")
        environment = {**inherited, "HOME": str(home), "FITTRACK_SERVER": backend.url}
        here = Installation(folder, backend.url, owner.password, environment, backend.pid)
        login = ("--username", "bench", "--password-stdin", "--credential-store", "file")
        here.fittrack("auth", "login", *login, stdin=owner.password)
        here.fittrack("source", "connect", "folder", str(season))
        yield here
    finally:
        backend.stop()
        backend.close()


def command(*arguments: str) -> list[str]:
    return [str(Path(sys.executable).with_name("fittrack")), *arguments]


def completion(*words: str) -> tuple[list[str], Mapping[str, str]]:
    """What bash runs for a TAB after `fittrack` and `words`, the last of which is being typed."""
    return command("__complete", *words), {}


def timed(words: Sequence[str], environment: Mapping[str, str]) -> float:
    start = time.perf_counter()
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(words)} failed ({done.returncode}):\n{done.stderr}")
    return taken


def processor_time(words: Sequence[str], environment: Mapping[str, str]) -> float:
    """Seconds of a processor, of its own and of the system's work for it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    timed(words, environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def output(words: Sequence[str]) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)
