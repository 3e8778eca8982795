"""Whatever answers, a command ends soon, with one clear sentence, the right exit code, no traceback.

Every test runs the real command against a real socket.

It has more than 400 lines, since it is one list of wrong answers, given by the same server.
"""

from __future__ import annotations

import csv
import io
import json
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from fittrack_contract import FIELDS
from tests.integration.command_line import CommandLine, Done
from tests.servers.hostile import (
    Answer,
    Exchange,
    HostileServer,
    body,
    by_path,
    chunked,
    document,
    endless,
    head,
    in_turn,
    problem,
    raw,
    refusing,
    reset,
    silent,
)
from tests.unit.commands.conftest import JOB_ID, event, item, job
from tools.running import fork_server

Json = dict[str, Any]
TIMEOUT_S = 1
LONG_TIMEOUT = ("--timeout", "15")
"""For an answer that comes, and must be told from none on a slow machine, too."""
PATIENCE_S = 90
BOMB_MIB = 1024
MOST_MEMORY_BYTES = 900 << 20
LIST = ("activities", "list")
JSON = {"Content-Type": "application/json"}
EVENTS = {"Content-Type": "text/event-stream"}
HOSTILE = "\x1b]0;owned\x07\x1b[2Jfun\x9b31m \u202egpj.exe\r\nsecond line"
FORBIDDEN = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))} - {"\n", "\t"} | {"\u202e"}


