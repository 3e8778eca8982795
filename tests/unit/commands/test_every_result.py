"""Every command that prints a result obeys -o, --fields and --query: seen over the command table.

The backend answers with the contract's own examples. A new command fails here until it is listed,
with a command line that prints its result, or among those that print none.

It has more than 400 lines, since it is one table of commands, each printed in every format.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from fittrack_backend.lifecycle.data_folder import BackendStatus
from fittrack_backend.storage.tables import AccountRow, FolderGrantRow
from fittrack_cli.commands.backend import local_backend
from fittrack_cli.commands.naming.shown import Listed
from fittrack_cli.commands.quickstart import steps
from fittrack_cli.program.command_table import walk
from fittrack_client.models.account import Account
from fittrack_client.models.activity import Activity
from fittrack_client.models.source import Source
from fittrack_client.models.sync_job import SyncJob
from fittrack_contract.contract import document
from tests.unit.cli.conftest import Result, Run
from tests.unit.cli.test_signing_in import LOGIN, PASSWORD, Accounts, grant
from tests.unit.commands.test_account import export
from tests.unit.migrated import migrated

csv.field_size_limit(2**24)  # the contract's paths are one cell
ID = "3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10"
TOKEN = {"FITTRACK_TOKEN": "a-token"}

RESULTS = {
    "auth status": ["auth", "status"],
    "auth time-zone": ["auth", "time-zone"],
    "auth audit": ["auth", "audit"],
    "auth password": ["auth", "password", "--password-stdin"],
    "auth token": ["auth", "token"],
    "auth refresh": ["auth", "refresh"],
    "auth move": ["auth", "move", "--credential-store", "file"],
    "auth register": ["auth", "register", "--username", "eve", "--password-stdin"],
    "auth invite": ["auth", "invite"],
    "auth mfa enroll": ["auth", "mfa", "enroll"],
    "auth mfa recovery-codes": ["auth", "mfa", "recovery-codes", "--mfa-code", "123456"],
    "auth sessions list": ["auth", "sessions", "list"],
    "auth access-tokens create": ["auth", "access-tokens", "create", "backup"],
    "auth access-tokens list": ["auth", "access-tokens", "list"],
    "account usage": ["account", "usage"],
    "account export": ["account", "export", "export.zip", "--force"],
    "export": ["export", "export.zip", "--force"],
    "import": ["import", "saved.zip"],
    "source list": ["source", "list"],
    "source watch": ["source", "watch", ID],
    "source restore": ["source", "restore", ID],
    "source connect folder": ["source", "connect", "folder", "."],
    "source change": ["source", "change", ID, "--name", "attic"],
    "source connect garmin": ["source", "connect", "garmin", "--key-stdin"],
    "source connect upload": ["source", "connect", "upload"],
    "upload": ["upload", "data/backend.log"],
    "sync start": ["sync", "start"],
    "sync status": ["sync", "status"],
    "sync coverage": ["sync", "coverage"],
    "sync list": ["sync", "list"],
    "sync watch": ["sync", "watch", ID],
    "sync items": ["sync", "items", ID],
    "sync cancel": ["sync", "cancel", ID],
    "sync retry": ["sync", "retry", ID],
    "sync reread": ["sync", "reread"],
    "sync undo": ["sync", "undo", ID, "--yes"],
    "sync restore": ["sync", "restore", ID],
    "sync ignore": ["sync", "ignore", ID],
    "sync ignored": ["sync", "ignored"],
    "notify add": ["notify", "add", "https://hooks.example.org/"],
    "notify list": ["notify", "list"],
    "notify test": ["notify", "test", ID],
    "sync schedule add": ["sync", "schedule", "--every", "6h"],
    "sync schedule list": ["sync", "schedule", "list"],
    "activities list": ["activities", "list"],
    "activities show": ["activities", "show", ID],
    "activities chart": ["activities", "chart", ID],
    "activities bests": ["activities", "bests"],
    "activities load": ["activities", "load"],
    "account athlete": ["account", "athlete"],
    "activities restore": ["activities", "restore", ID],
    "activities merge": ["activities", "merge", ID, ID],
    "activities split": ["activities", "split", ID],
    "activities samples": ["activities", "samples", ID],
    "activities export": ["activities", "export", ID, "--format", "gpx", "--force"],
    "activities download": ["activities", "download", ID, "--force"],
    "stats": ["stats"],
    "report": ["report", "--out", "page.html", "--force"],
    "gear list": ["gear", "list"],
    "health list": ["health", "list"],
    "health show": ["health", "show", "today"],
    "health chart": ["health", "chart", "heart_rate", "--day", "2026-03-01"],
    "health sleep": ["health", "sleep"],
    "health weight": ["health", "weight"],
    "workouts list": ["workouts", "list"],
    "workouts show": ["workouts", "show", ID],
    "workouts download": ["workouts", "download", ID, "--force"],
    "profile list": ["profile", "list"],
    "config get": ["config", "get", "username"],
    "config list": ["config", "list"],
    "config path": ["config", "path"],
    "backend start": ["backend", "start"],
    "completion install": ["completion", "install", "bash"],
    "completion uninstall": ["completion", "uninstall", "bash"],
    "backend status": ["backend", "status"],
    "backend logs": ["backend", "logs"],
    "backend install": ["backend", "install"],
    "backend check": ["backend", "check"],
    "backend backup": ["backend", "backup", "all.tar", "--force", "--no-key"],
    "backend restore": ["backend", "restore", "saved.tar", "--replace"],
    "backend users list": ["backend", "users", "list"],
    "backend users allow": ["backend", "users", "allow", "eve", "."],
    "backend users disallow": ["backend", "users", "disallow", "eve", "given"],
    "backend users quota": ["backend", "users", "quota", "eve"],
    "backend users disable": ["backend", "users", "disable", "eve"],
    "backend users enable": ["backend", "users", "enable", "eve"],
    "contract show": ["contract", "show", "start_sync"],
    "contract check": ["contract", "check"],
    "quickstart": ["quickstart"],
    "doctor": ["doctor"],
    "alias list": ["alias", "list"],
}
"""A command line for each command that prints a result."""

MORE = {
    "account athlete sets": ["account", "athlete", "--max-hr", "190", "--from", "2026-03-01"],
    "activities list --deleted": ["activities", "list", "--deleted"],
    "health chart of days": ["health", "chart", "steps"],
    "report ACTIVITY": ["report", ID, "--out", "page.html", "--force"],
    "sync status JOB": ["sync", "status", ID],
    "sync status --latest": ["sync", "status", "--latest"],
    "sync start --wait": ["sync", "start", "--wait"],
    "sync reread --wait": ["sync", "reread", ID, "--wait"],
    "auth mfa enroll --mfa-code": ["auth", "mfa", "enroll", "--mfa-code", "123456"],
    "contract show without an operation": ["contract", "show"],
    "contract show --raw": ["contract", "show", "--raw"],
    "backend install --print": ["backend", "install", "--print"],
}
"""Other results of the same commands."""

NO_RESULT = {
    "auth login",
    "auth logout",
    "auth mfa remove",
    "auth sessions revoke",
    "auth access-tokens revoke",
    "source disconnect",
    "activities delete",
    "sync unignore",
    "sync schedule remove",
    "notify remove",
    "profile use",
    "profile add",
    "profile remove",
    "config set",
    "alias set",
    "alias delete",
    "account delete",
    "backend stop",
    "backend serve",  # runs until it is stopped
    "backend work",
    "backend uninstall",
    "backend users delete",
    "backend users remove-factor",
    "completion bash",  # a script for a shell, which has no fields
    "completion zsh",
    "completion fish",
    "completion powershell",
    "help",  # a page
}

_OF_THE_OPERATOR = tuple(["backend", one] for one in ("backup", "check", "restore", "users"))
"""They work on the server's data themselves."""

