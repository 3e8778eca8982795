"""Walking a folder without being fooled by it.

It has more than 400 lines, since it is a list of traps, each laid in the same folder.
"""

from __future__ import annotations

import datetime as dt
import errno
import os
import shutil
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from fittrack_backend.sources.allowed_folders import KEYS, OWN, AllowedFolders
from fittrack_backend.sources.folder import mounts
from fittrack_backend.sources.folder.beneath import LEADS_OUT
from fittrack_backend.sources.folder.files import open_file, open_regular, stamp_of
from fittrack_backend.sources.folder.memory import FolderMemory
from fittrack_backend.sources.folder.names import display_name
from fittrack_backend.sources.folder.reach import Root
from fittrack_backend.sources.folder.source import FolderSource
from fittrack_backend.sources.folder.walk import Walk, walk
from fittrack_backend.sources.port import (
    Interrupted,
    NotReadable,
    NotThere,
    Page,
    SourceUnavailable,
    Stamp,
)


def paths(found: Walk) -> list[bytes]:
    return [file.path for file in found.files]


def test_files_come_ordered_by_the_bytes_of_their_paths(tmp_path: Path) -> None:
    for name in ("b/x", "a", "B", "b.fit", "b/é"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = walk(Root(os.fsencode(tmp_path)))
    assert paths(found) == [b"B", b"a", b"b.fit", b"b/x", "b/é".encode()]


def test_a_linked_folder_is_walked_once_and_by_its_real_name(tmp_path: Path) -> None:
    (tmp_path / "z").mkdir()
    (tmp_path / "z" / "f").touch()
    (tmp_path / "a").symlink_to("z")
    (tmp_path / "z" / "up").symlink_to(tmp_path)
    assert paths(walk(Root(os.fsencode(tmp_path)))) == [b"z/f"]


def test_a_folder_elsewhere_in_it_is_followed_once(tmp_path: Path) -> None:
    (tmp_path / ".elsewhere" / "sub").mkdir(parents=True)
    (tmp_path / ".elsewhere" / "sub" / "f").touch()
    (tmp_path / "two").symlink_to(tmp_path / ".elsewhere")
    (tmp_path / "one").symlink_to(".elsewhere")
    assert paths(walk(Root(os.fsencode(tmp_path)))) == [b"one/sub/f"]


@pytest.mark.parametrize("to", ["../outside", "{outside}", "sub/../../outside", "..", "/"])
def test_a_link_that_leads_out_is_named_and_not_followed(tmp_path: Path, to: str) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    (inside / "sub").mkdir(parents=True)
    outside.mkdir()
    (outside / "f").touch()
    (inside / "link").symlink_to(to.format(outside=outside))
    (inside / "file").symlink_to(outside / "f")
    (inside / "none").symlink_to(outside / "nothing")
    found = walk(Root(os.fsencode(inside)))
    assert paths(found) == []
    assert [(one.path, one.reason, one.failed) for one in found.oddities] == [
        (name, LEADS_OUT, False) for name in (b"file", b"link", b"none")
    ]
    for key in (b"link/f", b"file", b"link/outside/f", b"sub/../../outside/f"):
        with pytest.raises(NotReadable, match="leads out"):
            open_file(Root(os.fsencode(inside)), key)


def test_a_link_out_of_the_folder_and_back_is_inside(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "f").write_bytes(b"1")
    (tmp_path / "back").symlink_to(f"../{tmp_path.name}/sub")
    (tmp_path / "again").symlink_to("back/f")
    assert paths(walk(Root(os.fsencode(tmp_path)))) == [b"again", b"sub/f"]
    with open_file(Root(os.fsencode(tmp_path)), b"back/f").file as file:
        assert file.read() == b"1"


def test_a_folder_that_is_swapped_for_a_link_leads_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each step of the way, just before the operating system is asked."""
    outside, moved = tmp_path / "outside" / "b" / "c", tmp_path / "moved"
    outside.mkdir(parents=True)
    (outside / "f").write_bytes(b"secret")
    opened = os.open
    for name in (b"training", b"b", b"c", b"f"):
        top = tmp_path / "training"
        (top / "b" / "c").mkdir(parents=True)
        (top / "b" / "c" / "f").write_bytes(b"own")
        at = {b"training": top, b"b": top / "b", b"c": top / "b" / "c", b"f": top / "b" / "c" / "f"}
        to = {
            b"training": tmp_path / "outside",
            b"b": outside.parent,
            b"c": outside,
            b"f": outside / "f",
        }

        def swapping(
            path: bytes,
            flags: int,
            *args: int,
            dir_fd: int | None = None,
            name: bytes = name,
            place: Path = at[name],
            target: Path = to[name],
        ) -> int:
            if path == name and not moved.exists():
                place.rename(moved)
                place.symlink_to(target)
            return opened(path, flags, *args, dir_fd=dir_fd)

        monkeypatch.setattr(os, "open", swapping)
        with pytest.raises((NotReadable, SourceUnavailable), match="link"):
            open_file(Root(os.fsencode(top)), b"b/c/f")
        monkeypatch.setattr(os, "open", opened)
        at[name].unlink()
        shutil.rmtree(tmp_path / "training", ignore_errors=True)
        shutil.rmtree(moved) if moved.is_dir() else moved.unlink()


def test_nothing_outside_is_read_while_links_and_folders_change_places(tmp_path: Path) -> None:
    """For a second, as quickly as it goes: each part of the way is now a folder, now a link that leads out."""
    top = tmp_path / "training"
    for name in ("training", "outside"):
        (tmp_path / name / "a" / "b").mkdir(parents=True)
        (tmp_path / name / "a" / "b" / "f").write_bytes(name.encode())
    outside = tmp_path / "outside"
    places = [(top, outside), (top / "a", outside / "a"), (top / "a" / "b", outside / "a" / "b")]
    places.append((top / "a" / "b" / "f", outside / "a" / "b" / "f"))
    done = threading.Event()

    def swap() -> None:
        aside = tmp_path / "aside"
        while not done.is_set():
            for place, target in places:
                place.rename(aside)
                place.symlink_to(target)
                place.unlink()
                aside.rename(place)

    swapping = threading.Thread(target=swap)
    swapping.start()
    read: Counter[bytes] = Counter()
    until = time.monotonic() + 1
    try:
        while time.monotonic() < until:
            with (
                suppress(NotReadable, NotThere, SourceUnavailable),
                open_file(Root(os.fsencode(top)), b"a/b/f").file as file,
            ):
                read[file.read()] += 1
            with suppress(SourceUnavailable):
                for found in walk(Root(os.fsencode(top))).files:
                    assert found.size == len(b"training")
    finally:
        done.set()
        swapping.join()
    assert read[b"training"] and read.keys() == {b"training"}


def test_what_is_closed_is_named_and_not_entered(tmp_path: Path) -> None:
    for name in ("own/sub", "keys/.ssh", "plain"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "f").touch()
    (tmp_path / "link").symlink_to("own/sub")
    (tmp_path / "keys" / "seen").symlink_to(".ssh")
    allowed = AllowedFolders(closed={os.fsencode(tmp_path / "own"): OWN})
    root = Root(os.fsencode(tmp_path), allowed=allowed)
    found = walk(root)
    assert paths(found) == [b"plain/f"]
    assert {one.path: one.reason for one in found.oddities} == {
        b"keys/seen": KEYS,
        b"link": OWN,
        b"own": OWN,
    }
    for key in (b"own/sub/f", b"link/f", b"keys/.ssh/f", b"keys/seen/f"):
        with pytest.raises(NotReadable):
            open_file(root, key)


def test_the_servers_own_folder_is_left_out_under_another_name(tmp_path: Path) -> None:
    own, other = tmp_path / "own", tmp_path / "mounted-elsewhere"
    own.mkdir()
    allowed = AllowedFolders(closed={os.fsencode(own): OWN})
    own.rename(other)
    (other / "f").touch()
    own.symlink_to(other)  # as near to a second mount as a test comes
    assert paths(walk(Root(os.fsencode(tmp_path)), leave_out=allowed.identities())) == []


def test_the_servers_own_file_is_left_out_under_another_name(tmp_path: Path) -> None:
    own, here = tmp_path / "own.db", tmp_path / "here"
    own.touch()
    (here / "sub").mkdir(parents=True)
    for name in ("copy.fit", "sub/copy.fit"):
        (here / name).hardlink_to(own)
    (here / "other.fit").touch()
    allowed = AllowedFolders(closed={os.fsencode(own): OWN})
    found = walk(Root(os.fsencode(here)), leave_out=allowed.identities())
    assert paths(found) == [b"other.fit"]
    left_out = [(b"copy.fit", OWN), (b"sub/copy.fit", OWN)]
    assert [(one.path, one.reason) for one in found.oddities] == left_out


def refuse(monkeypatch: pytest.MonkeyPatch, name: bytes, error: int = errno.EACCES) -> None:
    """Lets the operating system refuse to open whatever is called that."""
    opened = os.open

    def refusing(path: bytes, flags: int, *, dir_fd: int | None = None) -> int:
        if path.rpartition(b"/")[2] == name:
            raise OSError(error, os.strerror(error))
        return opened(path, flags, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", refusing)


def test_an_unreadable_folder_hides_what_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "f").touch()
    refuse(monkeypatch, b"closed")
    found = walk(Root(os.fsencode(tmp_path)))
    assert paths(found) == [b"open/f"]
    assert [(one.path, one.reason, one.failed) for one in found.oddities] == [
        (b"closed", "permission denied", True)
    ]
    assert found.hides(b"closed/x") and not found.hides(b"closed2/x")


def test_a_missing_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SourceUnavailable, match="is not there"):
        walk(Root(os.fsencode(tmp_path / "none")))
    with pytest.raises(SourceUnavailable, match="is not a folder"):
        walk(Root(os.fsencode(tmp_path / "file")))


def test_a_walk_can_be_interrupted(tmp_path: Path) -> None:
    (tmp_path / "f").touch()
    with pytest.raises(Interrupted):
        walk(Root(os.fsencode(tmp_path)), stopped=lambda: True)


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotReadable):
        open_regular(os.fsencode(tmp_path / "pipe"))
    with pytest.raises(NotReadable):
        open_regular(b"/dev/zero")
    (tmp_path / "file").touch()
    os.close(open_regular(os.fsencode(tmp_path / "file")))


@pytest.mark.parametrize(("age_s", "trusted"), [(2.5, True), (1.5, False), (-60, False)])
def test_a_file_that_changed_just_before_it_was_read_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, age_s: float, trusted: bool
) -> None:
    path = tmp_path / "a.fit"
    path.touch()
    changed_at = path.stat().st_mtime
    os.utime(path, (changed_at, changed_at - 100))  # only the time of the change itself is recent

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Clock:
            return cls.fromtimestamp(path.stat().st_ctime + age_s, tz)

    monkeypatch.setattr(dt, "datetime", Clock)
    opened = open_file(Root(os.fsencode(tmp_path)), b"a.fit")
    with opened.file:
        assert opened.stamp == (stamp_of(path.stat()) if trusted else None)


def stamp(path: Path) -> Stamp:
    return stamp_of(path.stat())


def test_a_stamp_tells_size_times_and_another_file_of_the_same_name(tmp_path: Path) -> None:
    path = tmp_path / "a.fit"
    path.write_bytes(b"1")
    os.utime(path, ns=(10**18, 10**18))
    stamps = [stamp(path), stamp(path)]
    assert stamps[0] == stamps[1]
    path.write_bytes(b"12")
    os.utime(path, ns=(10**18, 10**18))
    stamps.append(stamp(path))
    os.utime(path, ns=(10**18, 10**18 + 1))
    stamps.append(stamp(path))
    os.utime(path, ns=(10**18, 10**18 + 1))  # the time of this change itself
    stamps.append(stamp(path))
    other = tmp_path / "b.fit"
    other.write_bytes(b"12")
    os.utime(other, ns=(10**18, 10**18 + 1))
    other.replace(path)
    stamps.append(stamp(path))
    assert len(set(stamps)) == len(stamps) - 1
    assert stamps[-1].rpartition(".")[2] != stamps[-2].rpartition(".")[2]


def test_opening_tells_what_is_gone_from_what_is_closed(tmp_path: Path) -> None:
    folder = FolderSource(os.fsencode(tmp_path), FolderMemory(), AllowedFolders())
    with pytest.raises(NotThere), folder.open(b"none.fit"):
        pass
    (tmp_path / "sub").mkdir()
    with pytest.raises(NotReadable, match=r"^not a regular file$"), folder.open(b"sub"):
        pass


def test_what_is_open_notices_that_it_became_another(tmp_path: Path) -> None:
    folder = FolderSource(os.fsencode(tmp_path), FolderMemory(), AllowedFolders())
    path = tmp_path / "a.fit"
    path.write_bytes(b"one")
    with folder.open(b"a.fit") as opened:
        assert not opened.has_changed()
        path.write_bytes(b"another")
        assert opened.has_changed()
    with folder.open(b"a.fit") as opened:
        (tmp_path / "new").write_bytes(b"another")
        (tmp_path / "new").replace(path)
        assert opened.has_changed()
    with folder.open(b"a.fit") as opened:
        path.unlink()
        assert opened.has_changed()


def scan(root: Path, known: list[bytes], mounted_at: bytes | None = None) -> Page:
    source = FolderSource(os.fsencode(root), FolderMemory(mounted_at), AllowedFolders())
    [page] = source.scan(known, lambda: False)
    return page


def test_a_scan_says_what_is_there_and_what_is_gone(tmp_path: Path) -> None:
    (tmp_path / "a.fit").write_bytes(b"123")
    page = scan(tmp_path, [b"a.fit", b"z.fit", b"b.fit"])
    [found] = page.found
    assert (found.key, found.name, found.size) == (b"a.fit", "a.fit", 3)
    assert [(one.key, one.reason) for one in page.gone] == [
        (b"b.fit", "no longer in the folder"),
        (b"z.fit", "no longer in the folder"),
    ]
    assert FolderMemory.of(page.remember).mounted_at == mounts.mount_point(os.fsencode(tmp_path))


def test_what_lies_in_a_closed_folder_is_not_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    refuse(monkeypatch, b"closed")
    assert scan(tmp_path, [b"closed/a.fit"]).gone == []


def test_the_scan_of_an_unmounted_device_takes_nothing_for_gone(tmp_path: Path) -> None:
    mounted_at = os.fsencode(tmp_path)
    with pytest.raises(SourceUnavailable, match="is not mounted"):
        scan(tmp_path, [b"a.fit"], mounted_at)
    assert scan(tmp_path, [], mounted_at).found == []
    folder = FolderSource(os.fsencode(tmp_path), FolderMemory(mounted_at), AllowedFolders())
    with pytest.raises(SourceUnavailable, match="was unmounted"):
        folder.check()
    (tmp_path / "b.fit").touch()
    assert scan(tmp_path, [b"a.fit"], mounted_at).gone
    folder.check()


def test_an_unmounted_device_is_told_from_an_emptied_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = os.fsencode(tmp_path)
    mounted = {root}
    ismount = os.path.ismount
    monkeypatch.setattr(os.path, "ismount", lambda path: path in mounted or ismount(path))
    at = mounts.mount_point(root)
    assert at == root
    assert not mounts.was_unmounted(root, at)
    mounted.clear()
    assert mounts.was_unmounted(root, at)
    assert not mounts.was_unmounted(root, None)
    assert not mounts.was_unmounted(root, mounts.mount_point(root))


def test_names_that_are_no_text_are_shown_harmlessly() -> None:
    assert display_name(b"caf\xe9.fit") == r"caf\xe9.fit"
    assert display_name("café.fit".encode()) == "café.fit"


@pytest.mark.parametrize("comes_back", [False, True])
def test_a_walk_ends_in_the_folder_where_it_began(tmp_path: Path, comes_back: bool) -> None:
    folder, away = tmp_path / "training", tmp_path / "away"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "f").touch()

    def replace_it() -> bool:
        if not away.exists():
            folder.rename(away)
            folder.mkdir()
        elif comes_back:
            folder.rmdir()
            away.rename(folder)
        return False

    if comes_back:
        assert paths(walk(Root(os.fsencode(folder)), stopped=replace_it)) == [b"sub/f"]
    else:
        with pytest.raises(SourceUnavailable, match="was replaced by a different folder"):
            walk(Root(os.fsencode(folder)), stopped=replace_it)
