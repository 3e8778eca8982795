"""Ctrl-C, closed streams, impossible arguments, damaged settings: one clear sentence each time."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.integration.command_line import CommandLine, Done
from tests.servers.hostile import (
    Exchange,
    HostileServer,
    by_path,
    document,
    head,
    silent,
)
from tests.unit.commands.conftest import JOB_ID, event, job
from tools.running.live_backend import PASSWORD

PATIENCE_S = 90
OURS = re.compile(rb'fittrack_cli/__main__\.py", line \d+, in (main|_run)')
"""In a traceback: the entry point had been called."""
LOST_BEFORE = re.compile(
    rb"Exception ignored in: <function _get_module_lock.+?KeyboardInterrupt: ?\n", re.S
)
"""What Python itself says of a signal that it loses while it imports the entry point."""
EMPTY = document({"items": [], "next_cursor": None, "total": 0})
posix_only = pytest.mark.skipif(os.name == "nt", reason="POSIX signals and descriptors")


@pytest.fixture
def fittrack(tmp_path: Path) -> CommandLine:
    return CommandLine.at(tmp_path / "home", FITTRACK_TOKEN="a-token")


def told(done: Done, code: int) -> str:
    """What the one sentence says; nothing else was printed but hints."""
    assert done.code == code, done
    assert done.out == "", done
    first, *hints = done.err.splitlines()
    assert first.startswith("fittrack: "), done
    assert all(line.startswith("  ") for line in hints), done
    return done.err


# Ctrl-C


@posix_only
@pytest.mark.parametrize(
    "words",
    [
        "activities list",
        "activities list -o json",
        f"activities download {JOB_ID}",
        "sync start",
        f"sync watch {JOB_ID}",
        f"sync cancel {JOB_ID}",
        "auth login --username ada --password-stdin --credential-store file",
        "auth logout",
        "source connect folder .",
    ],
)
def test_ctrl_c_while_waiting_is_one_line_and_130(fittrack: CommandLine, words: str) -> None:
    with HostileServer(silent()) as server:
        process = subprocess.Popen(
            fittrack.command(*words.split(), "--server", server.url),
            env=dict(fittrack.environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=fittrack.home,
        )
        assert process.stdin is not None
        process.stdin.write(f"{PASSWORD}\n".encode())
        process.stdin.close()
        process.stdin = None
        deadline = time.monotonic() + PATIENCE_S
        while not server.requests and process.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        if process.poll() is not None:
            assert words == "auth logout", "nobody is signed in, so nothing is asked"
        else:
            process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE_S)
    if words == "auth logout":
        assert process.returncode == 0
        return
    assert process.returncode == 130, err
    assert out == b""
    assert b"Traceback" not in err
    if "json" not in words:
        assert err.count(b"fittrack: ") == 1


@posix_only
def test_ctrl_c_while_watching_leaves_the_sync_alone(fittrack: CommandLine) -> None:
    def stream(exchange: Exchange) -> None:
        exchange.send(head(200, {"Content-Type": "text/event-stream"}))
        exchange.send(event("progress", job("running"), "1").encode())
        exchange.connection.recv(1)

    routes = by_path({"/events": stream, JOB_ID: document(job("running"))})
    with HostileServer(routes) as server:
        process = fittrack.start("sync", "watch", JOB_ID, "--server", server.url)
        while not any(one.path.endswith("/events") for one in server.requests):
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=PATIENCE_S)
        assert {one.method for one in server.requests} == {"GET"}
    assert process.returncode == 130
    assert f" sync watch {JOB_ID}" in err.decode()
    assert b"Traceback" not in err


@posix_only
def test_ctrl_c_at_any_moment_shows_no_traceback_of_ours(fittrack: CommandLine) -> None:
    """Before `main` is called it is Python that answers the signal, in one of several ways."""
    chance = random.Random(7)
    in_main = 0
    with HostileServer(silent()) as server:
        for attempt in range(200):
            process = fittrack.start_anew("activities", "list", "--server", server.url)
            time.sleep(chance.uniform(0.02, 0.3) * (1 + attempt / 20))
            process.send_signal(signal.SIGINT)
            try:
                out, err = process.communicate(timeout=2)
            except subprocess.TimeoutExpired:  # Python was not yet ready to notice
                process.send_signal(signal.SIGINT)
                out, err = process.communicate(timeout=PATIENCE_S)
            assert out == b""
            if b"fittrack: " not in err and not OURS.search(err):
                continue
            assert process.returncode == 130, err
            assert b"Traceback" not in LOST_BEFORE.sub(b"", err)
            in_main += 1
            if in_main == 15:
                return
    raise AssertionError(f"only {in_main} were interrupted in main")


LOST_AT_FIRST = """
import _signal, sys, time, weakref
import fittrack_cli.__main__ as entry