@pytest.fixture(scope="module")
def fittrack(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    home = tmp_path_factory.mktemp("home")
    return CommandLine.at(home, FITTRACK_TOKEN="a-token", FITTRACK_TIMEOUT=str(TIMEOUT_S))


def ask(fittrack: CommandLine, url: str, *args: str, stdin: str = "") -> Done:
    """Runs a command against a server; it must end soon and in little memory."""

    started = time.monotonic()
    done = fork_server.run(
        "tests.integration.in_little_memory",
        *(str(MOST_MEMORY_BYTES), *args, "--server", url),
        environment=fittrack.environment,
        folder=fittrack.home,
        stdin=stdin.encode(),
        timeout_s=PATIENCE_S,
    )
    assert time.monotonic() - started < PATIENCE_S
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def assert_clear(done: Done, code: int) -> None:
    """One sentence for a person on stderr, and nothing on stdout."""
    assert done.code == code, done
    assert done.out == "", done
    assert "Traceback" not in done.err
    assert done.err.startswith("fittrack: "), done
    first, *hints = done.err.splitlines()
    assert 10 < len(first) < 2_000
    assert all(line.startswith("  ") for line in hints)
    assert not FORBIDDEN & set(done.err)


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@cache
def zipped(mebibytes: int) -> bytes:
    """Blanks as gzip. Each mebibyte is compressed to the same bytes, so that one is enough to make them all."""
    blanks = b" " * (1 << 20)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(blanks) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = 0
    for _ in range(mebibytes):
        checksum = zlib.crc32(blanks, checksum)
    header = b"\x1f\x8b\x08" + bytes(5) + b"\x02\xff"
    trailer = struct.pack("<II", checksum, mebibytes << 20)
    return header + packed * mebibytes + packer.flush() + trailer


def bomb(mebibytes: int, kind: str = "application/json") -> Answer:
    """Made when it is asked for, since every worker of a test run imports this."""

    def answer(exchange: Exchange) -> None:
        headers = {"Content-Encoding": "gzip"}
        body(zipped(mebibytes), kind=kind, headers=headers)(exchange)

    return answer


UNREACHABLE: dict[str, Answer] = {
    "says nothing": silent(),
    "stops in its headers": silent(b"HTTP/1.1 200 OK\r\nContent-Ty"),
    "closes at once": raw(b""),
    "resets": reset(),
    "half a header": raw(b"HTTP/1.1 200 OK\r\nContent-Ty"),
    "never-ending headers, slowly": endless(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", pause_s=0.1),
    "never-ending headers, quickly": endless(b"HTTP/1.1 200 OK\r\n", b"X-A: bbb\r\n" * 1000),
    "never-ending 100 Continue": endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", pause_s=0.01),
    "a body that trickles": endless(head(200, JSON), b" ", pause_s=0.1),
    "a page": body(b"<html>Welcome</html>", kind="text/html"),
    "a page as 404": body(b"<html>Nothing</html>", status=404, kind="text/html"),
    "a gateway's page": body(b"<html>Bad Gateway</html>", status=502, kind="text/html"),
    "a gateway's problem": problem(503, "unavailable"),
    "shorter than promised": raw(head(200, JSON | {"Content-Length": "999"}) + b'{"items": ['),
    "a gigabyte promised": raw(head(200, JSON | {"Content-Length": str(1 << 30)}) + b"[" * 99),
    "half a document": body(b'{"items": ['),
    "chunks that break off": chunked(b'{"items": [', ends=False),
    "no chunks": raw(head(200, JSON | {"Transfer-Encoding": "chunked"}) + b"\x1b[31mzz\r\nxx"),
    "no body": body(b""),
    "no content": raw(head(204)),
    "bytes that are no text": body(b'{"items": [], "next_cursor": "\xff"}'),
    "another kind of content": body(b'{"items": []}', kind="application/octet-stream"),
    "not compressed as it says": body(b"{}", headers={"Content-Encoding": "gzip"}),
    "compressed in an unknown way": body(b"{}", headers={"Content-Encoding": "br"}),
    "another host": raw(head(302, {"Location": "https://evil.example/v1/activities"})),
    "another scheme": raw(head(307, {"Location": "file:///etc/passwd"})),
    "itself again": raw(head(308, {"Location": "/v1/activities"})),
    "an impossible redirect": raw(head(302, {"Location": "http://\x1b[31m/"})),
    "another protocol": raw(b"SSH-2.0-OpenSSH_9.9\r\n"),
    "an impossible status": raw(b"HTTP/1.1 099 Wow\r\n\r\n"),
}
INCOMPATIBLE: dict[str, Answer] = {
    "a list": document([]),
    "a text": document("hello"),
    "a number": document(7),
    "null": document(None),
    "an empty object": document({}),
    "items that are text": document({"items": "abc", "next_cursor": None, "total": None}),
    "items that are null": document({"items": None, "next_cursor": None, "total": None}),
    "an item that is a number": document({"items": [7], "next_cursor": None, "total": None}),
    "an item that lacks all": document({"items": [{}], "next_cursor": None, "total": None}),
    "an item of wrong types": document({"items": [{"id": 1, "start_time": []}]}),
    "a huge number": body(b'{"items": [], "next_cursor": 1' + b"0" * 10_000 + b"}"),
    "nested too deeply": body(b"[" * 100_000 + b"]" * 100_000),
    "pages that repeat": document({"items": [], "next_cursor": "again"}),
    "a body without end": endless(head(200, JSON), b" " * (1 << 16)),
    "a zip bomb": bomb(BOMB_MIB),
}


@pytest.fixture(scope="module")
def listed(fittrack: CommandLine) -> Iterator[Mapping[str, Future[Done]]]:
    """How a list ends for each of these answers; most wait for something, so several run at once."""

    def end(name: str) -> Done:
        patience = LONG_TIMEOUT if name in INCOMPATIBLE else ()
        with HostileServer((UNREACHABLE | INCOMPATIBLE)[name]) as server:
            return ask(fittrack, server.url, *LIST, "-o", "csv", *patience)

    zipped(BOMB_MIB)  # takes part of the second that an answer has
    with ThreadPoolExecutor(4) as pool:
        yield {name: pool.submit(end, name) for name in (*UNREACHABLE, *INCOMPATIBLE)}


@pytest.mark.parametrize("name", UNREACHABLE)
def test_an_answer_that_is_none_is_unreachable(
    listed: Mapping[str, Future[Done]], name: str
) -> None:
    assert_clear(listed[name].result(), 7)


@pytest.mark.parametrize("name", INCOMPATIBLE)
def test_an_answer_of_the_wrong_shape_is_incompatible(
    listed: Mapping[str, Future[Done]], name: str
) -> None:
    assert_clear(listed[name].result(), 9)


def test_a_port_on_which_nothing_listens_says_how_to_start_the_backend(
    fittrack: CommandLine,
) -> None:
    done = ask(fittrack, refusing(), "sync", "status")
    assert_clear(done, 7)
    assert "fittrack backend start" in done.err


COMMANDS = (
    "sync start",
    "sync start --wait",
    "sync status",
    f"sync status {JOB_ID}",
    "sync list -o csv",
    f"sync watch {JOB_ID}",
    f"sync items {JOB_ID} -o csv",
    f"sync cancel {JOB_ID}",
    f"sync retry {JOB_ID}",
    f"activities show {JOB_ID}",
    f"activities download {JOB_ID}",
    "health list -o csv",
    "workouts list",
    f"workouts download {JOB_ID} --to -",
    "source list",
    "source connect folder .",
    f"source disconnect {JOB_ID} --yes",
    "auth status",
    "auth invite",
)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param(UNREACHABLE["a page"], 7, id="a page"),
        pytest.param(UNREACHABLE["half a document"], 7, id="half a document"),
        pytest.param(INCOMPATIBLE["an empty object"], 9, id="an empty object"),
        pytest.param(INCOMPATIBLE["a list"], 9, id="a list"),
        pytest.param(problem(401, "token-expired"), 3, id="401"),
    ],
)
def test_every_command_knows_no_answer_from_a_wrong_one(
    fittrack: CommandLine, answer: Answer, code: int
) -> None:
    with HostileServer(answer) as server, ThreadPoolExecutor(3) as pool:
        ended = pool.map(
            lambda text: ask(fittrack, server.url, *text.split(), *LONG_TIMEOUT), COMMANDS
        )
        for done in ended:
            assert_clear(done, code)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param(raw(b""), 7, id="closes"),
        pytest.param(silent(), 7, id="silent"),
        pytest.param(body(b"<html>", kind="text/html"), 7, id="a page"),
        pytest.param(document([]), 9, id="a list"),
        pytest.param(document({"kind": "token_grant"}), 9, id="a grant without tokens"),
        pytest.param(document({"kind": "poem"}), 9, id="an unknown kind"),
        pytest.param(
            document({"kind": "mfa_challenge", "challenge_id": 7, "methods": 3}),
            9,
            id="a challenge of wrong types",
        ),
        pytest.param(problem(429, "too-many-tries", {"Retry-After": "60"}), 1, id="429"),
    ],
)
def test_signing_in_sends_the_password_once_and_keeps_nothing(
    tmp_path: Path, answer: Answer, code: int
) -> None:
    fittrack = CommandLine.at(tmp_path / "home", FITTRACK_TIMEOUT=str(TIMEOUT_S))
    args = ("auth", "login", "--username", "ada", "--password-stdin", "--credential-store", "file")
    patience = () if code == 7 else LONG_TIMEOUT
    with HostileServer(answer) as server:
        done = ask(fittrack, server.url, *args, *patience, stdin="correct horse battery\n")
        assert len(server.requests) == 1
    assert_clear(done, code)
    assert "correct horse" not in done.err
    assert not list((tmp_path / "home").rglob("credentials.json"))


