"""A path that is empty, such as a script's variable that was never set, is no path: nothing is sent or saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.commands.conftest import Backend, Signed
from tests.unit.commands.test_data import ACTIVITY_ID as ID
from tests.unit.commands.test_data import activity


@pytest.mark.parametrize(
    "words",
    [
        ["upload", ""],
        ["upload", "private.txt", ""],
        ["import", ""],
        ["export", ""],
        ["activities", "download", ID, "--to", ""],
        ["activities", "export", ID, "--format", "gpx", "--to", ""],
        ["activities", "export", ID, "--format", "gpx", "--folder", ""],
        ["activities", "samples", ID, "--parquet", ""],
    ],
    ids=" ".join,
)
def test_an_empty_path_is_no_path(
    backend: Backend,
    fittrack: Signed,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
) -> None:
    backend.on(f"GET /v1/activities/{ID}", activity())
    monkeypatch.chdir(tmp_path)
    Path("private.txt").write_text("not for anybody else")
    result = fittrack(*words)
    assert result.code == 2, result.err
    assert "its path is empty" in result.err


def test_an_export_does_not_replace_the_folder_that_the_shell_is_in(
    fittrack: Signed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    result = fittrack("export", ".")
    assert result.code == 5 and "the folder that you are in" in result.err
    assert here.is_dir() and not any(here.iterdir())
