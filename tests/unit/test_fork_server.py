"""A process that is forked is like one that is started anew."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from fittrack_backend.sync import pool, worker
from tools import import_path
from tools.running import fork_server, forked_children

SHOWN = "tests.unit.shown"
KEPT = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
ENVIRONMENT = {**KEPT, "PYTHONPATH": import_path(), "TZ": "Pacific/Auckland", "ONE_MORE": "\u00fc"}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")


@pytest.fixture(params=["forked", "started anew"])
def forked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr(fork_server, "_prepared", request.param == "forked")
    return fork_server._prepared


def run(folder: Path, *words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return fork_server.run(
        SHOWN, *words, environment=ENVIRONMENT, folder=folder, stdin=stdin, timeout_s=60
    )


@pytest.mark.usefixtures("forked")
def test_it_has_arguments_environment_folder_and_streams_of_its_own(tmp_path: Path) -> None:
    done = run(tmp_path, "one", "two words", stdin="a l\u00edne\n".encode())
    assert done.returncode == 0, done.stderr
    assert done.stderr == b"to stderr \\udcff\n"
    assert json.loads(done.stdout) == {
        "arguments": ["one", "two words"],
        "environment": ENVIRONMENT,
        "folder": str(tmp_path),
        "hours ahead": [13, 12],
        "main": True,
        "orig_argv": ["-m", SHOWN, "one", "two words"],
        "read": "a l\u00edne\n",
        "terminal": [False, False, False],
        "threads": 1,
    }


@pytest.mark.usefixtures("forked")
@pytest.mark.parametrize(("how", "code"), [("7", 7), ("a text", 1), ("raise", 1), ("kill", -9)])
def test_it_ends_as_it_says(how: str, code: int, tmp_path: Path) -> None:
    done = run(tmp_path, "--end", how)
    assert done.returncode == code
    if how == "raise":
        assert done.stderr.splitlines()[-1] == b"LookupError: raise"
    elif how == "a text":
        assert done.stderr == b"a text\n"


def test_it_can_be_waited_for_and_stopped(forked: bool, tmp_path: Path) -> None:
    path = tmp_path / "printed"
    with path.open("wb") as output:
        process = fork_server.start(
            SHOWN, "--wait", environment=ENVIRONMENT, folder=tmp_path, output=output.fileno()
        )
    assert isinstance(process, fork_server.Forked) is forked
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.05)
    assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == -signal.SIGTERM == process.poll()
    process.kill()


@pytest.mark.usefixtures("forked")
def test_it_can_be_read_from_and_be_handed_a_descriptor(tmp_path: Path) -> None:
    told, tell = os.pipe()
    process = forked_children.start_with_pipes(
        *(SHOWN, "--tell"), environment=ENVIRONMENT, folder=tmp_path, handed={"TOLD": tell}
    )
    os.close(tell)
    assert os.read(told, 10) == b"told"
    assert process.stdout is not None
    assert process.stdout.readline() == b"first line\n"
    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=60) == (b"", b"")
    assert process.returncode == -signal.SIGTERM
    os.close(told)


@pytest.mark.parametrize("start", [pool.start_process, forked_children.start_reader])
def test_a_reader_answers_and_ends_with_its_pipe(
    start: Callable[[], subprocess.Popen[bytes]],
) -> None:
    process = start()
    assert process.stdin is not None and process.stdout is not None
    worker.send(cast("BinaryIO", process.stdin), ["no task"])
    assert worker.receive_results(cast("BinaryIO", process.stdout)) == [None]
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.05)
    assert process.poll() is None
    process.stdin.close()
    assert process.wait(60) == 0 == process.poll()
    process.kill()
    process.stdout.close()


def test_what_python_reads_when_it_starts_is_not_ignored(tmp_path: Path) -> None:
    environment = {**ENVIRONMENT, "PYTHONIOENCODING": "latin-1"}
    done = fork_server.run(SHOWN, "\u00fc", environment=environment, folder=tmp_path, timeout_s=60)
    assert done.returncode == 0
    assert json.loads(done.stdout)["environment"] == environment


WHAT_IS_THERE = """
import json, threading
from dbos._dbos import _get_dbos_instance
from fittrack_backend.storage import counted, database, originals_place
from fittrack_backend.sync import job_workflows
try:
    jobs = _get_dbos_instance()
except Exception:
    jobs = None
there = [counted._totals, job_workflows.running_engine(), jobs, originals_place.open_store.cache_info().currsize]
print(json.dumps([database.this_process(), threading.active_count(), *map(bool, there)]))
"""


@pytest.mark.usefixtures("forked")
def test_a_server_finds_nothing_of_another_one(tmp_path: Path) -> None:
    """Also where the process that it is a fork of has run one (`tools/running/warmed.py`, in whole runs)."""
    names = set()
    for _ in range(2):
        done = fork_server.run_code(
            WHAT_IS_THERE, environment=ENVIRONMENT, folder=tmp_path, timeout_s=60
        )
        name, threads, *there = json.loads(done.stdout)
        names.add(name)
        assert (threads, there) == (1, [False] * 4)
    assert len(names) == 2


def test_workers_have_a_fork_each_of_the_server_that_was_started_for_all(tmp_path: Path) -> None:
    if sys.version_info >= (3, 14):
        pytest.skip("fork servers of this Python serve those alone who started them")
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.unit.shared_fork_server", SHOWN, str(tmp_path)],
        env={**KEPT, "PYTHONPATH": import_path()},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    told = [json.loads(process.stdout.readline()) for _ in range(2)]
    one, two = sorted(told, key=lambda worker: worker["name"])
    assert (one["arguments"], two["arguments"]) == (["one"], ["two"])
    template = parent_of(one["server"])
    assert template == parent_of(two["server"]) != one["server"] != two["server"]
    assert parent_of(template) == process.pid == parent_of(one["worker"])

    os.kill(one["worker"], signal.SIGKILL)
    wait_for_the_end_of(one["server"], one["waiting"])
    assert parent_of(two["waiting"]) == two["server"]  # it goes on
    os.kill(two["worker"], signal.SIGKILL)
    wait_for_the_end_of(two["server"], two["waiting"], template)
    assert process.wait(60) == 0
    process.stdout.close()


def parent_of(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


def wait_for_the_end_of(*processes: int) -> None:
    deadline = time.monotonic() + 60
    while any(Path(f"/proc/{one}").exists() for one in processes):
        assert time.monotonic() < deadline
        time.sleep(0.02)
