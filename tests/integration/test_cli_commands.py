"""Every command against a live backend: what it prints can be read back, and its exit codes hold."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen

from fittrack_contract import FIELDS
from tests.integration.command_line import PATIENCE_S, CommandLine
from tests.integration.conftest import BackendFactory
from tools.corpus.files.by_hand import long_ride
from tools.running.live_backend import LiveBackend, Person

pytestmark = pytest.mark.integration

FILES = 32
RECORDS = 13_500
UNKNOWN = "00000000-0000-4000-8000-000000000000"


@frozen
class World:
    """A person who is signed in, with a folder that was synced; some of its files are damaged."""

    fittrack: CommandLine
    backend: LiveBackend
    person: Person
    folder: Path
    job_id: str

    def first(self, *args: str) -> str:
        """The id of the first thing that a command lists."""
        return str(self.fittrack.ok(*args, "-o", "json").rows()[0]["id"])


@pytest.fixture(scope="module")
def world(
    live_backend: LiveBackend, tmp_path_factory: pytest.TempPathFactory, corpus: Path
) -> World:
    folder = tmp_path_factory.mktemp("training")
    for file in corpus.iterdir():
        if file.suffix in (".fit", ".tcx", ".gpx"):
            shutil.copy(file, folder)
    (folder / "broken.fit").write_bytes(b"\x0e\x10\xd9\x07\x00\x00\x00\x00.FIT\x00\x00" + bytes(64))
    home = tmp_path_factory.mktemp("home")
    person = live_backend.new_person(totp=True).person
    fittrack = CommandLine.at(home, FITTRACK_SERVER=live_backend.url)
    fittrack.ok(
        *("auth", "login", "--username", person.username, "--password-stdin"),
        *("--mfa-code", person.next_code(), "--credential-store", "file"),
        stdin=person.password,
    )
    fittrack.ok("source", "connect", "folder", str(folder))
    done = fittrack("sync", "start", "--wait", "-o", "json")
    assert done.code == 10, done.err
    return World(fittrack, live_backend, person, folder, str(done.one()["id"]))


def lists(world: World) -> dict[str, tuple[str, ...]]:
    """The commands that print lists, and what their rows are in the contract."""
    return {
        "Activity": ("activities", "list"),
        "DailyHealth": ("health", "list"),
        "Workout": ("workouts", "list"),
        "Source": ("source", "list"),
        "SyncJob": ("sync", "list"),
        "SyncItem": ("sync", "items", world.job_id),
        "OverviewRow": ("sync", "status"),
    }


def single(world: World) -> dict[str, tuple[str, ...]]:
    """The commands that print one thing, and what it is in the contract."""
    return {
        "ActivityDetail": ("activities", "show", world.first("activities", "list")),
        "WorkoutDetail": ("workouts", "show", world.first("workouts", "list")),
        "SyncJob": ("sync", "status", world.job_id),
    }


def value_of(cell: str, like: object) -> object:
    """A CSV cell read back as the type that the JSON has."""
    if cell == "":
        return None if like is None else ""
    return cell if isinstance(like, str) else json.loads(cell)


def read_back(cells: dict[str, str], like: dict[str, object], within: str = "") -> object:
    """The object that a row of CSV is of, of which each object within is columns of its own."""
    return {
        name: read_back(cells, value, f"{within}{name}.")
        if isinstance(value, dict) and value
        else value_of(cells[within + name], value)
        for name, value in like.items()
    }


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    "model",
    ["Activity", "DailyHealth", "Workout", "Source", "SyncJob", "SyncItem", "OverviewRow"],
)
def test_lists_read_back_the_same_from_every_format(world: World, model: str) -> None:
    args = lists(world)[model]
    rows = world.fittrack.ok(*args, "-o", "json").rows()
    assert rows
    assert all(tuple(row) == FIELDS[model] for row in rows)
    lines = world.fittrack.ok(*args, "-o", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == rows
    table = read_csv(world.fittrack.ok(*args, "-o", "csv").out)
    assert len(table) == len(rows)
    for cells, row in zip(table, rows, strict=True):
        assert read_back(cells, row) == row
    field = FIELDS[model][0]
    chosen = world.fittrack.ok(*args, "-o", "json", "--fields", field).rows()
    assert chosen == [{field: row[field]} for row in rows]
    assert world.fittrack(*args, "--fields", "no_such_field").code == 2
    assert world.fittrack.ok(*args).out.count("\n") > len(rows) - 1


@pytest.mark.parametrize("model", ["ActivityDetail", "WorkoutDetail", "SyncJob"])
def test_one_thing_reads_back_the_same_from_every_format(world: World, model: str) -> None:
    args = single(world)[model]
    one = world.fittrack.ok(*args, "-o", "json").one()
    assert tuple(one) == FIELDS[model]
    assert json.loads(world.fittrack.ok(*args, "-o", "jsonl").out) == one
    (cells,) = read_csv(world.fittrack.ok(*args, "-o", "csv").out)
    assert read_back(cells, one) == one
    assert str(one["id"]) in world.fittrack.ok(*args).out


def test_other_commands_print_json(world: World) -> None:
    for args in (
        ["auth", "status"],
        ["profile", "list"],
        ["config", "list"],
        ["backend", "status", "--data-dir", str(world.backend.data_dir)],
        ["backend", "logs", "--data-dir", str(world.backend.data_dir)],
    ):
        assert world.fittrack.ok(*args, "-o", "json").json(), args
        assert read_csv(world.fittrack.ok(*args, "-o", "csv").out), args


@pytest.mark.parametrize("collection", ["activities", "workouts"])
def test_downloads_are_the_original_and_replace_nothing(world: World, collection: str) -> None:
    rows = world.fittrack.ok(collection, "list", "-o", "json").rows()
    row = next(row for row in rows if row["file_format"] == "fit")
    args = (collection, "download", str(row["id"]))
    world.fittrack.ok(*args)
    saved = world.fittrack.home / f"{row['id']}.fit"
    assert saved.read_bytes() == (world.folder / str(row["file_name"])).read_bytes()
    saved.write_bytes(b"mine")
    assert world.fittrack(*args).code == 5
    assert saved.read_bytes() == b"mine"
    forced = world.fittrack.ok(*args, "--force", "-o", "json").one()
    assert forced["file_sha256"] == row["file_sha256"]
    assert saved.stat().st_size == forced["size_bytes"]


def test_a_file_goes_through_a_pipe(world: World) -> None:
    row = world.fittrack.ok("activities", "list", "-o", "json").rows()[-1]
    piped = world.fittrack.start("activities", "download", str(row["id"]), "--to", "-")
    out, _ = piped.communicate(timeout=PATIENCE_S)
    assert piped.returncode == 0
    assert hashlib.sha256(out).hexdigest() == row["file_sha256"]


def test_the_backend_in_the_foreground_refuses_a_second_and_ends_with_ctrl_c(
    tmp_path: Path,
) -> None:
    fittrack = CommandLine.at(tmp_path / "home")
    running = fittrack.start("backend", "start", "--foreground", "--port", "0")
    assert running.stderr is not None
    assert b"listens on" in running.stderr.readline()
    assert fittrack("backend", "status").code == 0
    second = fittrack("backend", "start", "-o", "json")
    assert second.code == 5
    assert second.error()["pid"] == running.pid
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=PATIENCE_S)
    assert running.returncode == 0, err.decode()
    assert b"Traceback" not in err
    assert fittrack("backend", "status").code == 7


def test_filters_choose(world: World) -> None:
    fittrack = world.fittrack
    rows = fittrack.ok("activities", "list", "-o", "json").rows()
    rides = fittrack.ok("activities", "list", "--sport", "cycling", "-o", "json").rows()
    assert rides == [row for row in rows if row["sport"] == "cycling"] != []
    day = str(rides[0]["date"])
    days = fittrack.ok("activities", "list", "--since", day, "--until", day, "-o", "json").rows()
    assert days == [row for row in rows if row["date"] == day] != []
    assert fittrack.ok("activities", "list", "--limit", "3", "-o", "json").rows() == rows[:3]
    failed = fittrack.ok("sync", "items", world.job_id, "--outcome", "failed", "-o", "json").rows()
    assert [row["name"] for row in failed] == ["broken.fit"]
    assert failed[0]["reason"]


def test_connecting_a_folder_twice_is_a_conflict(world: World) -> None:
    again = world.fittrack("source", "connect", "folder", str(world.folder), "-o", "json")
    assert again.code == 5
    assert again.error()["source_id"] == world.first("source", "list")


def test_a_source_goes_only_when_told_so_and_leaves_what_came_in(
    world: World, tmp_path: Path
) -> None:
    fittrack = world.fittrack
    other = fittrack.ok("source", "connect", "folder", str(tmp_path), "-o", "json").one()
    refused = fittrack("source", "disconnect", str(other["id"]))
    assert refused.code == 2
    assert "--yes" in refused.err
    count = len(fittrack.ok("activities", "list", "-o", "json").rows())
    fittrack.ok("source", "disconnect", str(other["id"]), "--yes")
    assert fittrack("source", "disconnect", str(other["id"]), "--yes").code == 6
    assert len(fittrack.ok("activities", "list", "-o", "json").rows()) == count


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["sync", "status", UNKNOWN], 6),
        (["sync", "watch", UNKNOWN], 6),
        (["sync", "items", UNKNOWN], 6),
        (["sync", "cancel", UNKNOWN], 6),
        (["sync", "retry", UNKNOWN], 6),
        (["activities", "show", UNKNOWN], 6),
        (["activities", "download", UNKNOWN], 6),
        (["workouts", "show", UNKNOWN], 6),
        (["source", "disconnect", UNKNOWN, "--yes"], 6),
        (["sync", "start", "--source", UNKNOWN], 6),
        (["source", "connect", "folder", "/no/such/folder"], 2),
        (["sync", "status", "nonsense"], 2),
        (["--server", "http://127.0.0.1:9", "sync", "status"], 7),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_exit_codes(world: World, args: list[str], code: int) -> None:
    token = {} if code != 7 else {"FITTRACK_TOKEN": "a-token"}
    done = world.fittrack(*args, "-o", "json", env=token)
    assert done.code == code, done.err
    assert done.out == ""
    error = done.error()
    assert {"code", "title", "detail", "hint", "request_id"} <= set(error)
    assert error["code"] == code
    assert "Traceback" not in done.err


def test_another_persons_things_are_not_found(world: World, tmp_path: Path) -> None:
    stranger = world.backend.new_person()
    fittrack = CommandLine.at(
        tmp_path / "home", FITTRACK_SERVER=world.backend.url, FITTRACK_TOKEN=stranger.access_token
    )
    assert fittrack("sync", "status", world.job_id).code == 6
    assert fittrack("activities", "show", world.first("activities", "list")).code == 6
    assert fittrack.ok("activities", "list", "-o", "json").rows() == []
    without_source = fittrack("sync", "start")
    assert without_source.code == 6
    assert "fittrack source connect folder" in without_source.err


def test_signing_in_off_a_terminal(live_backend: LiveBackend, tmp_path: Path) -> None:
    person = live_backend.new_person(totp=True).person
    fittrack = CommandLine.at(tmp_path / "home", FITTRACK_SERVER=live_backend.url)
    login = ("auth", "login", "--username", person.username, "--credential-store", "file")
    assert fittrack("activities", "list").code == 3
    assert fittrack(*login).code == 2
    needed = fittrack(*login, "--password-stdin", "-o", "json", stdin=person.password)
    assert needed.code == 4
    assert "--mfa-code" in str(needed.error()["hint"])
    assert fittrack(*login, "--password-stdin", stdin="a wrong password").code == 3
    code = person.next_code()
    fittrack.ok(*login, "--password-stdin", "--mfa-code", code, stdin=person.password)
    assert fittrack.ok("auth", "status", "-o", "json").one()["username"] == person.username
    used = fittrack(*login, "--password-stdin", "--mfa-code", code, stdin=person.password)
    assert used.code == 3
    fittrack.ok("activities", "list")


@pytest.fixture(scope="module")
def many(
    make_backend: BackendFactory, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[CommandLine, LiveBackend]]:
    """A person with a folder that takes seconds to sync."""
    backend = make_backend({"FITTRACK_DECODE_WORKERS": "1"})
    session = backend.new_person()
    folder = tmp_path_factory.mktemp("many")
    ride = folder / "000.fit"
    ride.write_bytes(long_ride(RECORDS))
    for number in range(1, FILES):
        (folder / f"{number:03}.fit").hardlink_to(ride)
    fittrack = CommandLine.at(
        tmp_path_factory.mktemp("home"),
        FITTRACK_SERVER=backend.url,
        FITTRACK_TOKEN=session.access_token,
    )
    fittrack.ok("source", "connect", "folder", str(folder))
    yield fittrack, backend
    backend.close()


def watched(fittrack: CommandLine, *args: str) -> subprocess.Popen[bytes]:
    """A command that watches, once the first progress came."""
    watching = fittrack.start(*args)
    assert watching.stderr is not None
    first = watching.stderr.readline()
    while first and f"/{FILES}".encode() not in first:
        first = watching.stderr.readline()
    assert first, "it ended before anything was seen"
    return watching


def running_job(fittrack: CommandLine) -> str:
    job = fittrack.ok("sync", "start", "activities", "--full", "-o", "json").one()
    return str(job["id"])


def test_conflict_attach_cancel_and_retry(many: tuple[CommandLine, LiveBackend]) -> None:
    fittrack, _ = many
    job_id = running_job(fittrack)
    second = fittrack("sync", "start", "activities", "-o", "json")
    assert second.code == 5
    assert second.error()["job_id"] == job_id
    assert f"fittrack sync watch {job_id}" in str(second.error()["hint"])
    assert fittrack("sync", "retry", job_id).code == 5
    watching = watched(fittrack, "sync", "start", "activities", "--attach", "-o", "json")
    cancelled = fittrack.ok("sync", "cancel", job_id, "-o", "json").one()
    assert cancelled["state"] == "cancelled"
    out, err = watching.communicate(timeout=PATIENCE_S)
    assert watching.returncode == 8, err.decode()
    assert json.loads(out)["id"] == job_id
    done_before = fittrack.ok("sync", "items", job_id, "-o", "json").rows()
    assert fittrack("sync", "cancel", job_id).code == 5
    retried = fittrack("sync", "retry", job_id, "--wait", "-o", "json")
    assert retried.code in (0, 10), retried.err
    assert retried.one()["id"] == job_id
    after = {row["name"]: row for row in fittrack.ok("sync", "items", job_id, "-o", "json").rows()}
    assert not [row for row in after.values() if row["outcome"] == "pending"]
    for row in done_before:
        if row["outcome"] not in ("pending", "failed"):
            assert after[row["name"]]["outcome"] == row["outcome"]


def test_ctrl_c_while_watching_leaves_the_sync_running(
    many: tuple[CommandLine, LiveBackend],
) -> None:
    fittrack, _ = many
    job_id = running_job(fittrack)
    watching = watched(fittrack, "sync", "watch", job_id)
    watching.send_signal(signal.SIGINT)
    out, err = watching.communicate(timeout=PATIENCE_S)
    assert watching.returncode == 130, err.decode()
    assert out == b""
    assert f"fittrack sync watch {job_id}" in err.decode()
    assert fittrack("sync", "watch", job_id, "-o", "json").one()["state"] in (
        "succeeded",
        "partial",
    )


def test_a_killed_backend_is_waited_for_and_the_sync_goes_on(
    many: tuple[CommandLine, LiveBackend],
) -> None:
    fittrack, backend = many
    job_id = running_job(fittrack)
    watching = watched(fittrack, "sync", "watch", job_id, "-o", "json")
    backend.restart()
    out, err = watching.communicate(timeout=PATIENCE_S)
    assert watching.returncode in (0, 10), err.decode()
    assert json.loads(out)["id"] == job_id
    assert "Traceback" not in err.decode()


def test_a_backend_that_stays_away_ends_with_7(many: tuple[CommandLine, LiveBackend]) -> None:
    fittrack, backend = many
    job_id = running_job(fittrack)
    watching = watched(fittrack, "sync", "watch", job_id, "--timeout", "2")
    backend.kill()
    try:
        _, err = watching.communicate(timeout=PATIENCE_S)
    finally:
        backend.start()
    assert watching.returncode == 7, err.decode()
    assert "trying again" in err.decode()
    assert f"fittrack sync watch {job_id}" in err.decode()
    assert fittrack("sync", "watch", job_id).code in (0, 10)