def test_nothing_is_sent_to_where_a_redirect_leads(fittrack: CommandLine) -> None:
    with HostileServer(document({})) as other:
        elsewhere = raw(head(307, {"Location": f"{other.url}/v1/sync/jobs"}))
        with HostileServer(elsewhere) as server:
            assert_clear(ask(fittrack, server.url, "sync", "start"), 7)
        assert other.requests == []


@pytest.mark.parametrize("wait", ["1000000000", "-5", "soon", "9" * 400, "1e9", "\x1b[31m"])
def test_no_retry_after_makes_a_command_wait_for_ever(fittrack: CommandLine, wait: str) -> None:
    with HostileServer(problem(429, "too-many-requests", {"Retry-After": wait})) as server:
        done = ask(fittrack, server.url, "activities", "list")
        assert len(server.requests) == 1
    assert_clear(done, 1)


def test_a_short_retry_after_is_kept(fittrack: CommandLine) -> None:
    empty = document({"items": [], "next_cursor": None, "total": None})
    with HostileServer(in_turn(problem(429, "busy", {"Retry-After": "1"}), empty)) as server:
        started = time.monotonic()
        done = ask(fittrack, server.url, "activities", "list", "-o", "json")
    assert (done.code, done.json()) == (0, [])
    assert time.monotonic() - started > 1


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param(
            problem(500, "internal", title=HOSTILE, detail=HOSTILE, request_id=HOSTILE),
            1,
            id="escape sequences",
        ),
        pytest.param(
            problem(500, "internal", title=[1], detail={"a": 1}, request_id=7, errors="no"),
            1,
            id="wrong types",
        ),
        pytest.param(
            problem(422, "validation", errors=[{"field": HOSTILE, "message": HOSTILE}, 7, {}]),
            2,
            id="errors of wrong types",
        ),
        pytest.param(problem(409, "sync-conflict", job_id=HOSTILE), 5, id="a job that is none"),
        pytest.param(problem(409, "sync-conflict", job_id={"a": [1]}), 5, id="a job of no type"),
        pytest.param(
            body(b"[" * 100_000, status=409, kind="application/problem+json"), 5, id="too deep"
        ),
        pytest.param(
            body(b'{"title": "x', status=404, kind="application/problem+json"), 6, id="cut short"
        ),
        pytest.param(
            raw(head(500, JSON).replace(b"Whatever", b"\x1b[31mBoom") + b"{}"), 1, id="reason"
        ),
        pytest.param(problem(418, "teapot"), 1, id="an unknown kind"),
    ],
)
def test_a_problem_is_told_in_harmless_words(
    fittrack: CommandLine, answer: Answer, code: int
) -> None:
    with HostileServer(answer) as server:
        for_people = ask(fittrack, server.url, "sync", "start")
        for_programs = ask(fittrack, server.url, "sync", "start", "-o", "json")
    assert_clear(for_people, code)
    error = for_programs.error()
    assert (for_programs.code, error["code"]) == (code, code)
    assert {"code", "title", "detail", "hint", "request_id"} <= error.keys()
    assert not FORBIDDEN & set(for_programs.err)


