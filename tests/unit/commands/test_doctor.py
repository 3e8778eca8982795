"""`fittrack doctor`: what is wrong is found, with what mends it; what is well is said to be."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from fittrack_contract.contract import document
from tests.unit.commands.test_every_result import TOKEN, Examples
from tests.unit.migrated import migrated

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Result, Run

Answer = Callable[[httpx.Request], httpx.Response]
ROW: Mapping[str, object] = {
    "last_state": "succeeded",
    "last_reason": None,
    "failing_files": 0,
    "failed_job_ids": [],
}
JOB = "0b9d7f2e-0000-4000-8000-000000000001"


def answering(changed: Mapping[str, object], *, date: dt.datetime | None = None) -> Answer:
    """The examples of the contract, but what `changed` has by path: a status, or a JSON answer."""
    examples = Examples()
    known = {"/v1/openapi.json": document(), "/v1/sync/overview": overview(), **changed}

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


def found(result: Result) -> dict[str, tuple[str, str, str | None]]:
    """What was found, by what was looked at."""
    return {
        one["check"]: (one["state"], one["detail"], one["command"])
        for one in json.loads(result.out)
    }


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
            {"/v1/sync/overview": {"rows": [], "samples_to_come": 0, "warnings": []}},
            "syncs",
            "warning",
            "no source",
        ),
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
