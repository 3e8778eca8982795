"""The new pair cannot be written: the command does its work, says so, and nobody is signed out."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.integration.command_line import CommandLine, Done
from tests.session.conftest import NewOwner
from tests.session.owner import Owner, command_line
from tests.session.processes import PATIENCE_S, clock_off_by

COMMANDS = 3


@pytest.fixture
def own_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder that is a small file system of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0 or not sys.platform.startswith("linux"):
        pytest.skip("only root on Linux may mount a small disk")
    options = "size=64k,mode=0700"
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip(f"cannot mount a small disk: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def owner_there(own_disk: Path, tmp_path: Path, new_owner: NewOwner) -> Owner:
    """Somebody whose settings and tokens are on that disk."""
    return new_owner(fittrack=_with_settings_in(own_disk / "config", tmp_path))


def _with_settings_in(folder: Path, tmp_path: Path) -> CommandLine:
    made = command_line(tmp_path / "other-home")
    return CommandLine(made.home, {**made.environment, "FITTRACK_CONFIG_DIR": str(folder)})


def full(disk: Path) -> Callable[[], None]:
    """Fills the disk; returns what frees it."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 1024)
        except OSError:
            pass
    return ballast.unlink


def read_only(disk: Path) -> Callable[[], None]:
    """Makes the disk read-only; returns what makes it writable."""

    def remount(mode: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{mode}", str(disk)], check=True)

    remount("ro")
    return lambda: remount("rw")


def works_and_says_so(owner: Owner, done: Done) -> None:
    """The command did its work, and its stderr tells that the new tokens could not be saved."""
    owner.worked(done)
    assert "could not be saved" in done.err
    assert "nothing is lost" in done.err


@contextmanager
def kept(owner: Owner) -> Iterator[None]:
    """What is in the store afterwards is what was there before."""
    before = owner.kept()
    yield
    assert owner.kept() == before


@pytest.mark.parametrize("spoil", [full, read_only])
@pytest.mark.parametrize("days", [0.0, 3.0])
def test_disk_full_or_read_only(
    owner_there: Owner, own_disk: Path, spoil: Callable[[Path], Callable[[], None]], days: float
) -> None:
    owner = owner_there
    owner.expire()
    repair = spoil(own_disk)
    with kept(owner):
        for _ in range(COMMANDS):
            works_and_says_so(owner, owner.runs(**clock_off_by(days)))
            owner.expire_on_server()
    repair()
    done = owner.runs()
    assert done.err == ""
    owner.runs()
    assert owner.is_alive()
    assert owner.events()["token-reused"] == 0


@pytest.mark.parametrize("spoil", [full, read_only])
def test_only_the_server_knows_of_the_expiry(
    owner_there: Owner, own_disk: Path, spoil: Callable[[Path], Callable[[], None]]
) -> None:
    owner = owner_there
    owner.expire_on_server()
    repair = spoil(own_disk)
    with kept(owner):
        works_and_says_so(owner, owner.runs())
        owner.expire_on_server()
        works_and_says_so(owner, owner.runs())
    repair()
    owner.expire()
    assert owner.runs().err == ""
    assert owner.is_alive()


def test_many_processes_on_a_full_disk(owner_there: Owner, own_disk: Path, tmp_path: Path) -> None:
    from tests.session.processes import at_once

    owner_there.expire()
    repair = full(own_disk)
    for done in at_once([owner_there] * 8, tmp_path):
        owner_there.worked(done)
    repair()
    assert owner_there.runs().err == ""
    assert owner_there.is_alive()


def test_no_file_may_grow(owner: Owner) -> None:
    """As with a quota: RLIMIT_FSIZE, which every user may set."""
    owner.expire()

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    with kept(owner):
        for _ in range(COMMANDS):
            ended = subprocess.run(
                owner.fittrack.command(*owner.command),
                env=dict(owner.fittrack.environment),
                capture_output=True,
                preexec_fn=limit,
                cwd=owner.fittrack.home,
                timeout=PATIENCE_S,
            )
            done = Done(ended.returncode, ended.stdout.decode(), ended.stderr.decode())
            works_and_says_so(owner, done)
    assert owner.runs().err == ""
    assert owner.is_alive()


def test_a_keyring_that_takes_nothing(new_owner: NewOwner) -> None:
    owner = new_owner(store="keyring")
    owner.expire()
    locked = Path(owner.fittrack.environment["SESSION_TEST_KEYRING"] + ".locked")
    locked.touch()
    with kept(owner):
        for _ in range(COMMANDS):
            works_and_says_so(owner, owner.runs())
            owner.expire_on_server()
    locked.unlink()
    assert owner.runs().err == ""
    assert not owner.credentials.exists()
    assert owner.is_alive()
