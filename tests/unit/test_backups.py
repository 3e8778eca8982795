"""A backup holds all that there is at one moment, and comes back whole or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import os
import shutil
import sqlite3
import stat
import tarfile
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from fittrack_backend.backups import UNFINISHED_RESTORE, schedule
from fittrack_backend.backups.failures import AlreadyThere, BackupError
from fittrack_backend.backups.making import back_up
from fittrack_backend.backups.restoring import restore
from fittrack_backend.lifecycle.data_folder import prepare_data_dir
from fittrack_backend.lifecycle.failures import DataFolderUnusable
from fittrack_backend.settings import BackupPlan, Settings, load_settings
from fittrack_backend.storage.originals_place import open_store
from fittrack_backend.storage.tables import OriginalRow
from fittrack_backend.variables import InvalidSettings
from tests.unit.migrated import migrated

NOW = dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)
KEY = b"k" * 32
FILES = [bytes([number]) * (number * 1000) for number in range(1, 6)]


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def server(folder: Path, files: list[bytes]) -> Settings:
    folder.mkdir(mode=0o700)
    settings = Settings(folder)
    database = migrated(folder / "fittrack.db")
    with database.session() as session:
        for data in files:
            session.add(
                OriginalRow(
                    sha256=digest(data), size_bytes=len(data), file_format="fit", stored_at=NOW
                )
            )
        session.commit()
    database.dispose()
    store = open_store(settings.originals)
    store.prepare()
    assert not store.store_all({digest(data): data for data in files})
    settings.server_key_file.write_bytes(KEY)
    return settings


def content(settings: Settings) -> tuple[set[str], set[str], bytes | None]:
    """What rows name, what is stored, and the key."""
    with closing(sqlite3.connect(settings.data_dir / "fittrack.db")) as database:
        rows = {row[0] for row in database.execute("SELECT sha256 FROM originals")}
    kept = {one.sha256 for one in open_store(settings.originals).kept()}
    key = settings.server_key_file
    return rows, kept, key.read_bytes() if key.exists() else None


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return server(tmp_path / "data", FILES)


@pytest.fixture
def empty(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "other")


def test_all_of_it_comes_back(settings: Settings, empty: Settings, tmp_path: Path) -> None:
    target = tmp_path / "all.tar"
    made = back_up(settings, target, with_key=True)
    assert (made.originals, made.missing, made.bytes) == (5, (), target.stat().st_size)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.tar", "data"]
    restored = restore(empty, target)
    assert (restored.originals, restored.server_key, restored.set_aside) == (5, "restored", None)
    assert content(empty) == content(settings)
    names = {path.name for path in empty.data_dir.iterdir()}
    assert names == {"fittrack.db", "server.key", "originals"}
    assert stat.S_IMODE(empty.server_key_file.stat().st_mode) == 0o600


def test_without_the_key_the_one_that_is_there_stays(
    settings: Settings, empty: Settings, tmp_path: Path
) -> None:
    target = tmp_path / "all.tar"
    assert not back_up(settings, target, with_key=False).with_key
    assert KEY not in target.read_bytes()
    assert restore(empty, target).server_key == "none"
    assert restore(settings, target, replace=True).server_key == "kept"
    assert content(settings)[2] == KEY


def test_what_is_there_is_replaced_only_when_asked_and_kept_aside(
    settings: Settings, tmp_path: Path
) -> None:
    target = tmp_path / "all.tar"
    back_up(settings, target, with_key=True)
    with pytest.raises(AlreadyThere):
        back_up(settings, target, with_key=True)
    other = server(tmp_path / "other", [b"something else"])
    other.server_key_file.write_bytes(b"o" * 32)
    (other.data_dir / "jobs.db").write_bytes(b"jobs")
    before = content(other)
    with pytest.raises(AlreadyThere, match="holds data already"):
        restore(other, target)
    assert content(other) == before
    aside = restore(other, target, replace=True).set_aside
    assert content(other) == content(settings)
    assert not (other.data_dir / "jobs.db").exists()
    assert aside is not None
    assert content(Settings(aside)) == before


def test_originals_elsewhere_are_restored_there(settings: Settings, tmp_path: Path) -> None:
    target = tmp_path / "all.tar"
    back_up(settings, target, with_key=True)
    place = str(tmp_path / "elsewhere")
    other = Settings(tmp_path / "other", originals=place)
    restore(other, target)
    assert content(other) == content(settings)
    assert not (other.data_dir / "originals").exists()


def test_missing_and_damaged_originals_are_named_and_the_rest_is_saved(
    settings: Settings, empty: Settings, tmp_path: Path
) -> None:
    folder = settings.data_dir / "originals"
    missing, damaged = sorted((digest(FILES[0]), digest(FILES[1])))
    (folder / missing[:2] / missing).unlink()
    (folder / damaged[:2] / damaged).write_bytes(b"damaged")
    made = back_up(settings, tmp_path / "all.tar", with_key=True)
    assert (made.originals, made.missing) == (3, (missing, damaged))
    restored = restore(empty, tmp_path / "all.tar")
    assert (restored.originals, restored.missing) == (3, 2)


def rewritten(path: Path, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The backup with some of its parts changed, or left out."""
    found = io.BytesIO()
    with tarfile.open(path) as old, tarfile.open(fileobj=found, mode="w") as new:
        for entry in old:
            file = old.extractfile(entry)
            assert file is not None
            data = change(entry.name, file.read())
            if data is not None:
                entry.size = len(data)
                new.addfile(entry, io.BytesIO(data))
    return found.getvalue()


