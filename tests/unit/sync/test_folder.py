"""Walking a folder without being fooled by it."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from fittrack_backend.sources import folder
from fittrack_backend.sources.folder import FileStat, FolderUnavailable, Interrupted, NotRegular


def paths(found: folder.Walk) -> list[bytes]:
    return [file.path for file in found.files]


def test_files_come_ordered_by_the_bytes_of_their_paths(tmp_path: Path) -> None:
    for name in ("b/x", "a", "B", "b.fit", "b/é"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = folder.walk(os.fsencode(tmp_path))
    assert paths(found) == [b"B", b"a", b"b.fit", b"b/x", "b/é".encode()]


def test_a_linked_folder_is_walked_once_and_by_its_real_name(tmp_path: Path) -> None:
    (tmp_path / "z").mkdir()
    (tmp_path / "z" / "f").touch()
    (tmp_path / "a").symlink_to("z")
    (tmp_path / "z" / "up").symlink_to(tmp_path)
    assert paths(folder.walk(os.fsencode(tmp_path))) == [b"z/f"]


def test_a_folder_elsewhere_is_followed_once(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    (outside / "sub").mkdir(parents=True)
    (outside / "sub" / "f").touch()
    (inside / "two").symlink_to(outside)
    (inside / "one").symlink_to(outside)
    assert paths(folder.walk(os.fsencode(inside))) == [b"one/sub/f"]


def test_the_servers_own_folder_is_left_out(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "f").touch()
    identity = folder.identity(own)
    assert identity is not None
    assert paths(folder.walk(os.fsencode(tmp_path), leave_out=[identity])) == []


def test_an_unreadable_folder_hides_what_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "f").touch()
    scandir = os.scandir

    def refuse(path: bytes) -> object:
        if path.endswith(b"closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = folder.walk(os.fsencode(tmp_path))
    assert paths(found) == [b"open/f"]
    assert [(one.path, one.reason, one.failed) for one in found.oddities] == [
        (b"closed", "permission denied", True)
    ]
    assert found.hides(b"closed/x") and not found.hides(b"closed2/x")


def test_a_missing_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderUnavailable, match="is not there"):
        folder.walk(os.fsencode(tmp_path / "none"))
    with pytest.raises(FolderUnavailable, match="is not a folder"):
        folder.walk(os.fsencode(tmp_path / "file"))


def test_a_walk_can_be_interrupted(tmp_path: Path) -> None:
    (tmp_path / "f").touch()
    with pytest.raises(Interrupted):
        folder.walk(os.fsencode(tmp_path), stopped=lambda: True)


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotRegular):
        folder.open_regular(os.fsencode(tmp_path / "pipe"))
    with pytest.raises(NotRegular):
        folder.open_regular(b"/dev/zero")
    (tmp_path / "file").touch()
    os.close(folder.open_regular(os.fsencode(tmp_path / "file")))


def test_a_file_that_changed_just_before_it_was_read_is_not_trusted() -> None:
    read_at = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)

    def stat(age_s: float) -> FileStat:
        then = int((read_at.timestamp() - age_s) * 1e9)
        return FileStat(1, then, then - 10**9, "1")

    assert stat(2.5).settled_before(read_at)
    assert not stat(1.5).settled_before(read_at)
    assert not stat(-60).settled_before(read_at)


def test_an_unmounted_device_is_told_from_an_emptied_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = os.fsencode(tmp_path)
    mounted = {root}
    ismount = os.path.ismount
    monkeypatch.setattr(os.path, "ismount", lambda path: path in mounted or ismount(path))
    at = folder.mount_point(root)
    assert at == root
    assert not folder.was_unmounted(root, at)
    mounted.clear()
    assert folder.was_unmounted(root, at)
    assert not folder.was_unmounted(root, None)
    assert not folder.was_unmounted(root, folder.mount_point(root))


def test_names_that_are_no_text_are_shown_harmlessly() -> None:
    assert folder.display_name(b"caf\xe9.fit") == r"caf\xe9.fit"
    assert folder.display_name("café.fit".encode()) == "café.fit"
