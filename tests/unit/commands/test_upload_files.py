"""Which files `fittrack upload` finds."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fittrack_cli.commands.upload.local_files import CannotRead, find_files
from fittrack_cli.errors import UsageError


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[Path]]:
    """Folders that cannot be listed, whoever runs the tests."""
    folders: set[Path] = set()
    listed = os.scandir

    def scandir(path: Any) -> Any:
        if Path(path) in folders:
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    yield folders


def test_a_folder_that_cannot_be_listed_is_one_that_cannot_be_read(
    tmp_path: Path, closed: set[Path]
) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "run.fit").write_bytes(b"x")
    closed.add(tmp_path / "b")
    found = {one.name: one for one in find_files([str(tmp_path)], io.StringIO(), name=None)}
    assert found.keys() == {"a/run.fit", "b", "c/run.fit"}
    with pytest.raises(CannotRead, match="the folder cannot be read: Permission denied"):
        found["b"].read_digest()


def test_the_folder_itself_must_be_there_to_be_listed(tmp_path: Path, closed: set[Path]) -> None:
    closed.add(tmp_path)
    with pytest.raises(UsageError, match="cannot read"):
        find_files([str(tmp_path)], io.StringIO(), name=None)