FILE = b"a training file"


class Examples:
    """A backend that answers with the first example of each operation's success."""

    def __init__(self) -> None:
        self._answers: list[tuple[str, re.Pattern[str], int, object]] = []
        paths: dict[str, dict[str, Any]] = document()["paths"]  # type: ignore[assignment]
        for path, methods in paths.items():
            pattern = re.compile(re.sub(r"\{\w+\}", "[^/]+", path))
            for method, operation in methods.items():
                if "responses" in operation:
                    status, response = next(iter(operation["responses"].items()))
                    content = response.get("content", {})
                    examples = content.get("application/json", {}).get("examples", {})
                    example = next(iter(examples.values()), {"value": None})["value"]
                    self._answers.append((method.upper(), pattern, int(status), example))

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path.startswith("/v1/sync/") and path.endswith("/events"):
            return httpx.Response(404)
        if path.endswith("/export"):
            return httpx.Response(
                200, content=export(), headers={"content-type": "application/zip"}
            )
        if path.endswith("/file"):
            return httpx.Response(
                200, content=FILE, headers={"content-type": "application/octet-stream"}
            )
        if path == "/v1/openapi.json":
            changed = json.loads(json.dumps(document()))
            del changed["paths"]["/v1/daily-health"]
            return httpx.Response(200, json=changed)
        if path == "/v1/auth/refresh":
            return httpx.Response(200, json=grant(2))
        for method, pattern, status, example in self._answers:
            if method == request.method and pattern.fullmatch(path):
                return httpx.Response(status, json=self._about_the_file(example))
        raise AssertionError(f"no operation {request.method} {path}")

    def _about_the_file(self, example: object) -> object:
        import hashlib

        if isinstance(example, dict) and "file_sha256" in example:
            return {**example, "file_sha256": hashlib.sha256(FILE).hexdigest()}
        return example