# Watching


def watched(events: Answer, *jobs: Json) -> Answer:
    """A job whose state is that of `jobs`, one a request, and whose events are these."""
    states = iter(jobs[:-1])

    def state(exchange: Exchange) -> None:
        document(next(states, jobs[-1]))(exchange)

    return by_path({JOB_ID: state, "/events": events})


RUNNING, SUCCEEDED = job("running"), job("succeeded")
END = event("end", SUCCEEDED, "9").encode()


@pytest.mark.parametrize(
    "stream",
    [
        pytest.param(problem(404, "not-found"), id="there are none"),
        pytest.param(body(b"<html>", kind="text/html"), id="a page"),
        pytest.param(raw(head(204)), id="no content"),
        pytest.param(raw(head(200, EVENTS)), id="closes at once"),
        pytest.param(raw(head(200, EVENTS) + b"\x00\xff garbage\n\n" * 99), id="garbage"),
        pytest.param(raw(head(200, EVENTS) + b'event: progress\ndata: {"a\n\n'), id="cut short"),
        pytest.param(raw(head(200, EVENTS) + b"event: item\ndata: []\n\n"), id="a list"),
        pytest.param(raw(head(200, EVENTS) + b'event: item\ndata: {"id": 1}\n\n'), id="wrong"),
        pytest.param(
            raw(head(200, EVENTS) + b"event: end\ndata: " + b"[" * 100_000 + b"\n\n"), id="deep"
        ),
        pytest.param(endless(head(200, EVENTS) + b"data: ", b"x" * (1 << 16)), id="no line end"),
        pytest.param(bomb(256, kind="text/event-stream"), id="a zip bomb"),
        pytest.param(raw(head(302, {"Location": "https://evil.example/"})), id="a redirect"),
    ],
)
def test_a_sync_whose_events_are_no_use_is_asked_after(
    fittrack: CommandLine, stream: Answer
) -> None:
    with HostileServer(watched(stream, RUNNING, SUCCEEDED)) as server:
        done = ask(fittrack, server.url, "sync", "watch", JOB_ID, "-o", "json")
    assert done.code == 0, done.err
    assert done.one()["state"] == "succeeded"
    assert "Traceback" not in done.err


