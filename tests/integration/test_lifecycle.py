"""Starting, stopping and finding backends, whatever became of the last one."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fittrack_backend.lifecycle import background, data_folder, failures, logs
from fittrack_backend.lifecycle.data_folder import RunningBackend
from fittrack_cli.commands.backend import local_backend
from tests.integration.conftest import BackendFactory
from tests.thorough import THOROUGH
from tools.running import forked_children
from tools.running.live_backend import START_TIMEOUT_S, http_get

HOST = "127.0.0.1"


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "data"
    yield folder
    background.stop(folder)


@pytest.fixture(autouse=True)
def forked(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """A backend that is started anew takes seconds, most of them for imports; with one reader it is the same one."""
    monkeypatch.setenv("FITTRACK_DECODE_WORKERS", "1")
    if not THOROUGH and "started_anew" not in request.fixturenames:
        monkeypatch.setattr(background, "start_process", forked_children.start_backend)


@pytest.fixture
def started_anew() -> None:
    """For a test of what a process is started with."""


def start(data_dir: Path, port: int = 0) -> RunningBackend:
    return background.start(data_dir, host=HOST, port=port, timeout_s=START_TIMEOUT_S)


def port_of(backend: RunningBackend) -> int:
    return int(backend.url.rsplit(":", 1)[1])


@pytest.mark.usefixtures("started_anew")
def test_start_find_stop(data_dir: Path) -> None:
    assert data_folder.status(data_dir).state == "stopped"
    assert background.stop(data_dir) is None
    backend = start(data_dir)
    assert http_get(f"{backend.url}/v1/meta/health").json() == {"status": "ok"}
    found = data_folder.status(data_dir)
    assert (found.state, found.pid, found.url) == ("running", backend.pid, backend.url)
    assert found.started_at == backend.started_at
    assert (
        found.server_version == http_get(f"{backend.url}/v1/meta/server").json()["server_version"]
    )
    stopped = background.stop(data_dir)
    assert stopped is not None
    assert (stopped.pid, stopped.killed) == (backend.pid, False)
    assert data_folder.status(data_dir).state == "stopped"
    assert data_folder.last_port(data_dir) == port_of(backend)


def test_a_data_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "50%20 d\u00e9j\u00e0 vu? #1"
    try:
        start(folder)
        assert (folder / "fittrack.db").is_file()
        assert (folder / "jobs.db").is_file()
    finally:
        background.stop(folder)


def test_everything_is_the_owners_alone(data_dir: Path) -> None:
    start(data_dir)
    assert stat.S_IMODE(data_dir.stat().st_mode) == 0o700
    readable = [path.name for path in data_dir.rglob("*") if path.lstat().st_mode & 0o077]
    assert readable == []
    assert len((data_dir / "server.key").read_bytes()) == 32


def test_a_second_one_is_refused(data_dir: Path) -> None:
    backend = start(data_dir)
    with pytest.raises(data_folder.AlreadyRunning) as caught:
        start(data_dir)
    assert (caught.value.pid, caught.value.url) == (backend.pid, backend.url)
    assert backend.url in str(caught.value)
    assert http_get(f"{backend.url}/v1/meta/health").status_code == 200


def test_of_many_started_at_once_one_runs(data_dir: Path) -> None:
    def try_start(_number: int) -> int | None:
        try:
            return start(data_dir).pid
        except data_folder.AlreadyRunning:
            return None

    with ThreadPoolExecutor(4) as pool:
        pids = [pid for pid in pool.map(try_start, range(4)) if pid is not None]
    assert pids == [data_folder.status(data_dir).pid]


def test_looking_does_not_hinder_starting(data_dir: Path) -> None:
    stop_looking = False

    def look() -> None:
        while not stop_looking:
            data_folder.status(data_dir)

    data_dir.mkdir(mode=0o700)
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(look)
        try:
            start(data_dir)
        finally:
            stop_looking = True
        looking.result()


def test_a_taken_port_is_named(data_dir: Path) -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(failures.AddressUnavailable, match=f"Port {port} on {HOST} is in use"):
            start(data_dir, port)
    assert data_folder.status(data_dir).state == "stopped"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "no such host", "203.0.113.9"])
def test_other_addresses_are_refused(data_dir: Path, host: str) -> None:
    with pytest.raises(failures.AddressUnavailable):
        background.start(data_dir, host=host, port=0)


def test_listening_for_other_machines_must_be_allowed(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FITTRACK_ALLOW_REMOTE", "yes")
    backend = background.start(data_dir, host="0.0.0.0", port=0)
    assert http_get(f"{backend.url}/v1/meta/health").status_code == 200


def test_after_kill_9_it_starts_again(data_dir: Path) -> None:
    backend = start(data_dir)
    os.kill(backend.pid, signal.SIGKILL)
    deadline = time.monotonic() + 60
    while data_folder.status(data_dir).state != "stopped" and time.monotonic() < deadline:
        time.sleep(0.01)
    assert (data_dir / "backend.json").exists()
    assert data_folder.status(data_dir).state == "stopped"
    assert background.stop(data_dir) is None
    again = start(data_dir, port_of(backend))
    assert again.pid != backend.pid
    assert again.url == backend.url


def test_it_comes_back_where_it_was(data_dir: Path) -> None:
    """Tokens are bound to scheme, host and port: another port would sign everybody out."""
    backend = local_backend.start(data_dir, port=0)
    background.stop(data_dir)
    assert local_backend.start(data_dir).url == backend.url


def test_what_is_left_over_misleads_nobody(data_dir: Path) -> None:
    data_dir.mkdir(mode=0o700)
    (data_dir / "backend.json").write_text(
        f'{{"pid": {os.getpid()}, "url": "http://127.0.0.1:1", "started_at": "", '
        '"server_version": ""}'
    )
    (data_dir / "backend.lock").write_text(str(os.getpid()))
    assert data_folder.status(data_dir).state == "stopped"
    assert background.stop(data_dir) is None
    start(data_dir)


def test_a_damaged_announcement_is_no_announcement(data_dir: Path) -> None:
    start(data_dir)
    for content in ("", "{", "[]", '{"pid": "x"}', "null", "\0"):
        (data_dir / "backend.json").write_text(content)
        assert data_folder.status(data_dir).state == "starting", content


def test_a_backend_that_cannot_start_says_why(data_dir: Path) -> None:
    data_dir.mkdir(mode=0o700)
    (data_dir / "server.key").write_bytes(b"short")
    started = time.monotonic()
    with pytest.raises(failures.StartFailed, match=r"server\.key is damaged") as caught:
        start(data_dir)
    assert time.monotonic() - started < background.START_TIMEOUT_S / 2, "it was waited for in vain"
    assert caught.value.log_lines
    assert data_folder.status(data_dir).state == "stopped"


def test_a_damaged_database_is_said(data_dir: Path) -> None:
    data_dir.mkdir(mode=0o700)
    (data_dir / "fittrack.db").write_bytes(b"this is no database" * 100)
    with pytest.raises(failures.StartFailed, match="not a database"):
        start(data_dir)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(failures.DataFolderUnusable, match="cannot be used"):
        start(tmp_path / "file" / "data")


def test_a_bad_setting_is_said(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FITTRACK_DECODE_WORKERS", "many")
    with pytest.raises(failures.StartFailed, match="FITTRACK_DECODE_WORKERS must be a whole"):
        start(data_dir)


def test_a_database_url_with_a_password_is_not_shown(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "postgresql://me:MARKED-secret@127.0.0.1:1/nothing"
    monkeypatch.setenv("FITTRACK_DATABASE_URL", url)
    with pytest.raises(failures.StartFailed) as caught:
        start(data_dir)
    assert "MARKED" not in str(caught.value)
    assert "MARKED" not in data_folder.log_path(data_dir).read_text()


@pytest.mark.usefixtures("started_anew")
def test_secrets_of_the_command_line_do_not_reach_the_backend(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FITTRACK_TOKEN", "MARKED-token")
    backend = start(data_dir)
    environment = Path(f"/proc/{backend.pid}/environ")
    if not environment.exists():
        pytest.skip("no /proc here")
    assert b"MARKED-token" not in environment.read_bytes()


def test_it_outlives_whoever_started_it(data_dir: Path) -> None:
    """Even when the whole session of processes is hung up, as when a terminal closes."""
    script = (
        "import sys; from pathlib import Path; from fittrack_backend.lifecycle import background; "
        f"print(background.start(Path({str(data_dir)!r}), host='{HOST}', port=0).url)"
    )
    starter = subprocess.Popen(
        [sys.executable, "-c", script + "; import time; time.sleep(60)"],
        stdout=subprocess.PIPE,
        start_new_session=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert starter.stdout is not None
    with starter.stdout:
        url = starter.stdout.readline().strip()
    os.killpg(starter.pid, signal.SIGHUP)
    starter.wait()
    assert http_get(f"{url}/v1/meta/health").status_code == 200


def test_it_ends_in_seconds_while_answers_are_being_written(
    make_backend: BackendFactory, tmp_path: Path
) -> None:
    backend = make_backend()
    session = backend.new_person()
    folder = tmp_path / "empty"
    folder.mkdir()
    connected = session.client.post("/v1/sources", json={"kind": "folder", "path": str(folder)})
    assert connected.status_code == 201, connected.text
    with socket.create_connection((HOST, backend.port)) as idle:
        idle.sendall(
            b"POST /v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n"
        )
        started = time.monotonic()
        assert backend.stop() == 0
        assert time.monotonic() - started < 6


def test_a_large_log_is_put_aside(data_dir: Path) -> None:
    data_dir.mkdir(mode=0o700)
    log = data_folder.log_path(data_dir)
    log.write_bytes(b"old\n" * (logs.LOG_LIMIT_BYTES // 4 + 1))
    start(data_dir)
    assert log.stat().st_size < 100_000
    assert (data_dir / "backend.log.1").stat().st_size > logs.LOG_LIMIT_BYTES


def test_finding_it_imports_nothing_heavy() -> None:
    script = (
        "import sys; from pathlib import Path; "
        "from fittrack_backend.lifecycle import background, data_folder, failures; "
        "data_folder.status(Path('/nonexistent')); "
        "print([name for name in ('fastapi', 'sqlalchemy', 'pydantic', 'uvicorn', 'asyncio') "
        "if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    out = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=root
    )
    assert out.stdout.strip() == "[]"
