"""`fittrack api`: what the generated commands send, print and refuse."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from fittrack_cli.__main__ import main
from fittrack_cli.completion.operation_values import operation_named
from fittrack_cli.program.command_table import Branch, find, walk
from fittrack_cli.program.typer_tree import command_for
from fittrack_contract.contract import document
from fittrack_contract.operation_index import OPERATIONS
from tests.unit.cli.conftest import Run
from tests.unit.commands.conftest import JOB_ID, Backend, Signed, event, job, problem, stream
from tools.running.prompter import FakePrompter

ITEMS = f"GET /v1/sync/jobs/{JOB_ID}/items"
EVENTS = f"GET /v1/sync/jobs/{JOB_ID}/events"
FILE = f"GET /v1/activities/{JOB_ID}/file"


def page(*ids: str, cursor: str | None = None) -> dict[str, object]:
    return {"items": [{"id": id_, "later": 1} for id_ in ids], "next_cursor": cursor}


def test_every_operation_is_there() -> None:
    contract: Any = document()
    wanted = {
        operation["operationId"]
        for item in contract["paths"].values()
        for operation in item.values()
    }
    group = find(["api"])
    assert isinstance(group, Branch)
    assert {leaf.name for leaf in group.children} == wanted == set(OPERATIONS)


@pytest.mark.parametrize("words", ["get_sync_job", "get-sync-job", "getSyncJob"])
def test_each_spelling_of_a_name_is_the_operation(
    words: str, fittrack: Signed, backend: Backend
) -> None:
    backend.on(f"GET /v1/sync/jobs/{JOB_ID}", job(later="x", state="resting"))
    done = fittrack("api", words, JOB_ID, "-o", "json")
    assert done.code == 0
    assert done.json() == job(later="x", state="resting")  # as it came
    assert backend.requests[0].headers["authorization"] == "Bearer a-token"


def test_an_unknown_operation_is_told_with_those_that_are_close(run: Run) -> None:
    done = run("api", "get_sync_jb", "-o", "json")
    assert (done.code, done.error()["code"]) == (2, 2)
    assert "fittrack api get_sync_job" in str(done.error()["hint"])


def test_an_operation_without_security_sends_no_token(fittrack: Signed, backend: Backend) -> None:
    backend.on("GET /v1/meta/health", {"status": "ok"})
    assert (
        fittrack("api", "get_health", "--fields", "status", "-o", "csv").out == "status\r\nok\r\n"
    )
    assert "authorization" not in backend.requests[0].headers


def test_what_the_contract_does_not_allow_is_not_sent(fittrack: Signed, backend: Backend) -> None:
    for words, says in {
        ("list_activities", "--limit", "0"): "invalid --limit: must be at least 1, not '0'",
        ("list_activities", "--since", "soon"): "invalid --since: must be a day such as",
        ("get_activity", "17"): "invalid ACTIVITY_ID: must be an id such as",
        ("start_sync", "--types", "naps"): "must be one of activities, health, workouts",
        ("start_sync", "--idempotency-key", "a\r\nX-Evil: 1"): "invalid --idempotency-key",
        ("connect_source",): "missing --kind",
        ("connect_source", "--kind", "folder"): "missing --path",
        (
            "connect_source",
            "--path",
            "/x",
            "--kind",
            "moon",
        ): "invalid --kind: must be folder or upload",
        ("create_access_token", "--name", "n", "--scopes", "[]"): "at least 1 value",
        ("list_activities", "--no-such"): "No such option",
    }.items():
        done = fittrack("api", *words)
        assert (done.code, done.out) == (2, "")
        assert says in done.err
    assert backend.requests == []


def test_a_body_comes_from_options_or_a_file_and_options_win(
    fittrack: Signed, backend: Backend, tmp_path: Path
) -> None:
    backend.on("POST /v1/sync/jobs", job())
    body = tmp_path / "body.json"
    body.write_text('{"types": ["health"], "full": true}')
    words = ["--types", "activities", "--types", "workouts", "--since", "null"]
    fittrack("api", "start_sync", *words, "--full")
    fittrack("api", "start_sync", "--body", str(body), "--no-full")
    fittrack("api", "start_sync")
    assert [json.loads(request.content) for request in backend.requests] == [
        {"types": ["activities", "workouts"], "since": None, "full": True},
        {"types": ["health"], "full": False},
        {},
    ]
    keys = [request.headers["idempotency-key"] for request in backend.requests]
    assert len(set(keys)) == 3
    body.write_text('{"later": 1}')
    for options, says in {
        ("--body", str(body)): "later is not in the contract",
        ("--body", str(tmp_path / "none")): "No such file",
        ("--body", str(Path(__file__))): "is not JSON",
    }.items():
        done = fittrack("api", "start_sync", *options)
        assert (done.code, says in done.err) == (2, True)


def test_a_lost_answer_is_asked_for_again_with_the_same_key(
    fittrack: Signed, backend: Backend
) -> None:
    backend.on("POST /v1/sync/jobs", httpx.ReadError("cut"), job())
    assert fittrack("api", "start_sync", "-o", "json").code == 0
    first, second = backend.requests
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"]


def test_a_secret_is_never_an_argument(run: Run, backend: Backend, tmp_path: Path) -> None:
    backend.on("POST /v1/auth/login", {"kind": "mfa_challenge"})
    login = ["api", "login", "--username", "ada"]
    done = run(*login, "--password", "hunter2hunter2", handler=backend)
    assert (done.code, backend.requests) == (2, [])
    assert "hunter2" not in done.err
    secret = tmp_path / "secret"
    secret.write_text("hunter2hunter2\n")
    run(*login, "--password", f"@{secret}", handler=backend)
    run(*login, "--password", "-", handler=backend, stdin="hunter2hunter2\nmore")
    asked = run(*login, "--password", "-", handler=backend, answers=["hunter2hunter2"]).asked
    sent = [json.loads(request.content)["password"] for request in backend.requests]
    assert sent == ["hunter2hunter2"] * 3
    assert asked == ["password (hidden)"]
    bad = run(*login, "--password", "-", handler=backend, stdin="x" * 2000)
    assert (bad.code, "xxx" in bad.err) == (2, False)


def test_every_secret_of_the_contract_is_known_as_one() -> None:
    contract: Any = document()
    for name in OPERATIONS:
        operation = operation_named(name)
        for one in operation.inputs:
            named_so = one.path[-1] in (
                *("password", "new_password", "current_password", "code", "proof"),
                *("refresh_token", "attempt", "device_secret", "invitation", "key"),
                *("secret", "url"),
            )
            assert one.secret == named_so, (
                name,
                one,
            )
    assert '"writeOnly": true' in json.dumps(contract)


def test_pages_are_followed_as_they_come(fittrack: Signed, backend: Backend) -> None:
    backend.on(ITEMS, page("a", "b", cursor="x y&z"), page(cursor="2"), page("c"))
    done = fittrack("api", "list_sync_items", JOB_ID, "--paginate", "-o", "jsonl", "--limit", "2")
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == ["a", "b", "c"]
    queries = [dict(request.url.params) for request in backend.requests]
    assert queries == [
        {"limit": "2"},
        {"limit": "2", "cursor": "x y&z"},
        {"limit": "2", "cursor": "2"},
    ]
    backend.on(ITEMS, page("a", cursor="1"))
    done = fittrack("api", "list_sync_items", JOB_ID, "--paginate", "-o", "csv")
    assert (done.code, "does not end" in done.err) == (9, True)
    assert done.out.splitlines()[1].startswith("a,")


def test_one_page_is_printed_as_it_came_and_tells_of_more(
    fittrack: Signed, backend: Backend
) -> None:
    backend.on(ITEMS, page("a", cursor="1"))
    words = ["api", "list_sync_items", JOB_ID]
    assert fittrack(*words, "-o", "json").json() == page("a", cursor="1")
    assert fittrack(*words, "-o", "json", "--query", "next_cursor").json() == "1"
    assert fittrack(*words, "-o", "json", "--fields", "id").json() == [{"id": "a"}]
    done = fittrack(*words, "-o", "csv")
    assert done.out.splitlines()[0].endswith(",later")
    assert "--paginate" in done.err


def test_events_come_until_the_end(fittrack: Signed, backend: Backend) -> None:
    sent = (
        event("item", {"n": 1}, "1"),
        event("nap", {"n": 2}),
        event("end", job()),
        event("x", {}),
    )
    backend.on(EVENTS, stream(*sent))
    done = fittrack("api", "stream_sync_events", JOB_ID, "--last-event-id", "0", "-o", "jsonl")
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert [(line["event"], line["data"].get("n")) for line in lines] == [
        ("item", 1),
        ("nap", 2),
        ("end", None),
    ]
    assert backend.requests[0].headers["last-event-id"] == "0"
    backend.on(EVENTS, stream("data: plain \x1b[31mtext\n\n"))  # ended by the server
    done = fittrack("api", "stream_sync_events", JOB_ID)
    assert (done.code, done.out) == (0, "message  plain \\x1b[31mtext\n")


def test_a_file_goes_to_a_file(
    fittrack: Signed, backend: Backend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = httpx.Response(
        200, headers={"content-type": "application/octet-stream"}, content=b"\x0e\xff"
    )
    backend.on(FILE, answer)
    words = ["api", "download_activity_file", JOB_ID]
    assert fittrack(*words).code == 0
    assert (tmp_path / JOB_ID).read_bytes() == b"\x0e\xff"
    assert fittrack(*words).code == 5
    assert fittrack(*words, "--force", "-o", "json").json() == {
        "path": JOB_ID,
        "size_bytes": 2,
        "file_sha256": _digest(b"\x0e\xff"),
    }
    assert fittrack(*words, "--to", str(tmp_path)).code == 2


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    "header",
    [
        'attachment; filename="../../x/ride.fit"',
        "attachment; filename*=UTF-8''..%2F..%2Fride.fit",
        'attachment; filename="C:\\\\x\\\\ride.fit"',
        'attachment; filename="...ride\u202e.fit"',
    ],
)
def test_the_name_that_a_server_gives_leads_nowhere_else(
    header: str,
    fittrack: Signed,
    backend: Backend,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    headers = {
        b"content-type": b"application/octet-stream",
        b"content-disposition": header.encode(),
    }
    backend.on(FILE, httpx.Response(200, headers=headers, content=b"x"))
    assert fittrack("api", "download_activity_file", JOB_ID).code == 0
    [made] = [path for path in tmp_path.iterdir() if path.is_file()]
    assert made.name.startswith("ride") and made.name.endswith(".fit")


def test_nothing_is_printed_where_nothing_comes(fittrack: Signed, backend: Backend) -> None:
    backend.on(f"DELETE /v1/sources/{JOB_ID}", httpx.Response(204))
    done = fittrack("api", "disconnect_source", JOB_ID)
    assert (done.code, done.out, done.err) == (0, "", "")


def test_a_list_inside_an_answer_is_a_table_for_people_alone(
    fittrack: Signed, backend: Backend
) -> None:
    sent = job("succeeded", progress=[{"type": "health", "new": 2}, {"type": None, "new": 0}])
    backend.on(f"GET /v1/sync/jobs/{JOB_ID}", sent)
    shown = fittrack("api", "get_sync_job", JOB_ID).out
    assert "state" in shown
    _heading, columns, first, second = shown[shown.index("progress:") :].splitlines()
    assert columns.split() == ["TYPE", "NEW"]
    assert (first.split(), second.split()) == (["health", "2"], ["-", "0"])
    assert fittrack("api", "get_sync_job", JOB_ID, "-o", "json").json() == sent
    only = fittrack("api", "get_sync_job", JOB_ID, "--fields", "progress").out
    assert "progress:" not in only


def test_problems_have_their_exit_codes(fittrack: Signed, backend: Backend) -> None:
    backend.on("POST /v1/sync/jobs", problem(409, "sync-conflict", "It runs.", job_id=JOB_ID))
    done = fittrack("api", "start_sync", "-o", "json")
    assert (done.code, done.error()["job_id"]) == (5, JOB_ID)
    assert fittrack("api", "get_activity", JOB_ID).code == 6


def test_help_tells_arguments_options_limits_and_examples(run: Run) -> None:
    page = " ".join(run("api", "list-sync-items", "--help").out.split())
    for words in (
        "fittrack api list_sync_items JOB_ID [options]",
        "JOB_ID The sync job's id.",
        "From 1 to 1000. The server's default is 100.",
        "One of pending,",
        "$ fittrack api list_sync_items JOB_ID --paginate -o jsonl",
    ):
        assert words in page
    assert re.search(r"^SYNC\n  list_sync_jobs +List sync jobs\n", run("api").out, re.MULTILINE)
    assert "api " in run("--help").out


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_command_has_a_parser_and_a_page(name: str, run: Run) -> None:
    words, leaf = next((words, leaf) for words, leaf in walk() if leaf.name == name)
    assert command_for(leaf, words).params
    page = run("api", name, "--help").out
    assert page.startswith(OPERATIONS[name][1])
    assert "USAGE" in page and "EXAMPLES" in page


def test_other_commands_do_not_know_the_operations() -> None:
    code = (
        "import sys; from fittrack_cli.__main__ import main;"
        "main(['sync', 'status']);"
        "about = ('fittrack_commands', 'fittrack_cli.operations', 'fittrack_contract.operation_index');"
        "print([m for m in sys.modules if m.startswith(about)])"
    )
    environment = {**os.environ, "FITTRACK_SERVER": "http://127.0.0.1:9"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_file_never_goes_to_a_terminal(backend: Backend, tmp_path: Path) -> None:
    class Terminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    out, err = Terminal(io.BytesIO()), io.StringIO()
    environment = {"FITTRACK_TOKEN": "t", "FITTRACK_CONFIG_DIR": str(tmp_path)}
    words = ["api", "download_activity_file", JOB_ID, "--to", "-"]
    transport = httpx.MockTransport(backend)
    code = main(words, environment, io.StringIO(), out, err, FakePrompter([]), transport)
    assert (code, backend.requests) == (2, [])
    assert "terminal" in err.getvalue()
