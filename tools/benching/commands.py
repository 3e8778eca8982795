"""Commands against the bare interpreter, and requests against bare httpx, against gh and against those without tokens."""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tools.benching.installation import (
    Installation,
    command,
    completion,
    installation,
    processor_time,
    tell,
    timed,
)
from tools.benching.results import Result

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


def measure_commands(folder: Path, season: Path, samples: int) -> Iterator[Result]:
    with installation(folder / "commands", season) as here:
        tell("syncing it once, for the commands to have something to show")
        job, _ = here.sync()
        measured: list[tuple[str, float, list[str], Mapping[str, str]]] = [
            ("python3 -c pass", 1, [sys.executable, "-c", "pass"], {}),
            ("fittrack --version", 1.5, command("--version"), {}),
            ("fittrack --help", 2, command("--help"), {}),
            ("sync status JOB -o json", 6, command("sync", "status", job, "-o", "json"), {}),
            (
                "api get_sync_job JOB -o json",
                6,
                command("api", "get_sync_job", job, "-o", "json"),
                {},
            ),
            ("sync status JOB, a table", math.inf, command("sync", "status", job), {}),
            (
                "activities list --limit 5, a table",
                math.inf,
                command("activities", "list", "--limit", "5"),
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
    compared = [("bare httpx", 1.1), ("httpx as lean", math.inf)]
    if shutil.which("gh") is None:
        tell("gh is left out: it is not installed")
    else:
        signed = f"Authorization: Bearer {bare['TOKEN']}"
        # It asks no other server than that of the address; without any token it asks nobody.
        own = {**bare, "GH_CONFIG_DIR": str(here.folder / "gh"), "GH_TOKEN": "none"}
        measured.append((["gh", "api", "-H", signed, url], own))
        compared.append(("gh api", 1.5))
    times: list[list[float]] = [[] for _ in measured]
    for sample in range(samples + 1):
        tell(f"asking by ours and by others: {sample} of {samples}")
        for row, (words, environment) in zip(times, measured, strict=True):
            row.append(processor_time(words, environment))
    ours, *others = (median(row[1:]) for row in times)
    for base, (what, limit) in zip(others, compared, strict=True):
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