def of_a_newer(name: str, data: bytes) -> bytes:
    if name != "fittrack-backup.json":
        return data
    return json.dumps({**json.loads(data), "revision": "9999", "version": "99.0"}).encode()


def of_a_newer_format(name: str, data: bytes) -> bytes:
    if name != "fittrack-backup.json":
        return data
    return json.dumps({"format": 2, "version": "99.0"}).encode()


DAMAGES: dict[str, tuple[str, Callable[[bytes, Path], bytes]]] = {
    "cut": ("ends too early", lambda data, _: data[: len(data) // 2]),
    "cut at the end": ("ends too early", lambda data, _: data[:-11_000]),
    "empty": ("no backup of FitTrack", lambda _data, _path: b""),
    "another file": ("no backup of FitTrack", lambda _data, _path: b"some text\n" * 500),
    "an original changed": (
        "is another file",
        lambda _, path: rewritten(path, lambda n, d: b"x" if n.startswith("originals/") else d),
    ),
    "the database changed": (
        "fittrack.db is not what was saved",
        lambda _, path: rewritten(path, lambda n, d: d + b"\0" if n == "fittrack.db" else d),
    ),
    "the key left out": (
        "server.key is not what was saved",
        lambda _, path: rewritten(path, lambda n, d: None if n == "server.key" else d),
    ),
    "no database": (
        "fittrack.db is not what was saved",
        lambda _, path: rewritten(path, lambda n, d: None if n == "fittrack.db" else d),
    ),
    "no digests": (
        "ends too early",
        lambda _, path: rewritten(path, lambda n, d: None if n == "digests.json" else d),
    ),
    "of a newer version": (
        "made by a newer version of FitTrack .99.0.",
        lambda _, path: rewritten(path, of_a_newer),
    ),
    "of a newer format": (
        "made by a newer version of FitTrack .99.0.",
        lambda _, path: rewritten(path, of_a_newer_format),
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_backup_changes_nothing(
    settings: Settings, empty: Settings, tmp_path: Path, damage: str
) -> None:
    target = tmp_path / "all.tar"
    back_up(settings, target, with_key=True)
    reason, change = DAMAGES[damage]
    target.write_bytes(change(target.read_bytes(), target))
    before = content(settings)
    for into in (settings, empty):
        with pytest.raises(BackupError, match=reason):
            restore(into, target, replace=True)
    assert content(settings) == before
    assert not any(path.name.startswith("before") for path in settings.data_dir.iterdir())
    assert list(empty.data_dir.iterdir()) == []


def hostile(name: str) -> bytes:
    found = io.BytesIO()
    with tarfile.open(fileobj=found, mode="w") as new:
        head = json.dumps(
            {"format": 1, "version": "1", "revision": "0001", "created_at": NOW.isoformat()}
        ).encode()
        for one, data in (("fittrack-backup.json", head), (name, b"x")):
            entry = tarfile.TarInfo(one)
            entry.size = len(data)
            new.addfile(entry, io.BytesIO(data))
    return found.getvalue()


@pytest.mark.parametrize(
    "name", ["../evil", "/etc/evil", "originals/../../evil", "originals/", f"originals/{'A' * 64}"]
)
def test_names_that_lead_elsewhere_are_refused(empty: Settings, tmp_path: Path, name: str) -> None:
    (tmp_path / "evil.tar").write_bytes(hostile(name))
    with pytest.raises(BackupError):
        restore(empty, tmp_path / "evil.tar")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["evil.tar", "other"]


@pytest.mark.parametrize("moves", range(6))
def test_an_interrupted_restore_keeps_servers_out_and_goes_on(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    target = tmp_path / "all.tar"
    back_up(settings, target, with_key=True)
    other = server(tmp_path / "other", [b"something else"])
    before = content(other)
    left = [moves]
    move = shutil.move

    def interrupted(source: Path, destination: Path) -> object:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return move(source, destination)

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "move", interrupted)
        with pytest.raises(KeyboardInterrupt):
            restore(other, target, replace=True)
    assert (other.data_dir / UNFINISHED_RESTORE).exists()
    with pytest.raises(DataFolderUnusable, match="interrupted"):
        prepare_data_dir(other.data_dir)
    aside = restore(other, target).set_aside
    prepare_data_dir(other.data_dir)
    assert content(other) == content(settings)
    assert aside is not None
    assert content(Settings(aside)) == before


def test_a_backup_is_of_one_moment_while_others_write(
    settings: Settings, empty: Settings, tmp_path: Path
) -> None:
    """Each transaction writes a pair of rows, after their files: a backup has both of them or none."""
    store = open_store(settings.originals)
    done = threading.Event()
    written = []

    def write() -> None:
        with closing(sqlite3.connect(settings.data_dir / "fittrack.db", timeout=30)) as database:
            number = 0
            while not done.is_set():
                pair = [f"{number}-{one}".encode() for one in "ab"]
                store.store_all({digest(data): data for data in pair})
                with database:
                    database.executemany(
                        "INSERT INTO originals (sha256, size_bytes, file_format, stored_at)"
                        " VALUES (?, 3, 'fit', '2026-03-01 08:30:00')",
                        [(digest(data),) for data in pair],
                    )
                written.append(pair)
                number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(written) < 5:
            done.wait(0.01)
        backups = [tmp_path / f"{number}.tar" for number in range(3)]
        made = [back_up(settings, one, with_key=False) for one in backups]
    finally:
        done.set()
        writer.join()
    assert all(not one.missing for one in made)
    for path in backups:
        restore(empty, path, replace=True)
        rows, kept, _ = content(empty)
        assert rows == kept
        for pair in written:
            assert len({digest(data) for data in pair} & rows) in (0, 2)


def test_backups_by_the_clock(settings: Settings, tmp_path: Path) -> None:
    plan = BackupPlan(tmp_path / "backups", every_hours=6, keep=2)
    planned = Settings(settings.data_dir, backups=plan)
    hour = dt.timedelta(hours=1)
    for number in range(20):
        schedule.back_up_if_due(planned, NOW + number * hour)
    names = sorted(path.name for path in plan.folder.iterdir())
    assert names == ["fittrack-20260301T203000Z.tar", "fittrack-20260302T023000Z.tar"]
    (plan.folder / "mine.tar").touch()
    schedule.back_up_if_due(planned, NOW - 30 * hour)
    assert not schedule.is_due(plan, NOW - 30 * hour)
    assert (plan.folder / "mine.tar").exists()


def test_postgresql_is_left_to_its_own_tools(tmp_path: Path) -> None:
    settings = Settings(tmp_path, database_url="postgresql://localhost/x")
    with pytest.raises(BackupError, match="own tools"):
        back_up(settings, tmp_path / "all.tar", with_key=True)
    with pytest.raises(BackupError, match="own tools"):
        restore(settings, tmp_path / "all.tar")
    with pytest.raises(InvalidSettings, match="FITTRACK_BACKUP_DIR"):
        load_settings(
            tmp_path,
            environment={
                "FITTRACK_DATABASE_URL": "postgresql://localhost/x",
                "FITTRACK_BACKUP_DIR": "/backups",
            },
        )


def test_no_disk_no_file(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        back_up(settings, tmp_path / "all.tar", with_key=True)
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
