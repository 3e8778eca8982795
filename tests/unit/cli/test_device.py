"""The secret of a device: the same for a server each time, another for another server."""

from __future__ import annotations

from pathlib import Path

import pytest

from fittrack_cli.session.device import device_secret

HERE, THERE = "http://127.0.0.1:8765", "https://fit.example"


def test_a_server_sees_the_same_secret_each_time_and_never_anothers(tmp_path: Path) -> None:
    folder = tmp_path / "config"
    first = device_secret(folder, HERE)
    assert first is not None and len(first.reveal()) == 64
    assert device_secret(folder, HERE) == first
    assert device_secret(folder, THERE) != first
    assert device_secret(tmp_path / "another", HERE) != first
    (file,) = folder.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_text() != first.reveal()


def test_one_that_is_damaged_is_made_anew(tmp_path: Path) -> None:
    first = device_secret(tmp_path, HERE)
    (tmp_path / ".device").write_bytes(b"")
    second = device_secret(tmp_path, HERE)
    assert second not in (None, first)
    assert device_secret(tmp_path, HERE) == second


@pytest.mark.parametrize("harm", ["others can read it", "its folder is a file"])
def test_signing_in_goes_on_without_one_that_cannot_be_had(tmp_path: Path, harm: str) -> None:
    folder = tmp_path / "config"
    if harm == "others can read it":
        device_secret(folder, HERE)
        (folder / ".device").chmod(0o644)
    else:
        folder.write_text("")
    assert device_secret(folder, HERE) is None
