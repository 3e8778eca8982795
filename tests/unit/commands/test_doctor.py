"""`fittrack doctor`: what is wrong is found, with what mends it; what is well is said to be."""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
from collections.abc import Callable, Mapping
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from fittrack_backend.checking import reach
from fittrack_backend.checking.reach import SharedDatabase
from fittrack_backend.lifecycle import lockfile
from fittrack_backend.lifecycle.data_folder import RunningBackend, announce, lock_path
from fittrack_backend.storage.migrations import HEAD
from fittrack_contract.contract import document
from tests.unit.commands.test_every_result import TOKEN, Examples
from tests.unit.migrated import migrated

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Result, Run

Answer = Callable[[httpx.Request], httpx.Response]
NOW = dt.datetime.now(dt.UTC)
ROW: Mapping[str, object] = {
    "last_success_at": NOW.isoformat(),
    "last_state": "succeeded",
    "last_reason": None,
    "failing_files": 0,
    "failed_job_ids": [],
}
JOB = "0b9d7f2e-0000-4000-8000-000000000001"


def answering(changed: Mapping[str, object], *, date: dt.datetime | None = None) -> Answer:
    """The examples of the contract, but what `changed` has by path: a status, or a JSON answer."""
    examples = Examples()
    known = {
        "/v1/openapi.json": document(),
        "/v1/sync/overview": overview(),
        "/v1/sources": sources(),
        **changed,
    }

    def answer(request: httpx.Request) -> httpx.Response:
        instead = known.get(request.url.path)
        if isinstance(instead, int):
            found = httpx.Response(instead, json=None)
        else:
            found = examples(request) if instead is None else httpx.Response(200, json=instead)
        if date is not None:
            found.headers["Date"] = format_datetime(date, usegmt=True)
        return found

    return answer


def overview(**row: object) -> dict[str, object]:
    """An overview of one source and type."""
    request = httpx.Request("GET", "http://x/v1/sync/overview")
    example = Examples()(request).json()
    return {**example, "rows": [{**example["rows"][0], **ROW, **row}]}


def sources(**source: object) -> dict[str, object]:
    """A list of one source."""
    example = Examples()(httpx.Request("GET", "http://x/v1/sources")).json()
    return {"items": [{**example["items"][0], **source}], "next_cursor": None}


def found(result: Result) -> dict[str, tuple[str, str, str | None]]:
    """What was found, by what was looked at."""
    return {
        one["check"]: (one["state"], one["detail"], one["command"])
        for one in json.loads(result.out)
    }


def tokens(ends_on: str) -> dict[str, object]:
    """A list of one access token."""
    example = Examples()(httpx.Request("GET", "http://x/v1/auth/access-tokens")).json()
    one = {**example["items"][0], "name": "nightly", "expires_at": f"{ends_on}T23:00:00Z"}
    return {"items": [one], "next_cursor": None}


def day(ahead: int) -> str:
    """A day, counted from today."""
    return (NOW + dt.timedelta(days=ahead)).date().isoformat()


def examined(raw_run: Run, answer: Answer | None, env: Mapping[str, str] | None = None) -> Result:
    return raw_run("doctor", "--json", handler=answer, env={**TOKEN, **(env or {})})


def test_all_is_well(raw_run: Run, config_dir: Path) -> None:
    result = examined(raw_run, answering({"/v1/sync/overview": overview()}))
    assert result.code == 0
    states = {check: state for check, (state, _, _) in found(result).items() if check != "path"}
    assert set(states.values()) == {"ok"}, result.out
    assert states.keys() >= {
        "python",
        "config",
        "credentials",
        "backend",
        "clock",
        "ready",
        "syncs",
    }


def test_people_see_a_line_each_and_what_mends_it(raw_run: Run) -> None:
    result = raw_run("doctor", env=TOKEN)
    assert result.code == 1
    assert "wrong    backend" in result.out and "fittrack backend start" in result.out
    assert TOKEN["FITTRACK_TOKEN"] not in result.out + result.err


