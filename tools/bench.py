"""Measures what a person waits for, as ratios to a measure taken in the same run.

Machines differ and are busy with other things: nothing here is judged in seconds. The samples of all
measures take turns, and each measure is the median of its samples.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import io
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from attrs import evolve, frozen

from fittrack_cli.commands.quickstart.sample_season.season_writer import write_sample_season
from tools.corpus import xml
from tools.corpus.track import Track, track
from tools.running.live_backend import LiveBackend

SEASON_DAYS = 530  # a little over 1,000 files
FORMAT_DAYS = 100
TEMPLATE_DAY = dt.datetime(2015, 1, 1, 6, tzinfo=dt.UTC)
DECODE_ALONE = """
import sys, time
from pathlib import Path
from garmin_fit_sdk import Decoder, Stream
files = sorted(Path(sys.argv[1]).rglob("*.fit"))
start = time.perf_counter()
for file in files:
    Decoder(Stream.from_file(str(file))).read()
print(time.perf_counter() - start)
"""
READ_SAMPLES = """
import sys, time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from fittrack_backend.readers import read_samples
def samples_in(file):
    return sum(len(one.samples) for one in read_samples(Path(file).read_bytes(), "fit"))
if __name__ == "__main__":
    files = sorted(map(str, Path(sys.argv[1]).rglob("*.fit")))
    with ProcessPoolExecutor(2) as processes:
        list(processes.map(samples_in, files[:4]))  # both have begun
        start = time.perf_counter()
        list(processes.map(samples_in, files, chunksize=8))
        print(time.perf_counter() - start)
"""
ONE_REQUEST = """
import os, sys
sys.modules["httpx._main"] = None
from fittrack_cli.program.context import Cli
from fittrack_client import api
cli = Cli(os.environ, sys.stdin, sys.stdout, sys.stderr)
cli.give("profile", sys.argv[1])
with cli.connect(cli.auth() if sys.argv[2] == "signed-in" else None) as connection:
    connection.call(api.get_health())
"""

BARE_HTTPX = """
import os, sys, httpx
answer = httpx.get(sys.argv[1], headers={"Authorization": "Bearer " + os.environ["TOKEN"]})
sys.stdout.write(answer.raise_for_status().text)
"""
LEAN_HTTPX = """
import os, ssl, sys
sys.modules["httpx._main"] = None
import httpx
no_authorities = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
with httpx.Client(verify=no_authorities, trust_env=False) as client:
    answer = client.get(sys.argv[1], headers={"Authorization": "Bearer " + os.environ["TOKEN"]})
