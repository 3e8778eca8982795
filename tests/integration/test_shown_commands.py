"""Every command that a page or a help text shows is run against a live backend, as a person would paste it.

What stands for something, such as ACTIVITY or ~/Training, is filled in. Commands that are not run here are named
below with the tests that run them; the parser takes these, too (tests/unit/test_shown_commands.py).
"""

from __future__ import annotations

import itertools
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import pytest
from attrs import field, frozen

from tests.corpora import OURS
from tests.integration.athlete import UNFINISHED
from tests.integration.command_line import CommandLine, Done
from tests.shown_commands import Shown, shown_commands
from tools.corpus.files.by_hand import long_ride
from tools.running.live_backend import LiveBackend

ELSEWHERE: Mapping[tuple[str, ...], str] = {
    ("quickstart",): "test_cli_quickstart.py",
    ("backend",): "test_lifecycle.py, test_people.py, test_check.py",
    ("auth", "login"): "test_auth.py",
    ("auth", "logout"): "test_auth.py",
    ("auth", "register"): "test_auth.py",
    ("auth", "invite"): "test_auth.py",
    ("auth", "password"): "test_auth.py",
    ("auth", "mfa"): "test_auth.py",
    ("auth", "move"): "test_cli_sessions.py",
    ("auth", "sessions", "revoke"): "test_cli_sessions.py",
    ("account", "delete"): "test_people.py",
    ("import",): "test_account_archive.py",
    ("export", "-"): "test_account_archive.py",
    ("notify",): "tests/unit/commands: only the first account of a server may",
    ("source", "connect", "garmin"): "test_garmin.py",
    ("source", "change"): "test_garmin.py",
}
"""Commands that end the session, need another server or work on the machine itself, and what runs them."""

ALSO_RIGHT: Mapping[tuple[str, ...], frozenset[int]] = {
    ("sync", "start"): frozenset({10}),
    ("sync", "retry"): frozenset({5, 10}),
    ("sync", "watch"): frozenset({10}),
    ("sync", "status"): frozenset({11}),
    ("sync", "cancel"): frozenset({5, 6}),
    ("source", "connect", "upload"): frozenset({5}),
    ("doctor",): frozenset({1}),
}
"""What a command may end with besides 0, since files in the folder are broken, a job has ended before it is cancelled
or tried again, and uploads were made before their source is named."""


CHANGING = frozenset({"delete", "merge", "split", "restore", "sync", "source", "upload"})


