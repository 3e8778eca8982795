"""A tour of the whole command line: every command that asks a server, and the errors that they meet.

Commands run in this process, against whatever stands at an address or behind a transport.

It has more than 400 lines, since it is one walk: each step needs what those before it made.
"""

from __future__ import annotations

import io
import itertools
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import httpx
from attrs import define, field, frozen

from fittrack_cli.__main__ import main
from fittrack_cli.commands.quickstart.sample_season.season_writer import write_sample_season
from fittrack_cli.program.command_table import walk
from fittrack_contract import OPERATIONS
from tests.corpora import OURS
from tools.running.live_backend import PASSWORD, LiveBackend, Person
from tools.running.prompter import FakePrompter

FORMATS = ("table", "json", "jsonl", "csv")
UNKNOWN_ID = "0f8fad5b-d9cb-469f-a165-708677289501"
OFFLINE = ("alias", "profile", "config", "completion", "backend", "help", "quickstart")
"""Command groups that ask no server, or start one of their own."""
KINDS = {
    "activity": "activities",
    "job": "sync_jobs",
    "source": "sources",
    "upload": "uploads",
    "workout": "workouts",
}
"""The ids in the paths of what can be read, and the list that each is found in."""
UNKNOWN = {"date": "1999-12-31", "metric": "heart_rate"}
"""What stands in paths beside ids, where nothing is."""
FIRST_ACCOUNT_ONLY = frozenset({"list_notification_targets"})
"""What is refused to everybody but the server's first account, which no tourist is."""
_numbers = itertools.count(1)


@frozen
class Step:
    """A command that was run, and what became of it."""

    args: tuple[str, ...]
    code: int
    expected: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)

    def __str__(self) -> str:
        return f"fittrack {' '.join(self.args)}\nended with {self.code}, not {self.expected}\n{self.out}\n{self.err}"