Runs = Callable[..., Result]


@pytest.fixture
def examples() -> Examples:
    return Examples()


@pytest.fixture
def fittrack(
    run: Run,
    examples: Examples,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    config_dir: Path,
) -> Runs:
    """Runs a command line in a place where each of them has something to print."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "saved.zip").write_bytes(export())
    data = tmp_path / "data"
    data.mkdir()
    (data / "backend.log").write_text("one line\nanother\n")
    running = BackendStatus(
        state="running",
        url="http://127.0.0.1:8765",
        pid=17,
        started_at="2026-01-31T07:30:00Z",
        server_version="1",
        data_dir=data,
    )
    monkeypatch.setattr(local_backend, "start", lambda folder, **_: running)
    monkeypatch.setattr(local_backend, "status", lambda folder: running)
    monkeypatch.setattr(steps, "run", lambda cli, folder: _quickstart_result(data))

    def run_it(
        command: list[str],
        *options: str,
        screen: str | None = None,
        env: Mapping[str, str] | None = None,
    ) -> Result:
        own_session = command[:2] in (["auth", "refresh"], ["auth", "move"])
        if own_session:
            signed_in = run(*LOGIN, handler=Accounts(mfa=False), answers=["ada", PASSWORD])
            assert signed_in.code == 0, signed_in.err
        if command[:2] in _OF_THE_OPERATOR:
            _server_of_eve(data)
        if command[:2] == ["backend", "restore"]:
            run("backend", "backup", "saved.tar", "--force", "--no-key")
        if command[:2] == ["alias", "list"]:
            run("alias", "set", "runs", "activities list", "--force")
        if command[:2] == ["config", "get"]:
            run("config", "set", "username", "ada")
        return run(
            *command,
            *options,
            handler=examples,
            stdin="a-long-password\na-longer-password\n",
            env=({} if own_session else TOKEN) | dict(env or {}),
            screen=screen,
        )

    return run_it


def _server_of_eve(data: Path) -> None:
    """A server's data with an account that was given a folder."""
    (data.parent / "given").mkdir(exist_ok=True)
    database = migrated(data / "fittrack.db")
    with database.session() as session:
        row = AccountRow(
            username="eve",
            username_key="eve",
            password_hash="",
            created_at=dt.datetime(2026, 1, 31, 7, 30, tzinfo=dt.UTC),
        )
        session.add(row)
        session.flush()
        path = os.fsencode((data.parent / "given").resolve())
        session.add(FolderGrantRow(account_id=row.id, path=path, given_at=row.created_at))
        session.commit()
    database.dispose()


