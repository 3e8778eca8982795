"""Folders that we make are their owner's alone, whatever the umask; one that others can write to is warned of."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from fittrack_common.private_folder import make_private
from tests.unit.cli.conftest import Run


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o777], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("umask")
def test_all_that_is_made_is_private_and_usable(tmp_path: Path) -> None:
    made = tmp_path / "config" / "deep" / "fittrack"
    make_private(made)
    make_private(made)
    for folder in (made, made.parent, made.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (made / "file").touch()


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    make_private(shared / "mine")
    assert stat.S_IMODE(shared.stat().st_mode) == 0o755
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="exists"):
        make_private(tmp_path / "file")


@pytest.mark.parametrize(("mode", "warned"), [(0o700, 0), (0o755, 0), (0o775, 1), (0o707, 1)])
def test_a_folder_of_settings_that_others_can_write_to_is_warned_of_once(
    run: Run, config_dir: Path, mode: int, warned: int
) -> None:
    config_dir.mkdir()
    config_dir.chmod(mode)
    health = ("api", "get_health", "-o", "json")
    done = run(*health, handler=lambda _: httpx.Response(200, json={"status": "ok"}))
    assert (done.code, done.err.count("others can write to")) == (0, warned)
    assert done.json() == {"status": "ok"}
