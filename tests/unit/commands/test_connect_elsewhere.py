"""A folder on this machine, with a backend that does not see it: it says so and offers to send the files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.commands.conftest import Backend, Signed, problem


@pytest.mark.parametrize("slug", ["folder-not-found", "not-a-folder", "folder-not-allowed"])
def test_it_offers_to_upload_what_is_here(
    backend: Backend, fittrack: Signed, tmp_path: Path, slug: str
) -> None:
    folder = tmp_path / "my training"
    folder.mkdir()
    status = 404 if slug == "folder-not-found" else 422
    backend.on("POST /v1/sources", problem(status, slug, "No."))
    result = fittrack("source", "connect", "folder", str(folder))
    assert result.code == (6 if status == 404 else 2)
    assert f"fittrack upload '{folder}'" in result.err
    if slug != "folder-not-allowed":
        assert "is on this machine; the backend at" in result.err


def test_nothing_is_offered_for_a_folder_that_is_not_here_either(
    backend: Backend, fittrack: Signed, tmp_path: Path
) -> None:
    backend.on("POST /v1/sources", problem(404, "folder-not-found", "No."))
    elsewhere = ("--server", "https://fit.example.org")
    result = fittrack("source", "connect", "folder", str(tmp_path / "none"), *elsewhere)
    assert "fittrack upload" not in result.err