class Thing:
    pass

def run(*_args, **_named):
    thing = Thing()
    reference = weakref.ref(thing, lambda _: _signal.raise_signal(_signal.SIGINT))
    del thing
    try:
        time.sleep(20)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
    return 0

entry._run = run
entry.main()
"""


@posix_only
def test_ctrl_c_while_python_calls_back_by_itself_is_not_lost() -> None:
    """As in the import system, where a module's lock is a weak reference with a callback."""
    done = subprocess.run(
        [sys.executable, "-c", LOST_AT_FIRST], capture_output=True, timeout=PATIENCE_S, check=False
    )
    assert (done.stdout, done.stderr) == (b"interrupted\n", b"")


# Closed streams, and readers that leave


@posix_only
@pytest.mark.parametrize(
    ("words", "redirected", "code"),
    [
        ("activities list -o json", ">&-", 1),
        ("--version", ">&-", 1),
        ("--help", ">/dev/full", 1),
        ("completion bash", ">/dev/full", 1),
        ("config path", ">/dev/full", 1),
        ("activities list -o json", "2>&-", 0),
        ("activities list -o json", "<&-", 0),
        ("activities list --fields nope", "2>&-", 2),
        ("activities list --fields nope", "2>/dev/full", 2),
        ("activities list", "<&- >&- 2>&-", 0),
        ("activities list -o csv", "| true", 0),
        ("completion bash", "| head -c 1", 0),
    ],
)
def test_closed_streams_and_readers_that_leave(
    fittrack: CommandLine, words: str, redirected: str, code: int
) -> None:
    with HostileServer(EMPTY) as server:
        line = " ".join(f"'{word}'" for word in fittrack.command(*words.split()))
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {line} {redirected}"],
            env={**fittrack.environment, "FITTRACK_SERVER": server.url},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
        )
    assert done.returncode == code, done
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr
    # What failed, and what to do next.
    assert done.stderr.count(b"\n") <= 2


# Arguments


@pytest.mark.parametrize(
    "words",
    [
        ["sync", "start", "--since", "2026-02-01", "--until", "2026-01-01"],
        ["sync", "start", "--since", "2026-02-31"],
        ["health", "list", "--until", "0000-01-01"],
        ["health", "list", "--until", "99999-01-01"],
        *(["sync", "start", "--last", text] for text in ("0d", "-1d", "1e9d", "abc", "999999y")),
        ["sync", "start", "naps"],
        ["activities", "list", "--fields", "nope"],
        ["activities", "list", "--query", "["],
        ["activities", "list", "--query", "nope(@)"],
        ["activities", "list", "--limit", "0"],
        ["activities", "list", "-o", "xml"],
        ["activities", "list", "--sport", "\udcff"],
        ["activities", "list", "-o"],
        ["activities", "list", "--", "more"],
        ["activities", "show"],
        *(["sync", "status", text] for text in ("", "a/b", "..", "\udcff\udcfe", "\x1b[31m")),
        ["nope"],
        ["\udcff"],
        ["--timeout", "nan", "sync", "status"],
        ["--profile", "../x", "sync", "status"],
        *(
            ["sync", "status", "--server", url]
            for url in (
                "ftp://h",
                "nohost",
                "http://",
                "http://[::1",
                "http://127.0.0.1:99999",
                "http://127.0.0.1:1/\n",
                "https://a b",
                "https://☃..net",
                "http://elsewhere.example",
            )
        ),
    ],
    ids=lambda words: ascii(" ".join(words)),
)
def test_impossible_arguments_are_refused_before_anything_is_sent(
    fittrack: CommandLine, words: list[str]
) -> None:
    with HostileServer(EMPTY) as server:
        env = {"FITTRACK_SERVER": server.url} if "--server" not in words else {}
        done = fittrack(*words, env=env)
        told(done, 2)
        if not {"--query", "--fields"} & set(words):  # these are checked when rows are there
            assert server.requests == []


