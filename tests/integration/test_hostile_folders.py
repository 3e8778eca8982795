"""Folders that harm whoever reads them, seen through the command line from end to end.

What a sync decides about each file is tested in `test_sync_outcomes`; here it is what a person or
a program is told, and that permissions bind even where the tests run as root.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.command_line import CommandLine, Done
from tests.thorough import THOROUGH
from tools.running.live_backend import PASSWORD

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="file names and modes of Linux")

FORBIDDEN = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))} - {"\n", "\t"} | {"\u202e"}
WITHOUT_OVERRIDE = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")


@pytest.fixture(scope="module")
def fittrack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandLine]:
    """Somebody signed in at a backend that permissions bind."""
    home = tmp_path_factory.mktemp("home")
    cli = CommandLine.at(home, FITTRACK_DATA_DIR=str(home / "data"))
    start = cli.command("backend", "start", "--port", "0")
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("permissions do not bind root, and there is no setpriv to change that")
        start = [*WITHOUT_OVERRIDE, *start]
    subprocess.run(start, env=dict(cli.environment), capture_output=True, timeout=240, check=True)
    try:
        cli.ok(
            *["auth", "register", "--username", "ada", "--password-stdin"], stdin=f"{PASSWORD}\n"
        )
        login = "auth login --username ada --password-stdin --credential-store file"
        cli.ok(*login.split(), stdin=f"{PASSWORD}\n")
        yield cli
    finally:
        cli("backend", "stop")


@pytest.fixture
def folder(fittrack: CommandLine, tmp_path: Path) -> Iterator[Path]:
    """An empty folder, connected as the only source."""
    made = tmp_path / "training"
    made.mkdir()
    source = fittrack.ok("source", "connect", "folder", str(made), "-o", "json").one()
    yield made
    fittrack.ok("source", "disconnect", str(source["id"]), "--yes")


def gpx(name: str, day: int, *, before: str = "") -> str:
    """A track of one minute."""
    points = "".join(
        f'<trkpt lat="47.{second}" lon="8.5"><time>2026-01-{day:02}T07:00:{second:02}Z</time></trkpt>'
        for second in range(10, 60, 10)
    )
    return (
        f'<?xml version="1.0"?>{before}<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1">'
        f"<trk><name>{name}</name><trkseg>{points}</trkseg></trk></gpx>"
    )


def synced(fittrack: CommandLine) -> tuple[Done, dict[str, dict[str, object]]]:
    """Syncs; how that ended, and the items by name."""
    done = fittrack("sync", "start", "--wait", "-o", "json")
    items = fittrack.ok("sync", "items", str(done.one()["id"]), "-o", "json").rows()
    return done, {str(one["name"]): one for one in items}


def test_what_may_not_be_read_is_said_and_comes_in_later(
    fittrack: CommandLine, folder: Path
) -> None:
    (folder / "closed").mkdir()
    (folder / "closed" / "a.gpx").write_text(gpx("a", 1))
    (folder / "b.gpx").write_text(gpx("b", 2))
    (folder / "c.gpx").write_text(gpx("c", 3))
    (folder / "closed").chmod(0)
    (folder / "b.gpx").chmod(0)
    try:
        done, items = synced(fittrack)
        assert done.code == 10
        assert {name: (one["outcome"], one["reason"]) for name, one in items.items()} == {
            "b.gpx": ("failed", "permission denied"),
            "c.gpx": ("new", None),
            "closed": ("failed", "permission denied"),
        }
    finally:
        (folder / "closed").chmod(0o700)
        (folder / "b.gpx").chmod(0o600)
    done, items = synced(fittrack)
    assert done.code == 0
    assert {name: one["outcome"] for name, one in items.items()} == {
        "b.gpx": "new",
        "c.gpx": "unchanged",
        "closed/a.gpx": "new",
    }


def test_a_folder_that_closes_or_vanishes_fails_the_sync_with_a_reason(
    fittrack: CommandLine, folder: Path
) -> None:
    (folder / "a.gpx").write_text(gpx("a", 4))
    folder.chmod(0)
    try:
        closed = fittrack("sync", "start", "--wait")
    finally:
        folder.chmod(0o700)
    assert closed.code == 8
    assert f"the folder {folder} cannot be read: permission denied" in closed.err
    away = folder.rename(folder.with_name("elsewhere"))
    try:
        gone = fittrack("sync", "start", "--wait", "-o", "json")
    finally:
        away.rename(folder)
    assert gone.code == 8
    assert f"the folder {folder} is not there" in str(gone.error()["detail"])
    assert fittrack("sync", "start", "--wait").code == 0


def test_a_folder_that_is_moved_away_during_a_sync_comes_in_with_a_retry(
    fittrack: CommandLine, folder: Path
) -> None:
    """When exactly does not matter: `tests/unit/sync/test_vanishing.py` goes through every stage."""
    names = {f"{number}.gpx" for number in range(1_000 if THOROUGH else 150)}
    for number, name in enumerate(sorted(names)):
        begin = f"2025-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}T{number // 336 + 5:02}"
        track = gpx(name, 1).replace("2026-01-01T07", begin)
        point = track[track.index("<trkpt") : track.index("</trkpt>") + 8]
        (folder / name).write_text(track.replace(point, point * 500))
    away = folder.with_name("elsewhere")
    job = str(fittrack.ok("sync", "start", "-o", "json").one()["id"])
    folder.rename(away)
    watched = fittrack("sync", "watch", job, "-o", "json")
    away.rename(folder)
    assert watched.code == 8, (watched.out, watched.err)
    assert "vanished during the sync" in watched.err or "is not there" in watched.err, watched.err
    fittrack.ok("sync", "retry", job, "--wait")
    items = fittrack.ok("sync", "items", job, "-o", "json", "--limit", "1000").rows()
    assert {str(one["name"]) for one in items} == names
    assert {one["outcome"] for one in items} == {"new"}


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(
            "<!DOCTYPE gpx ["
            + '<!ENTITY a "aaaaaaaaaa">'
            + "".join(
                f'<!ENTITY {y} "{f"&{x};" * 10}">'
                for x, y in zip("abcdefgh", "bcdefghi", strict=True)
            )
            + "]>",
            id="a billion laughs",
        ),
        pytest.param(
            f'<!DOCTYPE gpx [<!ENTITY i "{"a" * 1_000}">]>', id="one long entity, many times"
        ),
        pytest.param('<!DOCTYPE gpx [<!ENTITY i SYSTEM "file:///etc/passwd">]>', id="a file"),
        pytest.param('<!DOCTYPE gpx SYSTEM "http://127.0.0.1:9/x.dtd">', id="another machine"),
    ],
)
def test_a_bomb_is_one_failed_item(fittrack: CommandLine, folder: Path, before: str) -> None:
    name = "&i;" * (1 if "SYSTEM" in before else 50_000)
    (folder / "bomb.gpx").write_text(gpx(name, 5, before=before))
    (folder / "good.gpx").write_text(gpx("good", 6))
    done, items = synced(fittrack)
    assert done.code == 10
    assert items["bomb.gpx"]["outcome"] == "failed"
    assert items["good.gpx"]["outcome"] in ("new", "unchanged")
    reason = str(items["bomb.gpx"]["reason"])
    assert 0 < len(reason) < 200
    assert "root:" not in reason


def test_names_inside_and_outside_of_files_are_shown_harmless_and_kept_exact(
    fittrack: CommandLine, folder: Path
) -> None:
    hostile = "\u202efdp.run \x9b31m red"
    (folder / "x.gpx").write_text(gpx(hostile.replace("\x9b", "&#x9b;"), 7), encoding="utf-8")
    raw = os.fsencode(folder)
    odd = [b"line\nbreak\x1b[31m.gpx", b"caf\xe9.gpx", b"n" * 251 + b".gpx", b'"a",=b.gpx']
    for number, name in enumerate(odd):
        Path(os.fsdecode(raw + b"/" + name)).write_text(gpx(f"{number}", 10 + number))
    done, items = synced(fittrack)
    assert done.code == 0, done
    assert {one["outcome"] for one in items.values()} == {"new"}
    assert r"caf\xe9.gpx" in items
    job = str(done.one()["id"])
    for words in (["sync", "items", job], ["activities", "list"]):
        table = fittrack.ok(*words)
        assert not FORBIDDEN & set(table.out)
        array, lines, rows = (fittrack.ok(*words, "-o", mode) for mode in ("json", "jsonl", "csv"))
        assert not FORBIDDEN & set(array.out)
        told = array.rows()
        assert [json.loads(line) for line in lines.out.split("\n") if line] == told
        for one, row in zip(told, rows.csv(), strict=True):
            assert list(row) == list(one)
            for key, value in one.items():
                as_text = value if isinstance(value, str) else json.dumps(value)
                wanted = "" if value is None else as_text
                assert row[key] == wanted or json.loads(row[key]) == value
    shown = [one["name"] for one in fittrack.ok("activities", "list", "-o", "json").rows()]
    assert any("red" in str(name) for name in shown)


def test_however_a_folder_is_written_it_is_one_source(fittrack: CommandLine, folder: Path) -> None:
    link = folder.parent / "link"
    link.symlink_to(folder)
    written = [f"{folder}/", f"{folder}/../training", os.path.relpath(folder, fittrack.home)]
    for path in (*written, str(link)):
        again = fittrack("source", "connect", "folder", path)
        assert again.code == 5, (path, again)
        assert "Traceback" not in again.err


@pytest.mark.parametrize("path", ["", "/nonexistent", "/etc/passwd", "/dev/null", "a" * 5_000])
def test_what_is_no_folder_is_refused(fittrack: CommandLine, path: str) -> None:
    done = fittrack("source", "connect", "folder", path)
    assert done.code == 2, done
    assert done.out == ""
    assert done.err.startswith("fittrack: ")