@define
class Tour:
    """Somebody who tries everything. `expect` says how a command may end instead of well."""

    backend: LiveBackend
    server: str
    folder: Path
    transport: Callable[[], httpx.BaseTransport] | None = None
    expect: Callable[[Sequence[str], int], int] = lambda _args, code: code
    formats: Sequence[str] = FORMATS
    """JSON is always among them, since later steps follow from what it has."""
    steps: list[Step] = field(factory=list)
    _token: str | None = None

    def run(self) -> list[Step]:
        """The whole tour; the steps in their order."""
        name = f"tourist{next(_numbers)}"
        self._register(name)
        self._sign_in(name)
        self._sync()
        self._look()
        self._manage()
        self._err(name)
        self._second_factor(name)
        self._leave(name)
        return self.steps

    def covers(self) -> set[tuple[str, ...]]:
        """The commands that were run, of those that ask a server."""
        known = online_commands()
        return {words for words in known for step in self.steps if step.args[: len(words)] == words}

    def __call__(
        self, *args: str, code: int = 0, stdin: str = "", answers: list[str] | None = None
    ) -> Step:
        out, err = io.StringIO(), io.StringIO()
        environment = {
            "FITTRACK_CONFIG_DIR": str(self.folder / "config"),
            "FITTRACK_DATA_DIR": str(self.folder / "data"),
            "FITTRACK_CACHE_DIR": str(self.folder / "cache"),
            "FITTRACK_SERVER": self.server,
            "FITTRACK_TIMEOUT": "20",
            **({"FITTRACK_TOKEN": self._token} if self._token else {}),
        }
        ended = main(
            list(args),
            environment,
            io.StringIO(stdin),
            out,
            err,
            FakePrompter(answers or [], can_ask=answers is not None),
            self.transport() if self.transport else None,
        )
        step = Step(args, ended, self.expect(args, code), out.getvalue(), err.getvalue())
        self.steps.append(step)
        return step

    def in_all_formats(self, *args: str, code: int = 0) -> Any:
        """Runs a command in every format; what it answered in JSON."""
        done = {kind: self(*args, "-o", kind, code=code) for kind in self.formats}
        return done["json"].json() if done["json"].code == 0 else None

    def _register(self, name: str) -> None:
        code = self._invitation()
        step = (
            "auth",
            "register",
            "--username",
            name,
            "--password-stdin",
            "--invitation-file",
            "-",
        )
        self(*step, "-o", "json", stdin=f"{PASSWORD}\n{code}\n")
        self.backend.give(Person(name, PASSWORD))

    def _invitation(self) -> str:
        if self.backend.founder is None:
            self.backend.register()
        assert self.backend.founder is not None
        founder = self.backend.sign_in(self.backend.founder)
        return str(founder.client.post("/v1/accounts/invitations").json()["code"])

    def _sign_in(
        self, name: str, *more: str, code: int = 0, password: str = PASSWORD, then: str = ""
    ) -> Step:
        step = ("auth", "login", "--username", name, "--password-stdin", *more)
        stdin = f"{password}\n{then}\n"
        return self(*step, "--credential-store", "file", code=code, stdin=stdin)

    def _sync(self) -> None:
        training = self.folder / "training"
        write_sample_season(training, days=3)
        (training / "damaged.fit").write_bytes(next(training.rglob("*.fit")).read_bytes()[:40])
        (training / "notes.txt").write_text("12 km\n")
        (training / "wellness.fit").write_bytes(OURS.read("wellness.fit"))
        self("source", "connect", "folder", str(training), "-o", "json")
        self("source", "connect", "folder", str(training), code=5)
        # No key has a blank: nobody is asked whether it is good.
        key = ("source", "connect", "garmin", "--key-stdin", "--password-stdin")
        self(*key, code=2, stdin=f"not a key\n{PASSWORD}\n")
        source = self("source", "list", "-o", "json").json()[0]["id"]
        self.in_all_formats("source", "watch", source, "--off")
        self("sync", "start", "--watch", code=10)
        self("sync", "start", "activities", "--last", "30d", "--wait", "-o", "json", code=10)
        self("sync", "start", "health", "--full", "--attach", "-v", code=10)
        self("sync", "start", "--since", "2001-01-01", "--until", "2001-01-31")
        self.in_all_formats("sync", "status")
        jobs = self.in_all_formats("sync", "list", "--limit", "3")
        job = jobs[-1]["id"] if jobs else UNKNOWN_ID
        self("sync", "watch", jobs[0]["id"], code=10)
        first = self("sync", "list", "-o", "json").json()[-1]["id"]
        self("sync", "watch", first, "-v", code=10)
        self.in_all_formats("sync", "status", job)
        self.in_all_formats("sync", "items", first)
        self("sync", "items", first, "--outcome", "failed", "--type", "health")
        self.in_all_formats("sync", "coverage", "--last", "7d")
        self("sync", "coverage", "health", "--since", "2020-01-01", "--until", "2020-02-01")
        bad = self("sync", "items", first, "--outcome", "failed", "-o", "json").json()
        self("sync", "ignore", bad[0]["id"] if bad else UNKNOWN_ID)
        self.in_all_formats("sync", "ignored")
        self("sync", "unignore", "damaged.fit")
        self("sync", "ignore", UNKNOWN_ID, code=6)
        self("sync", "cancel", job, code=5)
        self("sync", "retry", job, "--wait", code=10)
        self("sync", "retry", first, "--watch", code=10)
        self.in_all_formats("sync", "reread", "--attach")
        self("sync", "reread", UNKNOWN_ID, "--since", "2020-01-01", code=6)
        self("sync", "start", "workouts", "--idempotency-key", "tour", "--wait", code=10)
        self("sync", "list", "--state", "partial")
        self.in_all_formats("sync", "status", "--latest")
        self.in_all_formats("sync", "status", "--max-age", "2d", code=11)
        made = self("sync", "schedule", "add", "health", "--at", "05:30", "-o", "json")
        schedule = made.json()["id"] if made.code == 0 else UNKNOWN_ID
        self.in_all_formats("sync", "schedule", "list")
        self("sync", "schedule", "--every", "6h", "--at", "05:30", code=2)
        self("sync", "schedule", "remove", schedule)
        self("sync", "schedule", "remove", schedule, code=6)

    def _look(self) -> None:
        for kind in ("activities", "workouts"):
            found = self.in_all_formats(kind, "list")
            one = found[0]["id"] if found else UNKNOWN_ID
            self.in_all_formats(kind, "show", one)
            self(kind, "download", one, "--to", str(self.folder / f"{kind}.fit"))
            self(kind, "show", UNKNOWN_ID, code=6)
            self(kind, "download", UNKNOWN_ID, "--to", str(self.folder / "none"), code=6)
        self("activities", "list", "--since", "2020-01-01", "--sport", "running")
        one, other = (each["id"] for each in self.in_all_formats("activities", "list")[:2])
        self.in_all_formats("activities", "samples", one)
        self("activities", "samples", one, "--fields", "time,hr_bpm", "--resolution", "10")
        self("activities", "samples", one, "--table", "rr", "-o", "csv")
        self("activities", "samples", one, "--parquet", str(self.folder / "samples.parquet"))
        self("activities", "samples", UNKNOWN_ID, code=6)
        for form in ("tcx", "csv", "parquet"):
            file = str(self.folder / f"exported.{form}")
            self("activities", "export", one, "--format", form, "--to", file)
        self("activities", "export", UNKNOWN_ID, "--format", "gpx", code=6)
        self.in_all_formats("activities", "chart", one)
        self("activities", "chart", one, "no_such_column", code=2)
        self("activities", "list", "--min-distance", "1km", "--sort", "time", "--order", "asc")
        self("activities", "list", "--search", "tour", "--max-duration", "2h")
        self.in_all_formats("activities", "bests")
        self.in_all_formats("activities", "load", "--measure", "trimp", "--last", "7d")
        self("account", "athlete", "--max-hr", "190", "--hr-zones", "100,120", "--from", "today")
        self("account", "athlete", "--unset", "hr-zones", "--from", "today")
        self.in_all_formats("account", "athlete")
        self("activities", "merge", one, other)
        self("activities", "merge", one, UNKNOWN_ID, code=6)
        self("activities", "split", one, "--recording", UNKNOWN_ID, code=6)
        self("activities", "split", one)
        self("activities", "split", one, code=5)
        self._delete(one)
        self.in_all_formats("stats")
        self.in_all_formats("stats", "--by", "sport", "distance")
        self("stats", "--by", "week", "--sport", "running", "--last", "12w")
        self("stats", "--by", "decade", code=2)
        page = str(self.folder / "report.html")
        self.in_all_formats("report", "--last", "1y", "--out", page, "--force")
        self.in_all_formats("report", one, "--out", page, "--force")
        self("report", UNKNOWN_ID, code=6)
        self.in_all_formats("gear", "list")
        self("activities", "list", "--gear", "Blue shoes")
        self.in_all_formats("health", "list")
        self("health", "list", "--last", "2d")
        self.in_all_formats("health", "sleep")
        self.in_all_formats("health", "weight")
        self.in_all_formats("health", "chart", "resting_hr_bpm")
        self.in_all_formats("health", "chart", "heart_rate")
        self("health", "chart", "mood", code=2)
        self("health", "chart", "stress", "--last", "2d", code=2)
        self("health", "show", "1999-12-31", code=6)
        self.in_all_formats("health", "show", self._night())
        self._upload()
        self.in_all_formats("contract", "show", "start_sync")
        self.in_all_formats("contract", "check")
        self._read_by_operation()

    def _upload(self) -> None:
        self("source", "connect", "upload", "-o", "json")
        self("source", "connect", "upload", code=5)
        file = self.folder / "sent.txt"
        file.write_text("12 km\n")
        self.in_all_formats("upload", str(file))
        self("upload", str(self.folder / "none"), code=2)
        self("upload", "-", "--name", "notes.txt", stdin="12 km by the river")
        self("upload", str(self.folder / "training" / "damaged.fit"), code=10)

    def _delete(self, activity: str) -> None:
        self("activities", "delete", activity, code=2)
        self("activities", "delete", activity, "--yes")
        self("activities", "delete", UNKNOWN_ID, "--yes", code=6)
        self("activities", "show", activity, code=6)
        self.in_all_formats("activities", "list", "--deleted")
        self.in_all_formats("activities", "restore", activity)
        self("activities", "restore", UNKNOWN_ID, code=6)
        job = self("sync", "list", "--limit", "1", "-o", "json").json()[0]["id"]
        self("sync", "undo", job, code=2)
        self.in_all_formats("sync", "undo", job, "--yes")
        self.in_all_formats("sync", "restore", job)
        self("sync", "undo", UNKNOWN_ID, "--yes", code=6)
        self("sync", "restore", UNKNOWN_ID, code=6)
        self("source", "restore", UNKNOWN_ID, code=6)
        self("source", "change", UNKNOWN_ID, "--name", "attic", code=6)

    def _read_by_operation(self) -> None:
        """Every operation that changes nothing, as the contract has it."""
        ids = {f"{kind}_id": self._first_id(f"list_{kinds}") for kind, kinds in KINDS.items()}
        ids |= {"date": self._night(), "metric": "heart_rate"}
        for operation, (method, path) in OPERATIONS.items():
            if method != "GET":
                continue
            needed = re.findall(r"{(\w+)}", path)
            tries = [([ids[name] for name in needed], 0)]
            tries += [([UNKNOWN.get(name, UNKNOWN_ID) for name in needed], 6)] if needed else []
            for given, code in tries:
                file = self.folder / f"{operation}-{code}.bin"
                gives_file = operation.startswith(("download", "export"))
                to = ("--to", str(file)) if gives_file else ("-o", "jsonl")
                self(
                    "api",
                    operation,
                    *given,
                    *to,
                    code=1 if operation in FIRST_ACCOUNT_ONLY else code,
                )

    def _night(self) -> str:
        """A day on which a night ended."""
        (night, *_) = self("health", "sleep", "-o", "json").json()
        return str(night["date"])

    def _first_id(self, operation: str) -> str:
        items = self("api", operation, "--limit", "1", "-o", "json").json()["items"]
        return str(items[0]["id"]) if items else UNKNOWN_ID

    def _manage(self) -> None:
        self.in_all_formats("auth", "status")
        self.in_all_formats("doctor")
        self("auth", "refresh", "-o", "json")
        self("auth", "token")
        self("auth", "invite", "-o", "json")
        self("api", "give_proof", "--body", "-", stdin=f'{{"proof": "{PASSWORD}"}}')
        self.in_all_formats("auth", "audit")
        self("auth", "time-zone", "Europe/Berlin", "-o", "json")
        self.in_all_formats("source", "list")
        self.in_all_formats("account", "usage")
        file = str(self.folder / "export.zip")
        self("account", "export", file)
        self("export", str(self.folder / "export"))
        self("import", file, "-o", "json")
        self("import", __file__, code=2)
        self("account", "delete", code=2)
        created = self(
            *("auth", "access-tokens", "create", "tour", "--scope", "read", "--expires", "3"),
            *("-o", "json"),
        ).json()
        self.in_all_formats("auth", "access-tokens", "list")
        self._token = created["token"]
        self("activities", "list")
        self("sync", "start", code=3)  # it may not
        self._token = None
        self("auth", "access-tokens", "revoke", created["id"])
        self("auth", "access-tokens", "revoke", created["id"], code=6)

    def _err(self, name: str) -> None:
        self("notify", "add", "https://1.1.1.1/", code=1)
        self("notify", "list", code=1)
        self("notify", "remove", UNKNOWN_ID, code=1)
        self("notify", "test", UNKNOWN_ID, code=1)
        self._token = "fta_unknown"
        self("activities", "list", code=3)
        self._token = None
        self("sync", "status", UNKNOWN_ID, code=6)
        self("sync", "watch", UNKNOWN_ID, code=6)
        self("sync", "items", UNKNOWN_ID, "-o", "json", code=6)
        self("sync", "cancel", UNKNOWN_ID, code=6)
        self("sync", "retry", UNKNOWN_ID, code=6)
        self("source", "disconnect", UNKNOWN_ID, "--yes", code=6)
        self("auth", "sessions", "revoke", UNKNOWN_ID, code=6)
        self._sign_in(name, code=3, password="another password")
        step = ("auth", "register", "--username", name, "--password-stdin")
        self(*step, stdin=f"{PASSWORD}\n", code=1)

    def _second_factor(self, name: str) -> None:
        other = Person(name, PASSWORD)
        enrolment = self("auth", "mfa", "enroll", "-o", "json").json()
        other.totp_secret = enrolment["secret"]
        codes = self("auth", "mfa", "enroll", "--mfa-code", other.next_code(), "-o", "json").json()
        self("auth", "mfa", "enroll", code=5)
        self._sign_in(name, code=4)
        self._sign_in(name, "--mfa-code", other.next_code())
        recovery = iter(codes["recovery_codes"])
        self._sign_in(name, "--mfa-code-file", "-", then=next(recovery))
        self("auth", "mfa", "recovery-codes", "--mfa-code", "000000", code=3)
        renew = ("auth", "mfa", "recovery-codes", "--mfa-code-file", "-", "-o", "json")
        renewed = self(*renew, stdin=f"{next(recovery)}\n")
        code = renewed.json()["recovery_codes"][0]
        step = ("auth", "mfa", "remove", "--password-stdin", "--mfa-code-file", "-")
        self(*step, stdin=f"{PASSWORD}\n{code}\n")

    def _leave(self, name: str) -> None:
        session = self.backend.sign_in(Person(name, PASSWORD))
        sessions = self.in_all_formats("auth", "sessions", "list")
        assert session.grant["session_id"] in {one["id"] for one in sessions or ()}
        self("auth", "sessions", "revoke", session.grant["session_id"])
        self("auth", "password", "--password-stdin", stdin=f"{PASSWORD}\n{PASSWORD}2\n")
        source = self("source", "list", "-o", "json").json()[0]["id"]
        self("source", "change", source, "--name", "attic", "-o", "json")
        self("source", "disconnect", source, "--yes")
        self("source", "disconnect", source, "--forget", "--yes")
        self("source", "restore", source)
        self("source", "restore", source, code=5)
        self("auth", "logout", "--all")
        self("activities", "list", code=3)
        self._sign_in(name, password=f"{PASSWORD}2")
        self("account", "delete", "--yes")


def online_commands() -> set[tuple[str, ...]]:
    """The words of every command that asks a server; of `api`, the reading operations."""
    reading = {("api", name) for name, (method, _) in OPERATIONS.items() if method == "GET"}
    own = {words for words, _ in walk() if words[0] not in (*OFFLINE, "api")}
    return (own | reading) - {("auth", "move")}