@pytest.mark.parametrize(
    ("changed", "check", "state", "says"),
    [
        ({"/v1/health/ready": 503}, "ready", "wrong", "503"),
        (
            {
                "/v1/sync/overview": overview(
                    last_state="failed", last_reason="it is gone", last_job_id=JOB
                )
            },
            *("syncs", "wrong", f"fittrack sync items {JOB}"),
        ),
        (
            {"/v1/sync/overview": overview(failing_files=2, failed_job_ids=[JOB])},
            *("syncs", "warning", f"fittrack sync items {JOB} --outcome failed"),
        ),
        ({"/v1/sync/overview": overview(last_success_at=None)}, "syncs", "warning", "never synced"),
        (
            {"/v1/sync/overview": overview(last_success_at=None, running_job_id=JOB)},
            *("syncs", "ok", "its first sync runs"),
        ),
        (
            {"/v1/sync/overview": overview(last_success_at="2026-01-31T06:00:00Z")},
            *("syncs", "warning", "fittrack sync start --source"),
        ),
        ({"/v1/sources": {"items": [], "next_cursor": None}}, "sources", "warning", "no source"),
        ({"/v1/sources": sources(state="needs_key")}, "sources", "wrong", "--new-key"),
        ({"/v1/sources": sources(key_ends_on=day(3))}, "sources", "warning", f"ends on {day(3)}"),
        ({"/v1/sources": sources(key_ends_on=day(-1))}, "sources", "wrong", "its key ended on"),
        ({"/v1/sources": sources(key_ends_on=day(60))}, "sources", "ok", f"good until {day(60)}"),
        ({"/v1/auth/access-tokens": tokens(day(3))}, "access tokens", "warning", "nightly ends on"),
        ({"/v1/auth/access-tokens": tokens(day(9))}, "access tokens", "ok", "1 token for scripts"),
        ({"/v1/accounts/me": 401}, "account", "warning", "auth login"),
    ],
)
def test_what_the_backend_says(
    raw_run: Run, changed: Mapping[str, object], check: str, state: str, says: str
) -> None:
    result = examined(raw_run, answering(changed))
    assert found(result)[check][0] == state
    assert says in " ".join(map(str, found(result)[check]))
    assert result.code == (1 if state == "wrong" else 0)


@pytest.mark.parametrize(("off_s", "state"), [(5, "ok"), (-300, "wrong"), (300, "wrong")])
def test_clocks(raw_run: Run, off_s: int, state: str) -> None:
    date = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=off_s)
    assert found(examined(raw_run, answering({}, date=date)))["clock"][0] == state


def test_a_contract_that_breaks_commands(raw_run: Run) -> None:
    contract = json.loads(json.dumps(document()))
    del contract["paths"]["/v1/sync/jobs"]
    result = examined(raw_run, answering({"/v1/openapi.json": contract}))
    assert found(result)["contract"][0] == "wrong"


