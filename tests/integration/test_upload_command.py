"""`fittrack upload` against a live backend: whole however often the connection is cut, cheap when it is done again."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path

import pytest

from tests.integration.command_line import PATIENCE_S, CommandLine, Done
from tests.integration.conftest import BackendFactory
from tests.integration.uploaders import Uploader, gpx, zipped
from tests.servers.cutting_proxy import CuttingProxy
from tests.thorough import THOROUGH
from tools.running.live_backend import LiveBackend


@pytest.fixture(scope="module")
def backend(make_backend: BackendFactory) -> LiveBackend:
    return make_backend()


@pytest.fixture
def me(backend: LiveBackend) -> Uploader:
    return Uploader.new(backend)


@pytest.fixture
def cli(me: Uploader, tmp_path: Path) -> CommandLine:
    return CommandLine.at(
        tmp_path / "home", FITTRACK_TOKEN=me.token, FITTRACK_SERVER=me.backend.url
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "training"
    (made / "more").mkdir(parents=True)
    (made / ".hidden").mkdir()
    (made / ".hidden" / "9.gpx").write_bytes(gpx(9))
    (made / ".9.gpx").write_bytes(gpx(9))
    (made / "1.gpx").write_bytes(gpx(1))
    (made / "more" / "2.gpx").write_bytes(gpx(2))
    return made


def outcomes(done: Done) -> dict[str, object]:
    return {str(row["name"]): row["outcome"] for row in done.rows()}


def test_files_folders_archives_and_standard_input(
    me: Uploader, cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "export.zip"
    archive.write_bytes(zipped({"3.gpx": gpx(3), "4.gpx": gpx(4)}))
    done = cli.ok("upload", str(folder), str(archive), "-o", "json")
    assert outcomes(done) == {"1.gpx": "new", "more/2.gpx": "new", "export.zip": "new"}
    assert cli.ok("upload", "-", "--name", "5.gpx", "-q", stdin=gpx(5).decode()).err == ""
    assert me.activities() == 5
    jobs = len(me.jobs())
    again = cli.ok("upload", str(folder), str(archive), "-o", "json")
    assert set(outcomes(again).values()) == {"unchanged"}
    assert len(me.jobs()) == jobs
    table = cli.ok("upload", str(folder))
    assert "it was uploaded before" in table.out
    assert "2 files: 2 unchanged" in table.err


def test_what_failed_says_why_and_ends_partial(
    me: Uploader, cli: CommandLine, folder: Path
) -> None:
    (folder / "cut.gpx").write_bytes(gpx(3)[:90])
    (folder / "notes.txt").write_text("12 km")
    (folder / "again.gpx").write_bytes(gpx(1))
    done = cli("upload", str(folder), "-o", "csv")
    assert done.code == 10
    rows = {Path(row["path"]).name: row for row in done.csv()}
    assert {name: row["outcome"] for name, row in rows.items()} == {
        "1.gpx": "new",
        "again.gpx": "unchanged",
        "cut.gpx": "failed",
        "2.gpx": "new",
        "notes.txt": "skipped",
    }
    assert rows["cut.gpx"]["reason"]
    assert me.activities() == 2


def test_nothing_is_sent_for_a_command_line_that_makes_no_sense(
    me: Uploader, cli: CommandLine, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    for args in (
        [str(folder), "missing.fit"],
        [str(tmp_path / "empty")],
        [str(folder), "--name", "a"],
    ):
        assert cli("upload", *args).code == 2
    assert not me.uploads()


def test_a_connection_that_is_cut_again_and_again_ends_whole(
    me: Uploader, cli: CommandLine, tmp_path: Path
) -> None:
    count = 300 if THOROUGH else 40
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.gpx").write_bytes(gpx(number))
    with CuttingProxy(me.backend.port, random.Random(11), most=20_000, share=0.9) as proxy:
        through = CommandLine(cli.home, {**cli.environment, "FITTRACK_SERVER": proxy.url})
        done = through("upload", str(folder), "-o", "json")
        assert done.code == 0, done.err
        assert set(outcomes(done).values()) == {"new"}
        assert proxy.cuts > 3
    assert len(me.uploads()) == count
    assert me.activities() == count


def test_ctrl_c_keeps_what_was_sent_and_the_next_one_goes_on(
    me: Uploader, cli: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(150):
        (folder / f"{number}.gpx").write_bytes(gpx(number))
    running = cli.start("upload", str(folder))
    while len(me.uploads()) < 5:
        assert running.poll() is None
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=PATIENCE_S)
    assert running.returncode == 130
    assert b"the same command goes on from there" in err
    assert b"Traceback" not in err
    kept = len(me.uploads())
    assert kept < 150
    assert cli("upload", str(folder)).code == 0
    assert me.activities() == 150
