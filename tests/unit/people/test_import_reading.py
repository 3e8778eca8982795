"""What is no export of an account is refused with what it is."""

from __future__ import annotations

import io
import zipfile

import pytest

from fittrack_backend.people.import_reading import NotAnArchive, ReadArchive


def zipped(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, b"{}")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "it is empty", id="nothing"),
        pytest.param(b"<html>", "it is no zip archive, as every export is", id="no zip"),
        pytest.param(b"\x1f\x8b\x08" + b"x" * 99, "it is no zip archive", id="gzip"),
        pytest.param(zipped("manifest.json")[:-30], "the archive is cut short", id="cut"),
        pytest.param(
            zipped("run.fit"),
            "it is a zip archive, but no export of an account: it has no manifest.json",
            id="another zip",
        ),
        pytest.param(zipped("manifest.json"), "is not that of an account's export", id="theirs"),
    ],
)
def test_the_reason_is_true(data: bytes, reason: str) -> None:
    file = io.BytesIO(data)
    file.seek(0, io.SEEK_END)  # as it is after it was received
    with pytest.raises(NotAnArchive, match=reason):
        ReadArchive.opened(file)