@frozen
class World:
    """A person who is signed in, and everything that the pages speak of."""

    fittrack: CommandLine
    backend: LiveBackend
    first_job: str
    """The sync in which files failed."""
    token: str
    client: httpx.Client
    """With this token."""
    password: str
    _numbers: Iterator[int] = field(factory=itertools.count)
    _rides: list[str] = field(factory=list)

    def rows(self, *args: str) -> list[dict[str, object]]:
        found = self.fittrack(*args, "-o", "json")
        rows = json.loads(found.out)
        return rows if isinstance(rows, list) else [rows]

    def id(self, *args: str) -> str:
        return str(self.rows(*args)[0]["id"])

    def folder(self) -> Path:
        """A folder that is no source yet, with a file in it."""
        made = self.fittrack.home / f"Training-{next(self._numbers)}"
        made.mkdir()
        (made / "walk.gpx").write_bytes(OURS.read("walk.gpx"))
        return made

    def source(self) -> str:
        return self.id("source", "connect", "folder", str(self.folder()))

    def new_job(self) -> str:
        self.source()
        return self.id("sync", "start", "--wait")

    def rides(self) -> list[str]:
        """The activities; the first is a FIT file with all that a command may ask for."""
        if not self._rides:
            rows = self.rows("activities", "list")
            rows.sort(key=lambda row: (row["file_name"] != "long.fit", row["file_format"] != "fit"))
            self._rides.extend(str(row["id"]) for row in rows)
        return [*self._rides]

    def day(self, words: tuple[str, ...]) -> str:
        """A day that has what a command shows."""
        days = [str(row["date"]) for row in self.rows("health", "list")]
        if words[1] != "chart":
            return days[0]
        return next(day for day in days if self.fittrack(*words[:3], "--day", day).code == 0)

    def prepare(self, words: tuple[str, ...]) -> None:
        """Makes the profile that a command speaks of, takes away the file that it is to write, and proves who asks."""
        if words[0] in ("account", "export") or words[:2] == ("auth", "access-tokens"):
            # Signing in proves it for minutes only.
            proof = json.dumps({"proof": self.password})
            self.fittrack.ok("api", "give_proof", "--body", "-", stdin=proof)
        if "club" in words or "new-server" in words:
            name = "club" if "club" in words else "new-server"
            self.fittrack("profile", "remove", name)
            if words[:2] != ("profile", "add"):
                self.fittrack.ok("profile", "add", name, "--server", self.backend.url)
        for before, word in itertools.pairwise(words):
            if before in ("--to", "--parquet"):
                (self.fittrack.home / word).unlink(missing_ok=True)
        if words[0] == "report":
            for page in self.fittrack.home.glob("*.html"):
                page.unlink()
        (self.fittrack.home / "Rides").mkdir(exist_ok=True)
        if words[0] == "sync":
            self.be_quiet()

    def be_quiet(self) -> None:
        """No sync begins by itself, as for a folder that is watched, and those that run come to their end."""
        for source in self.client.get("/v1/sources").json()["items"]:
            if source["watched"]:
                off = self.client.put(
                    f"/v1/sources/{source['id']}/watching", json={"watched": False}
                )
                off.raise_for_status()
        for schedule in self.client.get("/v1/sync/schedules").json()["items"]:
            self.client.delete(f"/v1/sync/schedules/{schedule['id']}").raise_for_status()
        for job in self.client.get("/v1/sync/jobs").json()["items"]:
            if job["state"] in UNFINISHED:
                self.fittrack("sync", "watch", str(job["id"]))

    def settle(self, words: tuple[str, ...]) -> None:
        """Goes back to the profile that is signed in, and forgets which activities there were."""
        if words[0] == "profile":
            self.fittrack.ok("profile", "use", "default")
        if not CHANGING.isdisjoint(words[:2]):
            self._rides.clear()

    def activities(self, words: tuple[str, ...]) -> Iterator[str]:
        """What stands for ACTIVITY in a command, one after the other."""
        rides = self.rides()
        if words[:2] == ("activities", "split"):
            self.fittrack.ok("activities", "merge", rides[-1], rides[-2])
            rides = rides[-1:]
        elif words[:2] == ("activities", "restore"):
            self.fittrack.ok("activities", "delete", rides[-1], "--yes")
            rides = rides[-1:]
        elif words[:2] == ("activities", "delete"):
            rides.reverse()
        return iter(rides)


@pytest.fixture(scope="module")
def world(live_backend: LiveBackend, tmp_path_factory: pytest.TempPathFactory) -> World:
    home = tmp_path_factory.mktemp("home")
    training = home / "Training"
    (training / "ACTIVITY").mkdir(parents=True)
    for file in sorted(OURS.folder.iterdir()):
        if file.suffix in (".fit", ".tcx", ".gpx"):
            (training / file.name).write_bytes(file.read_bytes())
    broken = OURS.read("run.fit")[:40]
    (training / "broken.fit").write_bytes(broken)
    (training / "ACTIVITY" / "2026-02-11-18-40-00.fit").write_bytes(broken + b"\x01")
    (training / "third.fit").write_bytes(broken + b"\x02")
    for name in ("ride.fit", "morning.fit", "evening.fit"):
        (home / name).write_bytes(OURS.read("run.fit"))
    (home / "Downloads").mkdir()
    for archive in (
        home / "Downloads/export.zip",
        home / "Downloads/export_1234567.zip",
        home / "export.zip",
    ):
        with zipfile.ZipFile(archive, "w") as zipped:
            zipped.writestr("activities/walk.gpx", OURS.read("walk.gpx"))
    (training / "long.fit").write_bytes(long_ride(300))
    (home / "request.json").write_text('{"name": "nightly", "scopes": ["read"]}')
    person = live_backend.new_person().person
    fittrack = CommandLine.at(home, FITTRACK_SERVER=live_backend.url, SHELL="/bin/bash")
    fittrack.ok(
        *("auth", "login", "--username", person.username, "--password-stdin"),
        *("--credential-store", "file"),
        stdin=person.password,
    )
    fittrack.ok("source", "connect", "folder", str(training))
    synced = fittrack("sync", "start", "--wait", "-o", "json")
    assert synced.code == 10
    token = fittrack.ok(
        *("auth", "access-tokens", "create", "all", "-q"),
        *("--scope", "read", "--scope", "sync", "--scope", "write", "--scope", "sources"),
    ).out.strip()
    client = live_backend.client(token)
    return World(fittrack, live_backend, str(synced.one()["id"]), token, client, person.password)


