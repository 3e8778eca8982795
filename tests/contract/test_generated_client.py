"""An installed client keeps working when the server grows, and refuses what is not the contract."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from fittrack_cli.wire.connection import Connection
from fittrack_client import api
from fittrack_client.models import LoginRequest, MfaChallenge, Problem, SyncJob
from tools.generating.regenerate import replace

GENERATED = Path(__file__).resolve().parents[2] / "generated_client"
COUNTS = ("total", "pending", "new", "updated", "merged", "unchanged", "skipped", "failed")


def job(**changes: object) -> dict[str, object]:
    answer: dict[str, object] = {
        "id": str(uuid4()),
        "state": "running",
        "types": ["activities"],
        "source_ids": [str(uuid4())],
        "since": None,
        "until": "2026-03-01",
        "full": False,
        "attempt": 1,
        "created_at": "2026-03-01T06:00:00Z",
        "started_at": None,
        "finished_at": None,
        "reason": None,
        "undone_at": None,
        "items_tidied_at": None,
        "waiting_until": None,
        "waiting_for": None,
        "warnings": [],
        "kind": "sync",
        "activity_ids": None,
        "counts": dict.fromkeys(COUNTS, 0),
        "progress": [],
    }
    return {**answer, **changes}


def test_an_enum_value_of_a_newer_server_is_kept() -> None:
    parsed = SyncJob.from_dict(job(state="paused", types=["activities", "sleep"])).to_dict()
    assert parsed["state"] == "paused"
    assert parsed["types"] == ["activities", "sleep"]


def test_a_field_of_a_newer_server_is_kept() -> None:
    parsed = SyncJob.from_dict(job(priority=3, counts={**dict.fromkeys(COUNTS, 0), "later": 4}))
    assert parsed["priority"] == 3
    assert parsed.to_dict()["counts"]["later"] == 4


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("state", 4),
        ("state", None),
        ("types", "activities"),
        ("types", [1]),
        ("types", {}),
        ("until", 5),
        ("until", "1 March"),
        ("full", "no"),
        ("attempt", "1"),
        ("attempt", True),
        ("created_at", None),
        ("created_at", "yesterday"),
        ("reason", ["a list"]),
        ("counts", []),
        ("id", "17"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(field: str, value: object) -> None:
    with pytest.raises((TypeError, ValueError, KeyError, AttributeError)):
        SyncJob.from_dict(job(**{field: value}))


def test_a_missing_field_is_refused() -> None:
    answer = job()
    del answer["state"]
    with pytest.raises(KeyError, match="state"):
        SyncJob.from_dict(answer)


def test_a_problem_keeps_members_that_the_contract_does_not_name() -> None:
    members = {"type": "t", "title": "T", "status": 418, "detail": "d", "request_id": "r", "x": 1}
    assert Problem.from_dict(members).to_dict() == members


def test_a_challenge_is_told_from_a_grant_by_its_kind() -> None:
    answer = {
        "kind": "token_grant",
        "challenge_id": str(uuid4()),
        "methods": ["totp"],
        "expires_at": "2026-03-01T06:00:00Z",
        "tries_remaining": 5,
    }
    with pytest.raises(ValueError, match="mfa_challenge"):
        MfaChallenge.from_dict(answer)
    assert MfaChallenge.from_dict({**answer, "kind": "mfa_challenge"}).methods == ["totp"]


def test_a_new_status_of_a_known_class_is_read() -> None:
    answer = httpx.Response(299, json=job())
    with Connection("http://x", timeout_s=1, transport=httpx.MockTransport(lambda _: answer)) as it:
        found = it.call(api.get_sync_job(uuid4()))
    assert found.state == "running"


def test_what_is_gone_from_the_contract_leaves_nothing(tmp_path: Path) -> None:
    made, kept = tmp_path / "made", tmp_path / "kept"
    for folder in (
        made / "a",
        kept / "a",
        kept / "b",
        kept / "a/__pycache__",
        kept / "b/__pycache__",
    ):
        folder.mkdir(parents=True)
    (made / "a" / "new.py").write_text("new")
    for name in ("a/old.py", "b/old.py", "a/__pycache__/old.pyc", "b/__pycache__/old.pyc"):
        (kept / name).write_text("old")
    (kept / "a/__pycache__/new.cpython-311.pyc").write_text("cached")
    replace(made, kept)
    left = sorted(path.relative_to(kept).as_posix() for path in kept.rglob("*"))
    assert left == ["a", "a/__pycache__", "a/__pycache__/new.cpython-311.pyc", "a/new.py"]


def test_models_and_constants_load_without_http_or_each_other() -> None:
    code = (
        "import sys, fittrack_contract; from fittrack_client.models import SyncType;"
        "print([m for m in sys.modules if m.startswith(('httpx', 'fittrack_client.models.'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['fittrack_client.models.sync_type']"


def test_an_operation_loads_with_its_models_alone() -> None:
    code = (
        "import sys; from fittrack_client import api; api.get_health();"
        "print([m for m in sys.modules if m.startswith(('httpx', 'fittrack_client.operations.'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    names = ["meta", "meta.get_health"]
    assert done.stdout.strip() == str([f"fittrack_client.operations.{name}" for name in names])


def test_a_page_keeps_what_the_list_was_asked_for() -> None:
    listed = api.list_activities(since=date(2026, 1, 31), sport="a&b", limit=7, cursor="old")
    assert listed.url == "/v1/activities?since=2026-01-31&sport=a%26b&limit=7&cursor=old"
    first = listed.page(None, 500)
    assert first.url == "/v1/activities?since=2026-01-31&sport=a%26b&limit=500"
    assert (
        first.page("n=", 2).url == "/v1/activities?since=2026-01-31&sport=a%26b&limit=2&cursor=n%3D"
    )
    assert listed.url.endswith("limit=7&cursor=old")


def test_an_operation_does_not_show_what_it_sends() -> None:
    operation = api.login(body=LoginRequest(username="eve", password="a long enough password"))
    assert "login" in repr(operation)
    assert "a long enough password" not in repr(operation)


def test_every_file_says_that_it_is_generated() -> None:
    modules = list(GENERATED.rglob("*.py"))
    assert modules
    for module in modules:
        first = module.read_text("utf-8").splitlines()[0]
        assert first == "# Generated from openapi.yaml by scripts/regenerate-client; do not edit."