def _quickstart_result(data: Path) -> steps.Result:
    examples = Examples()

    def first(method: str, path: str) -> dict[str, Any]:
        found = examples(httpx.Request(method, f"http://x{path}")).json()
        assert isinstance(found, dict)
        return found

    listed = [Activity.from_dict(one) for one in first("GET", "/v1/activities")["items"]]
    return steps.Result(
        server="http://127.0.0.1:8765",
        data_dir=data,
        runs_here=True,
        account=Account.from_dict(first("GET", "/v1/accounts/me")),
        account_file=None,
        secrets=[],
        source=Source.from_dict(first("GET", f"/v1/sources/{ID}")),
        job=SyncJob.from_dict(first("GET", f"/v1/sync/jobs/{ID}")),
        activities=Listed(listed),
        latest_day=listed[0].date,
    )


def test_every_command_is_listed() -> None:
    own = {" ".join(words) for words, leaf in walk() if leaf.package == "fittrack_cli.commands"}
    assert own == RESULTS.keys() | NO_RESULT
    assert not RESULTS.keys() & NO_RESULT


@pytest.fixture(params=[*RESULTS.items(), *MORE.items()], ids=lambda case: case[0])
def command(request: pytest.FixtureRequest) -> list[str]:
    found: list[str] = request.param[1]
    return found


JsonRow = dict[str, object]


def whole(fittrack: Runs, command: list[str]) -> JsonRow | list[JsonRow]:
    """The result in JSON, which is an object or a list of objects."""
    result = fittrack(command, "-o", "json")
    assert result.out, result.err
    found: JsonRow | list[JsonRow] = json.loads(result.out)
    assert found, "the example shows nothing"
    return found


def test_formats(fittrack: Runs, command: list[str]) -> None:
    value = whole(fittrack, command)
    rows = value if isinstance(value, list) else [value]
    lines = fittrack(command, "-o", "jsonl").out.splitlines()
    assert [list(json.loads(line)) for line in lines] == [list(row) for row in rows]
    top, *body = csv.reader(io.StringIO(fittrack(command, "-o", "csv").out))
    assert list(dict.fromkeys(name.partition(".")[0] for name in top)) == list(rows[0])
    assert len(body) == len(rows)
    shown = fittrack(command)
    assert shown.out or shown.err, "nothing is said"


def test_fields(fittrack: Runs, command: list[str]) -> None:
    value = whole(fittrack, command)
    rows = value if isinstance(value, list) else [value]
    field = list(rows[0])[-1]
    only = json.loads(fittrack(command, "--fields", field, "-o", "json").out)
    assert [list(row) for row in (only if isinstance(only, list) else [only])] == [[field]] * len(
        rows
    )
    top = fittrack(command, "--fields", field, "-o", "csv").out.split("\r\n")[0]
    assert {name.partition(".")[0] for name in top.split(",")} == {field}
    shown = fittrack(command, "--fields", field).out
    is_list = isinstance(value, list)
    assert len(shown.splitlines()) == (len(rows) + 1 if is_list else 1), shown
    refused = fittrack(command, "--fields", "no_such_field")
    assert (refused.code, refused.out) == (2, "")


def test_query(fittrack: Runs, command: list[str]) -> None:
    value = whole(fittrack, command)
    kind = "array" if isinstance(value, list) else "object"
    assert fittrack(command, "--query", "type(@)", "-o", "json").json() == kind
    assert fittrack(command, "--query", "type(@)", "-o", "csv").out == f"{kind}\r\n"
    assert fittrack(command, "--query", "type(@)").out == f"{kind}\n"
    refused = fittrack(command, "--query", "[")
    assert (refused.code, refused.out) == (2, "")