def test_events_that_break_off_are_taken_up_where_they_were(fittrack: CommandLine) -> None:
    broken = raw(head(200, EVENTS) + event("progress", RUNNING, "41").encode())
    ending = raw(head(200, EVENTS) + END)
    seen: list[str] = []

    def stream(exchange: Exchange) -> None:
        seen.append(exchange.headers.get("last-event-id", ""))
        (broken if len(seen) < 3 else ending)(exchange)

    with HostileServer(watched(stream, RUNNING)) as server:
        done = ask(fittrack, server.url, "sync", "watch", JOB_ID, "-o", "json")
    assert done.code == 0, done.err
    assert seen == ["", "41", "41"]


def test_a_backend_that_goes_away_while_it_is_watched_is_unreachable(
    fittrack: CommandLine,
) -> None:
    server = HostileServer(raw(b""))

    def stream(exchange: Exchange) -> None:
        server.close()
        exchange.send(head(200, EVENTS) + event("progress", RUNNING, "1").encode())

    server.answer = watched(stream, RUNNING)
    done = ask(fittrack, server.url, "sync", "watch", JOB_ID)
    assert done.code == 7, done
    assert f"fittrack --server {server.url} sync watch {JOB_ID}" in done.err
    assert "Traceback" not in done.err


def test_an_old_command_line_understands_what_a_newer_backend_adds(
    fittrack: CommandLine,
) -> None:
    newer = job("succeeded", weather={"wind": "north"}, types=["sleep", "activities"])
    started = event("party", {"guests": 3}).encode()
    came = event("item", item(1, type="sleep", outcome="postponed", mood=":-)"), "2").encode()
    stream = raw(head(200, EVENTS) + started + came + event("end", newer, "3").encode())
    with HostileServer(watched(stream, RUNNING)) as server:
        done = ask(fittrack, server.url, "sync", "watch", JOB_ID, "-o", "json")
    assert done.code == 0, done.err
    assert done.one()["weather"] == {"wind": "north"}

    unknown = job("exploded", finished_at="2026-01-31T07:31:14Z")
    with HostileServer(watched(stream, unknown)) as server:
        ended = ask(fittrack, server.url, "sync", "watch", JOB_ID)
    assert ended.code == 8
    assert "exploded" in ended.err


# Lists and files


def activity(**values: object) -> Json:
    """An activity as the contract has it."""
    return {
        **dict.fromkeys(FIELDS["Activity"]),
        "id": JOB_ID,
        "start_time": "2026-01-31T07:30:00Z",
        "sport": "running",
        "sub_sport": None,
        "name": None,
        "distance_m": 5200.5,
        "timer_s": 1800.0,
        "elapsed_s": None,
        "calories_kcal": None,
        "avg_hr_bpm": 140,
        "max_hr_bpm": None,
        "ascent_m": None,
        "device": None,
        "source_id": None,
        "file_name": "run.fit",
        "file_format": "fit",
        "file_sha256": "0" * 64,
        "damage": None,
        "remarks": [],
        "local_start_time": "2026-01-31T08:30:00+01:00",
        "utc_offset_s": 3600,
        "time_zone": "Europe/Berlin",
        "zone_from": "file",
        "date": "2026-01-31",
        "lap_count": 0,
        "recording_count": 1,
        "created_at": "2026-01-31T08:00:00Z",
        "updated_at": "2026-01-31T08:00:00Z",
    } | values