def _run_here() -> list[Shown]:
    return [
        shown
        for shown in shown_commands()
        if not any(_without_profile(shown.words)[: len(words)] == words for words in ELSEWHERE)
    ]


def _without_profile(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[2:] if words[0] == "--profile" else words


def filled_in(world: World, words: tuple[str, ...]) -> list[str]:
    """The words with what they stand for, and `--yes` where a person would be asked."""
    activities = world.activities(words) if "ACTIVITY" in words or "OTHER" in words else iter(())
    args: list[str] = []
    for before, word in zip(("", *words), words, strict=False):
        if word in ("ACTIVITY", "OTHER"):
            word = next(activities)
        elif word == "RECORDING":
            (shown,) = world.rows("activities", "show", args[-2])
            recordings = shown["recordings"]
            assert isinstance(recordings, list)
            word = recordings[-1]["id"]
        elif word == "JOB":
            is_changed = words[:2] in {("sync", "undo"), ("sync", "restore"), ("sync", "cancel")}
            word = world.new_job() if is_changed else world.first_job
            if words[:2] == ("sync", "restore"):
                world.fittrack.ok("sync", "undo", word, "--yes")
        elif word == "SOURCE":
            word = world.source()
            if words[:2] == ("source", "restore"):
                world.fittrack.ok("source", "disconnect", word, "--forget", "--yes")
        elif word == "SCHEDULE":
            word = world.id("sync", "schedule", "--every", "6h")
        elif word == "TOKEN" or word.startswith("3f2b8f0a"):
            word = world.id("auth", "access-tokens", "list")
        elif word == "WORKOUT":
            word = world.id("workouts", "list")
        elif word == "0a9d3b52":
            word = next(
                str(row["id"])
                for row in world.rows("sync", "items", world.first_job, "--outcome", "failed")
                if row["name"] == "third.fit"
            )
        elif (before == "folder" and words[:2] == ("source", "connect")) or word.startswith(
            "/media/"
        ):
            word = str(world.folder())
        elif word in ("yesterday", "2026-03-01") and words[0] == "health":
            word = world.day(words)
        elif word == "https://fit.example.org":
            word = world.backend.url
        args.append(word.replace("~", str(world.fittrack.home)))
    if words[:2] in {("activities", "delete"), ("sync", "undo"), ("source", "disconnect")}:
        args += ["--yes"] if "--yes" not in args else []
    return args


@pytest.mark.parametrize("shown", _run_here(), ids=str)
def test_a_command_that_is_shown_does_what_it_says(world: World, shown: Shown) -> None:
    world.prepare(shown.words)
    args = filled_in(world, shown.words)
    stdin = OURS.read("run.tcx").decode() if "-" in args and args[0] == "upload" else ""
    environment = {"FITTRACK_TOKEN": world.token} if "--profile" in args else {}
    environment |= {"BROWSER": "true"} if "--open" in args else {}
    done: Done = world.fittrack(*args, stdin=stdin, env=environment)
    also = next(
        (codes for words, codes in ALSO_RIGHT.items() if shown.words[: len(words)] == words), ()
    )
    assert done.code in {0, *also}, f"{args} ended with {done.code}:\n{done.err}"
    world.settle(shown.words)