def test_permissions_and_a_damaged_database(raw_run: Run, config_dir: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    migrated(data / "fittrack.db").dispose()
    assert found(examined(raw_run, answering({})))["database"][0] == "ok"
    raw = bytearray((data / "fittrack.db").read_bytes())
    raw[8192:20000] = b"\xff" * (20000 - 8192)
    (data / "fittrack.db").write_bytes(raw)
    data.chmod(0o755)
    config_dir.mkdir(exist_ok=True)
    config_dir.chmod(0o777)
    result = examined(raw_run, answering({}))
    states = found(result)
    assert result.code == 1
    assert states["database"][0] == "wrong" and "\n" not in states["database"][1]
    assert states["data folder"] == ("wrong", f"others can look into {data}", f"chmod 700 {data}")
    assert states["config"][2] == f"chmod 700 {config_dir}"


def test_who_has_the_port(raw_run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        number = taken.getsockname()[1]
        server = {"FITTRACK_SERVER": f"http://127.0.0.1:{number}"}
        state, detail, command = found(examined(raw_run, answering({}), server))["port"]
        assert (state, command) == ("warning", "fittrack backend start --port 0")
        assert f"{number} is in use, and not by" in detail
    state, detail, _ = found(examined(raw_run, answering({}), server))["port"]
    assert (state, detail) == ("ok", f"{number} is free; no backend runs here")


def test_folders_and_the_port_of_a_backend_that_runs_here(raw_run: Run, tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "watch"
    data.mkdir(mode=0o700)
    lock = lockfile.acquire(lock_path(data))
    assert lock is not None
    try:
        url = "http://127.0.0.1:8765"
        announce(data, RunningBackend(os.getpid(), url, "2026-01-31T06:00:00Z", "1.0.0"))
        there = answering({"/v1/sources": sources(path=str(folder), key_ends_on=None)})
        gone = found(examined(raw_run, there))
        assert gone["port"][:2] == (
            "ok",
            f"{url}, the backend on this machine (process {os.getpid()})",
        )
        assert gone["sources"][0] == "wrong" and f"{folder} is not there" in gone["sources"][1]
        folder.mkdir()
        assert found(examined(raw_run, there))["sources"][0] == "ok"
    finally:
        lockfile.release(lock)


def test_a_server_key_that_others_can_use(raw_run: Run, tmp_path: Path) -> None:
    key = tmp_path / "key"
    env = {"FITTRACK_SERVER_KEY_FILE": str(key)}
    assert found(examined(raw_run, answering({}), env))["server key"][0] == "wrong"
    key.write_bytes(bytes(32))
    key.chmod(0o640)
    shown = found(examined(raw_run, answering({}), env))["server key"]
    assert shown == ("wrong", f"others can use {key}", f"chmod 600 {key}")
    key.chmod(0o600)
    assert found(examined(raw_run, answering({}), env))["server key"][0] == "ok"


def test_a_folder_of_settings_that_others_can_look_into(raw_run: Run, config_dir: Path) -> None:
    config_dir.mkdir(exist_ok=True)
    config_dir.chmod(0o755)
    assert found(examined(raw_run, answering({})))["config"][0] == "warning"


def test_a_database_and_a_bucket_that_do_not_answer_give_away_no_secret(raw_run: Run) -> None:
    with socket.socket() as nobody:  # bound, so that no other program listens there
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        secret = "marked-9f21c0"
        env = {
            "FITTRACK_DATABASE_URL": f"postgresql://ada:{secret}@127.0.0.1:{port}/fittrack",
            "FITTRACK_ORIGINALS": str(Path(os.devnull) / "originals"),
        }
        result = examined(raw_run, answering({}), env)
    assert result.code == 1
    assert found(result)["postgresql"][0] == found(result)["originals"][0] == "wrong"
    assert "refused" in found(result)["postgresql"][1]
    assert secret not in result.out + result.err


@pytest.mark.parametrize(
    ("database", "check", "state", "says"),
    [
        (SharedDatabase("16.4", HEAD, 2, 3.2), "workers", "ok", "2 processes take work"),
        (SharedDatabase("16.4", HEAD, 0, 125.0), "workers", "wrong", "last heard of 2:05 ago"),
        (SharedDatabase("16.4", HEAD, 0, None), "workers", "wrong", "fittrack backend work"),
        (SharedDatabase("16.4", None, 0, None), "postgresql", "warning", "no tables yet"),
        (SharedDatabase("16.4", "0001", 0, None), "postgresql", "warning", "an older version"),
        (SharedDatabase("16.4", "9999", 0, None), "postgresql", "wrong", "a newer version"),
    ],
    ids=["work", "lost", "nobody", "empty", "older", "newer"],
)
def test_a_shared_database(
    raw_run: Run,
    monkeypatch: pytest.MonkeyPatch,
    database: SharedDatabase,
    check: str,
    state: str,
    says: str,
) -> None:
    monkeypatch.setattr(reach, "shared_database", lambda _settings: database)
    env = {"FITTRACK_DATABASE_URL": "postgresql://127.0.0.1/fittrack"}
    told = found(examined(raw_run, answering({}), env))
    assert told[check][0] == state
    assert says in " ".join(map(str, told[check]))


def test_a_token_file_that_others_may_read(raw_run: Run, config_dir: Path) -> None:
    config_dir.mkdir(mode=0o700)
    settings = config_dir / "config.yaml"
    settings.write_text("profiles: {default: {credential_store: file}}\n")
    settings.chmod(0o600)
    kept = config_dir / "credentials.json"
    kept.write_text("{}")
    kept.chmod(0o644)
    result = raw_run("doctor", "--json", handler=answering({}))
    assert found(result)["credentials"][0] == "wrong"
    assert found(result)["credentials"][2] == f"chmod 600 {kept}"


def test_a_backend_that_is_away_is_asked_once(raw_run: Run) -> None:
    asked: list[str] = []

    def away(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        raise httpx.ConnectError("Connection refused", request=request)

    result = examined(raw_run, away)
    assert found(result)["backend"][0] == "wrong"
    assert "ready" not in found(result)
    assert set(asked) <= {"/v1/meta/server"}


def test_completion_is_noticed(raw_run: Run, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    shell = {"SHELL": "/usr/bin/zsh"}
    assert found(examined(raw_run, None, shell))["completion"][2] is not None
    (home / ".zshrc").write_text("source <(fittrack completion zsh)\n")
    assert found(examined(raw_run, None, shell))["completion"][1] == "set up for zsh"