def test_every_format_tells_the_same_also_of_hostile_names(fittrack: CommandLine) -> None:
    names = [HOSTILE, '"quoted", and\nbroken', "=cmd|' /C calc'!A0", "", "\ud800", "🏃‍♀️ à l'aube"]
    known = [activity(name=name, file_name=name, distance_m=n / 3) for n, name in enumerate(names)]
    with HostileServer(document({"items": known, "next_cursor": None, "total": None})) as server:
        table, array, lines, rows = (
            ask(fittrack, server.url, "activities", "list", "-o", mode)
            for mode in ("table", "json", "jsonl", "csv")
        )
        chosen = ask(fittrack, server.url, *LIST, "-o", "csv", "--fields", "name,id")
        query = "[?distance_m > `1`].{n: name}"
        found = ask(fittrack, server.url, *LIST, "-o", "json", "--query", query)
    assert not FORBIDDEN & set(table.out)
    assert not FORBIDDEN & set(array.out)
    told = array.rows()
    assert [one["name"] for one in told] == names
    assert [json.loads(line) for line in lines.out.split("\n") if line] == told
    read = list(csv.DictReader(io.StringIO(rows.out, newline="")))
    assert list(read[0]) == list(told[0]) == list(known[0])
    for one, row in zip(told, read, strict=True):
        assert row["name"] == str(one["name"]).replace("\ud800", "\\ud800")
        assert float(row["distance_m"]) == one["distance_m"]
        assert row["avg_hr_bpm"] == "140"
        assert row["ascent_m"] == ""
    parsed = list(csv.reader(io.StringIO(chosen.out, newline="")))
    assert parsed[0] == ["name", "id"]
    assert [row[0] for row in parsed[1:]] == [row["name"] for row in read]
    assert found.json() == [{"n": name} for name in names[4:]]


LISTS = (
    "laps",
    "lengths",
    "sets",
    "splits",
    "split_sums",
    "zones",
    "dive_gases",
    "workout_steps",
)


def original(data: bytes, answer: Answer, digest: str | None = None) -> Answer:
    known = detail(file_sha256=digest or sha256(data).hexdigest())
    return by_path({"/file": answer, JOB_ID: document(known)})


def detail(**values: object) -> Json:
    """An activity without laps and other lists, with all members."""
    lists: dict[str, object] = {name: [] for name in LISTS}
    return {**dict.fromkeys(FIELDS["ActivityDetail"]), **activity(**lists, recordings=[]), **values}


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(raw(head(200, {"Content-Length": "9999"}) + b"part of it"), id="cut short"),
        pytest.param(reset(head(200) + b"part of it"), id="reset"),
        pytest.param(silent(head(200) + b"part of it"), id="stalls"),
        pytest.param(body(b"something else", kind="application/octet-stream"), id="another file"),
        pytest.param(body(b"<html>", kind="text/html"), id="a page"),
        pytest.param(body(b"xx", headers={"Content-Encoding": "gzip"}), id="not compressed"),
        pytest.param(raw(head(204)), id="no content"),
    ],
)
def test_a_download_that_fails_leaves_no_file_and_touches_none(
    fittrack: CommandLine, tmp_path: Path, answer: Answer
) -> None:
    target = tmp_path / "run.fit"
    with HostileServer(original(b"the whole file", answer)) as server:
        args = ("activities", "download", JOB_ID, "--to", str(target))
        assert_clear(ask(fittrack, server.url, *args), 7)
        assert names_in(tmp_path) == []
        target.write_bytes(b"mine")
        assert_clear(ask(fittrack, server.url, *args, "--force"), 7)
    assert names_in(tmp_path) == ["run.fit"]
    assert target.read_bytes() == b"mine"


def test_a_server_names_no_file_here(fittrack: CommandLine, tmp_path: Path) -> None:
    data = b"the whole file"
    hostile = detail(
        file_sha256=sha256(data).hexdigest(),
        file_name="../../../../tmp/evil.sh",
        file_format="/../../evil",
    )
    headers = {"Content-Disposition": 'attachment; filename="../../evil.sh"'}
    routes = {"/file": body(data, headers=headers), JOB_ID: document(hostile)}
    here = CommandLine(tmp_path, fittrack.environment)
    with HostileServer(by_path(routes)) as server:
        done = ask(here, server.url, "activities", "download", JOB_ID)
    assert done.code == 0, done.err
    assert names_in(tmp_path) == [f"{JOB_ID}.bin"]


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
@pytest.mark.parametrize("mode", ["table", "json", "jsonl", "csv"])
@pytest.mark.parametrize("count", [1, 2_000])
def test_results_that_cannot_be_written_are_an_error(
    fittrack: CommandLine, mode: str, count: int
) -> None:
    listed = document({"items": [activity()] * count, "next_cursor": None, "total": None})
    with HostileServer(listed) as server, Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            fittrack.command("activities", "list", "-o", mode, "--server", server.url),
            env=dict(fittrack.environment),
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=PATIENCE_S,
            check=False,
        )
    assert done.returncode == 1
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"\n") <= 2
