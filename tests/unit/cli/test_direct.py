"""The direct way and the whole way: one command line, the same bytes, exit code and requests on both."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve, field, frozen

from fittrack_cli import secret
from fittrack_cli.__main__ import main
from fittrack_cli.program import running
from fittrack_cli.program.command_table import OWN_PACKAGE, Leaf, walk
from fittrack_cli.program.config import Config, Profile
from fittrack_cli.secret import Secret
from fittrack_cli.session.file_store import FileStore
from fittrack_cli.session.stores import key_for
from fittrack_cli.session.tokens import Tokens
from fittrack_cli.wire import plain_http
from fittrack_cli.wire.version_notes import note_file, write_note
from fittrack_contract import CONTRACT_VERSION, FIELDS, OPERATIONS, PLAIN_READS
from tests.servers.canned import USUAL, CannedServer, answer, problem
from tools.running.prompter import FakePrompter

ID = "49e4eb6c-bce6-483d-bf53-583ac3d38de8"
ACCOUNT = "0b6f7f3e-31b0-4f43-8ac5-d6a52b8f1c11"
STATUS = ("sync", "status", ID, "-o", "json")
JOB = dict.fromkeys(FIELDS["SyncJob"]) | {"id": ID, "kind": "sync", "counts": {"new": 3}}


@pytest.fixture(scope="module")
def listening() -> Iterator[CannedServer]:
    server = CannedServer()
    yield server
    server.close()


@pytest.fixture
def server(listening: CannedServer, monkeypatch: pytest.MonkeyPatch) -> CannedServer:
    listening.raw, listening.interrupts = answer(JOB), False
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)  # between tries
    return listening


@frozen
class Done:
    code: int
    out: bytes
    err: str
    asked: list[tuple[str, dict[str, str]]]


@frozen
class Case:
    """A command line, and the machine that it finds."""

    words: tuple[str, ...] = STATUS
    variables: dict[str, str] = field(factory=dict)
    store: str | None = "file"
    age_s: float = 0.0
    noted: str | None = CONTRACT_VERSION
    shown: int | None = 7
    mode: int = 0o700
    has_reader: bool = True


def machine(server: CannedServer, home: Path, case: Case) -> dict[str, str]:
    """Makes a machine in `home`, and returns the variables of its command lines."""
    config, cache = home / "config", home / "cache"
    config.mkdir(parents=True, mode=0o700)
    Config(config).with_profile(Profile(credential_store=case.store)).save()
    now = time.time() - case.age_s
    tokens = Tokens(
        server.url,
        "ada",
        ACCOUNT,
        Secret("fta_access"),
        Secret("ftr_refresh"),
        now,
        now + 900,
        now + 9e6,
    )
    FileStore(config).save(key_for("default", server.url), tokens)
    if case.noted is not None:
        write_note(note_file(cache, server.url), server.url, case.noted)
    if case.shown is not None:
        (config / "events-shown.json").write_text(json.dumps({server.url: {ACCOUNT: case.shown}}))
    config.chmod(case.mode)
    return {
        "HOME": str(home),
        "FITTRACK_CONFIG_DIR": str(config),
        "FITTRACK_CACHE_DIR": str(cache),
        "FITTRACK_DATA_DIR": str(home / "data"),
        "FITTRACK_SERVER": server.url,
        **case.variables,
    }


def run(server: CannedServer, folder: Path, case: Case, *, direct: bool) -> Done:
    """The command line on one of the two ways, on a machine of its own."""
    home = folder / ("direct" if direct else "whole")
    environment = machine(server, home, case)
    secret._known.clear()  # each command is a process of its own
    server.asked = []
    data, err = io.BytesIO(), io.StringIO()
    raw = data if case.has_reader else _pipe_without_reader()
    out = io.TextIOWrapper(raw, "latin-1", newline="\r\n")
    prompter = FakePrompter([], can_ask=False)
    code = main(list(case.words), environment, io.StringIO(), out, err, prompter, direct=direct)
    printed = data.getvalue() if case.has_reader else b""
    return Done(code, printed, err.getvalue().replace(str(home), "HOME"), server.asked)


def _pipe_without_reader() -> io.FileIO:
    reader, writer = os.pipe()
    os.close(reader)
    return io.FileIO(writer, "w")


def both(server: CannedServer, folder: Path, case: Case = Case()) -> tuple[Done, Done]:
    """The same on both ways, which print and answer the same."""
    whole = run(server, folder, case, direct=False)
    done = run(server, folder, case, direct=True)
    assert evolve(done, asked=[]) == evolve(whole, asked=[])
    return done, whole


def plain_reads() -> Iterator[tuple[tuple[str, ...], Leaf]]:
    """Every command line that goes the direct way, by the table of commands."""
    for words, leaf in walk():
        if leaf.package == OWN_PACKAGE:
            name = leaf.reads[0] if leaf.reads is not None else ""
        else:
            name = leaf.name if leaf.name in PLAIN_READS else ""
        if name:
            yield (*words, *[ID] * OPERATIONS[name][1].count("{")), leaf


READS = list(plain_reads())


@pytest.mark.parametrize(("words", "leaf"), READS, ids=[" ".join(words[:-1]) for words, _ in READS])
def test_a_read_prints_and_asks_the_same_on_both_ways(
    words: tuple[str, ...],
    leaf: Leaf,
    server: CannedServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fields = FIELDS[leaf.reads[1]] if leaf.reads is not None else ("b", "a")
    record = {name: {"ü": ["\u202e", 1.50, 10**20, True, None]} for name in fields[::-1]}
    server.raw = answer(record | {"newer": "\x1b[31m"})
    case = Case((*words, "-o", "json"))
    whole = run(server, tmp_path, case, direct=False)
    monkeypatch.delattr(running, "run")
    done = run(server, tmp_path, case, direct=True)
    assert done == whole
    assert done.code == 0
    assert json.loads(done.out) == json.loads(json.dumps(record | {"newer": "\x1b[31m"}))
    assert len(done.asked) == 1


def test_every_kind_of_command_is_among_them() -> None:
    assert {"sync", "activities", "workouts", "api"} <= {words[0] for words, _ in READS}
    assert len(READS) > 30


SAID_ELSEWHERE = {
    "not found": problem("404 Not Found", "not-found"),
    "deleted": problem("404 Not Found", "activity-deleted"),
    "nobody": problem("401 Unauthorized", "not-signed-in"),
    "proof": problem("403 Forbidden", "proof-needed"),
    "too many": problem("429 Too Many Requests", "rate-limited", ("retry-after", "60")),
    "unavailable": problem("503 Service Unavailable", "unavailable"),
    "odd failure": answer(b"<h1>no</h1>", "500 Oh My", (("content-type", "text/html"),)),
    "a failure like a record": answer(JOB, "404 Not Found"),
    "accepted": answer(JOB, "202 Accepted"),
    "redirect": answer(b"", "302 Found", (("location", "http://127.0.0.1:1/x"), *USUAL)),
    "page": answer(b"<h1>hi</h1>", headers=(("content-type", "text/html"), *USUAL[1:])),
    "json in a charset": answer(
        JOB, headers=(("content-type", "application/json; charset=x"), *USUAL[1:])
    ),
    "bad json": answer(b'{"id": '),
    "no utf-8": answer(b'{"id": "\xff"}'),
    "byte order mark": answer(b"\xef\xbb\xbf" + json.dumps(JOB).encode()),
    "nothing": answer(b""),
    "a list": answer([JOB]),
    "a number": answer(b"1"),
    "a long number": answer(b'{"id": ' + b"1" * 5000 + b"}"),
    "deep": answer(b"[" * 200_000),
    "a member is missing": answer({name: JOB[name] for name in JOB if name != "state"}),
    "no version": answer(JOB, headers=USUAL[:2]),
    "another version": answer(JOB, headers=(*USUAL[:2], ("x-contract-version", "1.999.0"))),
    "another contract": answer(JOB, headers=(*USUAL[:2], ("x-contract-version", "99.0.0"))),
    "news": answer(JOB, headers=(*USUAL, ("x-security-events", f"{ACCOUNT}:9"))),
    "no news": answer(JOB, headers=(*USUAL, ("x-security-events", f"{ACCOUNT}:7"))),
}
"""Whole answers: what is not printed at once goes the whole way with what came, and nobody is asked twice."""


@pytest.mark.parametrize("raw", SAID_ELSEWHERE.values(), ids=SAID_ELSEWHERE)
def test_a_whole_answer_of_any_kind_is_asked_for_once(
    raw: bytes, server: CannedServer, tmp_path: Path
) -> None:
    server.raw = raw
    done, whole = both(server, tmp_path)
    assert done.asked == whole.asked


_BODY = json.dumps(JOB).encode()
BROKEN = {
    "cut in the body": answer(JOB)[:-9],
    "cut in the head": answer(JOB)[:40],
    "closed at once": b"\r\n",
    "no length": answer(JOB).replace(b"content-length", b"x-length"),
    "two lengths": answer(JOB, headers=(*USUAL, ("content-length", "3"))),
    "the same length twice": answer(JOB, headers=(*USUAL, ("content-length", str(len(_BODY))))),
    "too long": answer(JOB) + b"and more",
    "too short": answer(JOB, length=9),
    "a negative length": answer(JOB, length=-1),
    "a huge length": answer(JOB, length=10**12),
    "chunked": answer(
        b"%x\r\n%b\r\n0\r\n\r\n" % (len(_BODY), _BODY),
        headers=(*USUAL, ("transfer-encoding", "chunked")),
    ).replace(b"content-length", b"x-length"),
    "chunked, and a length": answer(
        b"%x\r\n%b\r\n0\r\n\r\n" % (len(_BODY), _BODY),
        headers=(*USUAL, ("transfer-encoding", "chunked")),
    ),
    "gzip": answer(gzip.compress(_BODY, mtime=0), headers=(*USUAL, ("content-encoding", "gzip"))),
    "continue": b"HTTP/1.1 100 Continue\r\n\r\n" + answer(JOB),
    "early hints": b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n" + answer(JOB),
    "early hints alone": b"HTTP/1.1 103 Early Hints\r\ncontent-length: 0\r\n\r\n",
    "http/1.0": answer(JOB).replace(b"HTTP/1.1", b"HTTP/1.0", 1),
    "no http": b"220 mail.example.org ESMTP\r\n\r\n",
    "an odd status": answer(JOB, "2000 OK"),
    "no content": answer(b"", "204 No Content"),
    "a folded header": answer(JOB, headers=(*USUAL, ("x-a", "b\r\n c"))),
    "a header without a colon": answer(JOB).replace(b"x-request-id:", b"x-request-id"),
    "an escape in a header": answer(JOB, headers=(*USUAL, ("x-a", "\x1b[31m"))),
    "a long header": answer(JOB, headers=(*USUAL, ("x-a", "b" * 40_000))),
    "two kinds": answer(JOB, headers=(*USUAL, ("content-type", "text/html"))),
}
"""What is not read on the direct way: it is asked for anew."""


@pytest.mark.parametrize("raw", BROKEN.values(), ids=BROKEN)
def test_what_is_not_read_is_asked_for_anew(
    raw: bytes, server: CannedServer, tmp_path: Path
) -> None:
    server.raw = raw
    done, whole = both(server, tmp_path)
    assert done.asked == [whole.asked[0], *whole.asked]


def test_a_large_answer_is_left_to_the_whole_way(
    server: CannedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain_http, "MAX_BODY_BYTES", 100)
    done, whole = both(server, tmp_path)
    assert len(done.asked) == len(whole.asked) + 1


def test_a_server_that_says_nothing_is_waited_for_once(
    server: CannedServer, tmp_path: Path
) -> None:
    server.raw = b""
    started = time.monotonic()
    done, whole = both(server, tmp_path, Case((*STATUS, "--timeout", "0.3")))
    assert done.code == 7
    assert "0.3 seconds" in done.err
    assert done.asked == whole.asked
    assert time.monotonic() - started < 60


def test_ctrl_c_says_the_same_on_both_ways(server: CannedServer, tmp_path: Path) -> None:
    server.raw, server.interrupts = b"", True
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        done, _ = both(server, tmp_path)
    finally:
        signal.signal(signal.SIGINT, before)
    assert done.code == 130


MACHINES = {
    "not signed in": Case(store=None),
    "tokens that are due": Case(age_s=850),
    "tokens that have expired": Case(age_s=5000),
    "a server that is not known": Case(noted=None),
    "a server of another version": Case(noted="1.0.0-other"),
    "nothing was shown yet": Case(shown=None),
    "others may change the settings": Case(mode=0o777),
    "a token for scripts": Case(variables={"FITTRACK_TOKEN": "fta_script"}),
    "no token for scripts": Case(variables={"FITTRACK_TOKEN": "a b"}),
    "a refresh token for scripts": Case(variables={"FITTRACK_TOKEN": "ftr_refresh"}),
    "json by a variable": Case(STATUS[:3], {"FITTRACK_OUTPUT": "json"}),
    "an unknown format": Case((*STATUS[:3], "-o", "xml")),
    "unknown units": Case(variables={"FITTRACK_UNITS": "furlongs"}),
    "a proxy": Case(variables={"http_proxy": "http://127.0.0.1:1"}),
    "a table": Case(STATUS[:3]),
    "lines": Case((*STATUS[:3], "-o", "jsonl")),
    "csv": Case((*STATUS[:3], "-o", "csv")),
    "fields": Case((*STATUS, "--fields", "id")),
    "a query": Case((*STATUS, "--query", "id")),
    "quiet": Case((*STATUS, "-q")),
    "options before and between": Case(("--output=json", "sync", "--no-color", "status", ID)),
    "an option twice": Case((*STATUS, "-o", "csv")),
    "an option that ends early": Case(STATUS[:4]),
    "an unknown option": Case((*STATUS, "--foo")),
    "a timeout that is none": Case((*STATUS, "--timeout", "soon")),
    "an unknown profile": Case((*STATUS, "--profile", "other")),
    "another spelling of the id": Case(("sync", "status", ID.upper(), "-o", "json")),
    "no id": Case(("sync", "status", "-o", "json")),
    "two ids": Case(("sync", "status", ID, ID, "-o", "json")),
    "another spelling of an operation": Case(("api", "get-sync-job", ID, "-o", "json")),
    "no reader": Case(has_reader=False),
}


@pytest.mark.parametrize("case", MACHINES.values(), ids=MACHINES)
def test_on_any_machine_both_ways_say_and_ask_the_same(
    case: Case, server: CannedServer, tmp_path: Path
) -> None:
    done, whole = both(server, tmp_path, case)
    assert done.asked == whole.asked


def test_a_list_that_goes_on_says_so_on_both_ways(server: CannedServer, tmp_path: Path) -> None:
    server.raw = answer({"items": [], "next_cursor": "abc"})
    done, whole = both(server, tmp_path, Case(("api", "list_sources", "-o", "json")))
    assert "--paginate" in done.err
    assert done.asked == whole.asked


@pytest.mark.parametrize(
    "url",
    [
        "http://fit.example.org:8765",
        "https://127.0.0.1:8765",
        "http://127.0.0.1:8765/at",
        "http://[::1]:8765",
        "http://127.0.0.1",
        "http://127.0.0.1:80",
        "http://127.0.0.1:08765",
    ],
)
def test_a_token_goes_the_direct_way_to_this_machine_alone(
    url: str, server: CannedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain_http, "get", lambda *_args, **_more: pytest.fail("it was asked"))
    monkeypatch.setattr(running, "run", lambda *_args: 0)
    script = {"FITTRACK_TOKEN": "fta_script", "FITTRACK_SERVER": url}
    assert run(server, tmp_path, Case(variables=script), direct=True).code == 0


def test_the_direct_way_needs_neither_typer_nor_an_http_library(
    server: CannedServer, tmp_path: Path
) -> None:
    code = (
        "import sys; from fittrack_cli.__main__ import main; main(sys.argv[1:], direct=True);"
        "heavy = {'typer', 'httpx', 'http.client', 'ssl', 'email', 'attr', 'inspect', 'platformdirs', 'fittrack_client'};"
        "sys.exit(' '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    environment = machine(server, tmp_path, Case())
    done = subprocess.run(
        [sys.executable, "-c", code, *STATUS],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == JOB