def test_a_refused_address_is_not_repeated_with_its_password(fittrack: CommandLine) -> None:
    for words in (["sync", "status", "--server"], ["config", "set", "server"]):
        assert "hunter2" not in told(fittrack(*words, "https://ada:hunter2@host/"), 2)


# Settings and tokens


BOMB = "\n".join(
    ["a: &a [x, x, x, x, x, x, x, x, x]"]
    + [
        f"{y}: &{y} [{', '.join([f'*{x}'] * 9)}]"
        for x, y in zip("abcdefgh", "bcdefghi", strict=True)
    ]
)


@posix_only
@pytest.mark.parametrize(
    ("content", "mode"),
    [
        pytest.param(b"profiles: [", 0o600, id="damaged"),
        pytest.param(b"just a text", 0o600, id="no mapping"),
        pytest.param(b"name: another program", 0o600, id="another program's"),
        pytest.param(b"current: [1]\n", 0o600, id="wrong types"),
        pytest.param(b"profiles: {default: {output: 7}}", 0o600, id="a wrong value"),
        pytest.param(b"!!python/object/apply:os.system [echo]", 0o600, id="an object"),
        pytest.param(b"\xff\xfe\x00", 0o600, id="no text"),
        pytest.param(b"[" * 100_000, 0o600, id="nested"),
        pytest.param(BOMB.encode(), 0o600, id="aliases of aliases"),
        pytest.param(b"current: default\n" + b"#" * (2 << 20), 0o600, id="huge"),
        pytest.param(b"current: default\n", 0o644, id="open to others"),
    ],
)
def test_settings_that_cannot_be_trusted_are_refused_and_kept(
    tmp_path: Path, content: bytes, mode: int
) -> None:
    folder = tmp_path / "settings"
    folder.mkdir(mode=0o700)
    file = folder / "config.yaml"
    file.write_bytes(content)
    file.chmod(mode)
    fittrack = CommandLine.at(tmp_path / "home", FITTRACK_CONFIG_DIR=str(folder))
    for words in (["sync", "status"], ["config", "set", "output", "json"]):
        done = fittrack(*words)
        assert done.code in (1, 2), done
        assert str(file) in told(done, done.code)
        assert len(done.err) < 2_000
    assert file.read_bytes() == content


@posix_only
@pytest.mark.parametrize("name", ["config.yaml", "credentials.json"])
def test_a_link_in_the_place_of_a_private_file_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "settings"
    folder.mkdir(mode=0o700)
    settings = "current: default\nprofiles:\n  default:\n    credential_store: file\n"
    (folder / "config.yaml").write_text(settings)
    (folder / "config.yaml").chmod(0o600)
    other = tmp_path / "other"
    other.write_text("{}")
    other.chmod(0o600)
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(other)
    fittrack = CommandLine.at(tmp_path / "home", FITTRACK_CONFIG_DIR=str(folder))
    done = fittrack("sync", "status")
    assert "symbolic link" in told(done, 1)
    assert other.read_text() == "{}"


@posix_only
@pytest.mark.parametrize(
    "content", [b"", b'{"version": 1', b"[]", b'{"version": 9, "sessions": {}}', b"[" * 100_000]
)
def test_damaged_tokens_are_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "settings"
    folder.mkdir(mode=0o700)
    for name, data in (
        ("config.yaml", b"current: default\nprofiles:\n  default:\n    credential_store: file\n"),
        ("credentials.json", content),
    ):
        (folder / name).write_bytes(data)
        (folder / name).chmod(0o600)
    fittrack = CommandLine.at(tmp_path / "home", FITTRACK_CONFIG_DIR=str(folder))
    done = fittrack("sync", "status")
    assert "credentials.json" in told(done, 1)
    assert (folder / "credentials.json").read_bytes() == content


def test_without_a_home_that_can_be_written_nothing_is_sent(tmp_path: Path) -> None:
    fittrack = CommandLine.at(tmp_path / "home", HOME="/proc/nowhere")
    words = ["auth", "login", "--username", "ada", "--password-stdin", "--credential-store", "file"]
    with HostileServer(EMPTY) as server:
        done = fittrack(*words, "--server", server.url, stdin=f"{PASSWORD}\n")
        assert server.requests == []
    assert "/proc/nowhere" in told(done, 1)