sys.stdout.write(answer.raise_for_status().text)
"""
"""The same without what httpx imports for its own command line, and without certificates: what we leave out, too."""


@frozen
class Result:
    """One line of the table; `limit` bounds `ratio` from above, or from below with `at_least`.

    An infinite limit is for what is only shown.
    """

    name: str
    seconds: float
    ratio: float
    compared_with: str
    limit: float
    at_least: bool = False

    @property
    def ok(self) -> bool:
        return self.ratio >= self.limit if self.at_least else self.ratio <= self.limit


@frozen
class Installation:
    """A backend of its own with one account signed in, and the command line that talks to it."""

    folder: Path
    url: str
    password: str
    environment: Mapping[str, str]

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


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--samples", type=int, default=15, help="of each command (default 15)")
    parser.add_argument("--rounds", type=int, default=3, help="of first syncs (default 3)")
    parser.add_argument("--check", action="store_true", help="exit 1 when a limit is passed")
    options = parser.parse_args(arguments)

    with tempfile.TemporaryDirectory(prefix="fittrack-bench-") as name:
        season = Path(name, "season")
        tell("writing a sample season")
        write_sample_season(season, days=SEASON_DAYS)
        results = [
            *measure_commands(Path(name), season, options.samples),
            *measure_tokens(Path(name), season, options.samples),
            *measure_syncs(Path(name), season, options.rounds),
        ]
        formats = measure_formats(Path(name), season, options.rounds)
    print_table(results)
    print_formats(formats)
    return 1 if options.check and not all(result.ok for result in results) else 0


def measure_commands(folder: Path, season: Path, samples: int) -> Iterator[Result]:
    with installation(folder / "commands", season) as here:
        tell("syncing it once, for the commands to have something to show")
        job, _ = here.sync()
        measured: list[tuple[str, float, list[str], Mapping[str, str]]] = [
            ("python3 -c pass", 1, [sys.executable, "-c", "pass"], {}),
            ("fittrack --version", 1.5, command("--version"), {}),
            ("fittrack --help", 2, command("--help"), {}),
            ("sync status JOB -o json", 15, command("sync", "status", job, "-o", "json"), {}),
            (
                "api get_sync_job JOB -o json",
                15,
                command("api", "get_sync_job", job, "-o", "json"),
                {},
            ),
            ("TAB: fittrack api …", 2.5, *completion("api", "")),
            ("TAB: fittrack sync st…", 2.5, *completion("sync", "st")),
            ("TAB: fittrack sync status …", 7, *completion("sync", "status", "")),
        ]
        times: list[list[float]] = [[] for _ in measured]
        for sample in range(samples + 1):
            tell(f"running commands: {sample} of {samples}")
            for row, (_, _, words, extra) in zip(times, measured, strict=True):
                row.append(timed(words, {**here.environment, **extra}))
        yield from measure_round_trip(here, job, samples)
    # The first sample of each is for the caches of the disk and of completion.
    bare, *medians = (median(row[1:]) for row in times)
    for (name, limit, _, _), seconds in zip(measured[1:], medians, strict=True):
        yield Result(
            name, seconds, seconds / bare, f"python3 -c pass ({bare * 1000:.0f} ms)", limit
        )


def measure_round_trip(here: Installation, job: str, samples: int) -> Iterator[Result]:
    """What asking for a job costs, in processor time: what the server takes to answer is not ours."""
    url = f"{here.url}/v1/sync/jobs/{job}"
    bare = {**here.environment, "TOKEN": here.fittrack("auth", "token").strip()}
    measured: list[tuple[list[str], Mapping[str, str]]] = [
        (command("sync", "status", job, "-o", "json"), here.environment),
        ([sys.executable, "-c", BARE_HTTPX, url], bare),
        ([sys.executable, "-c", LEAN_HTTPX, url], bare),
    ]
    times: list[list[float]] = [[] for _ in measured]
    for sample in range(samples + 1):
        tell(f"asking by ours and by bare httpx: {sample} of {samples}")
        for row, (words, environment) in zip(times, measured, strict=True):
            row.append(processor_time(words, environment))
    ours, httpx, lean = (median(row[1:]) for row in times)
    for base, what, limit in ((httpx, "bare httpx", 1.15), (lean, "httpx as lean", math.inf)):
        yield Result(
            "sync status JOB, processor time",
            ours,
            ours / base,
            f"the same request by {what} ({base * 1000:.0f} ms)",
            limit,
        )


def measure_tokens(folder: Path, season: Path, samples: int) -> Iterator[Result]:
    """One and the same request in a process of its own, without tokens and with them."""
    with installation(folder / "tokens", season) as here, keyring_profile(here) as has_keyring:
        measured = {"no tokens": ("default", "anonymous"), "file store": ("default", "signed-in")}
        if has_keyring:
            measured["keyring"] = ("ring", "signed-in")
        times: dict[str, list[float]] = {name: [] for name in measured}
        for sample in range(samples + 1):
            tell(f"requests with and without tokens: {sample} of {samples}")
            for name, words in measured.items():
                request = [sys.executable, "-c", ONE_REQUEST, *words]
                times[name].append(timed(request, here.environment))
    bare, *others = ((name, median(row[1:])) for name, row in times.items())
    for name, seconds in others:
        yield Result(
            f"a signed-in request, {name}",
            seconds,
            seconds / bare[1],
            f"the same without tokens ({bare[1] * 1000:.0f} ms)",
            1.3 if name == "file store" else math.inf,
        )


@contextmanager
def keyring_profile(here: Installation) -> Iterator[bool]:
    """Signs in with the profile `ring`, whose tokens are in the keyring; false where there is none."""
    here.fittrack("profile", "add", "ring", "--server", here.url)
    login = ["--profile", "ring", "auth", "login", "--username", "bench", "--password-stdin"]
    done = subprocess.run(
        command(*login, "--credential-store", "keyring"),
        env=here.environment,
        input=here.password,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        tell(f"the keyring is left out: {done.stderr.splitlines()[0]}")
        yield False
        return
    try:
        yield True
    finally:
        here.fittrack("--profile", "ring", "auth", "logout")


def measure_syncs(folder: Path, season: Path, rounds: int) -> Iterator[Result]:
    alone, samples, first, second = [], [], [], []
    for number in range(rounds):
        tell(f"first and second syncs: {number} of {rounds}")
        alone.append(float(output([sys.executable, "-c", DECODE_ALONE, str(season)])))
        samples.append(float(output([sys.executable, "-c", READ_SAMPLES, str(season)])))
        with installation(folder / f"sync-{number}", season) as here:
            first.append(here.sync()[1])
            second.append(here.sync()[1])
    files = sum(1 for _ in season.rglob("*.fit"))
    yield Result(
        f"speed of a first sync ({files} files)",
        median(first),
        median(alone) / median(first),
        f"garmin-fit-sdk alone ({median(alone):.1f} s)",
        5,
        at_least=True,
    )
    yield Result(
        f"speed of reading all samples ({files} files, two processes)",
        median(samples),
        median(alone) / median(samples),
        f"garmin-fit-sdk alone ({median(alone):.1f} s)",
        4,
        at_least=True,
    )
    yield Result(
        f"second sync ({files} unchanged files)",
        median(second),
        median(second) / median(first),
        f"the first ({median(first):.1f} s)",
        0.1,
    )


@frozen
class OfFormat:
    """A first sync of files of one format; `size` is that of the files as they lie there, in bytes."""

    name: str
    files: int
    size: int
    seconds: float


def measure_formats(folder: Path, season: Path, rounds: int) -> list[OfFormat]:
    """First syncs of the same kind of activities in each format."""
    fit = {path.name: path.read_bytes() for path in sorted((season / "Activity").glob("*.fit"))}
    gpx = {f"{day}.gpx": data for day, data in an_hour_a_day(gpx_template()).items()}
    tcx = {f"{day}.tcx": data for day, data in an_hour_a_day(tcx_template()).items()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**fit, **gpx, **tcx}.items():
            archive.writestr(name, data)
    sets: dict[str, tuple[int, dict[str, bytes]]] = {
        "fit": (len(fit), fit),
        "tcx": (len(tcx), tcx),
        "gpx": (len(gpx), gpx),
        "gz (of the gpx)": (len(gpx), {f"{n}.gz": gzip.compress(d) for n, d in gpx.items()}),
        "zip (of fit, tcx, gpx)": (len(fit) + len(tcx) + len(gpx), {"all.zip": packed.getvalue()}),
    }
    results = []
    for number, (name, (count, files)) in enumerate(sets.items()):
        tell(f"first syncs by format: {name}")
        source = folder / f"format-{number}"
        source.mkdir()
        for file, data in files.items():
            (source / file).write_bytes(data)
        seconds = []
        for turn in range(rounds):
            with installation(folder / f"format-{number}-{turn}", source) as here:
                seconds.append(here.sync()[1])
        results.append(OfFormat(name, count, sum(map(len, files.values())), median(seconds)))
    return results


def an_hour_a_day(template: str) -> dict[str, bytes]:
    """The template once for each of some days."""
    days = [TEMPLATE_DAY + dt.timedelta(days=number) for number in range(FORMAT_DAYS)]
    return {
        f"{day:%Y-%m-%d}": template.replace(
            f"{TEMPLATE_DAY:%Y-%m-%d}T", f"{day:%Y-%m-%d}T"
        ).encode()
        for day in days
    }


def an_hour() -> Track:
    """A point a second for an hour."""
    whole = track(TEMPLATE_DAY, 60 * 3599)
    return evolve(
        whole,
        points=tuple(
            evolve(one, second=number, lat=round(10 + number * 3e-5, 7), odometer_m=3.3 * number)
            for number, one in enumerate(whole.points)
        ),
    )


def gpx_template() -> str:
    return xml.gpx(xml.gpx_track(xml.gpx_points(an_hour())))


def tcx_template() -> str:
    hour = an_hour()
    points = xml.tcx_points(hour.shown())
    lap = xml.tcx_lap(hour.start, points, seconds=3599, metres=hour.odometer_m, kilocalories=700)
    return xml.tcx(hour.start, lap)


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
        here = Installation(folder, backend.url, owner.password, environment)
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


def print_table(results: Sequence[Result]) -> None:
    width = max(len(result.name) for result in results)
    print(f"{'':{width}}    median     ratio     limit")
    for result in results:
        bound = f"{'≥' if result.at_least else '≤'} {result.limit:<6g}"
        verdict = "ok  " if result.ok else "over"
        if math.isinf(result.limit):
            bound, verdict = " " * len(bound), "    "
        print(
            f"{result.name:{width}}  {result.seconds:7.3f}s  {result.ratio:8.2f}"
            f"  {bound}  {verdict}  to {result.compared_with}"
        )


def print_formats(results: Sequence[OfFormat]) -> None:
    width = max(len(result.name) for result in results)
    print(f"\n{'first sync by format':{width}}  files       MB  median   files/s    MB/s")
    for result in results:
        megabytes = result.size / 1e6
        print(
            f"{result.name:{width}}  {result.files:5}  {megabytes:7.1f}  {result.seconds:5.2f}s"
            f"  {result.files / result.seconds:8.0f}  {megabytes / result.seconds:6.1f}"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
