"""`fittrack account export`: a file that is whole, or none."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.unit.cli.conftest import Run

TOKEN = {"FITTRACK_TOKEN": "a-token"}
RUN = b"a training file"


def export(*, digest: str | None = None, missing: int = 0, manifest: bool = True) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("originals/run.fit", RUN)
        entry = {
            "path": "originals/run.fit",
            "size_bytes": len(RUN),
            "sha256": digest or hashlib.sha256(RUN).hexdigest(),
        }
        lost = [
            {"sha256": "0", "name": f"{number}.fit", "reason": "x"} for number in range(missing)
        ]
        if manifest:
            zipped.writestr("manifest.json", json.dumps({"entries": [entry], "missing": lost}))
    return buffer.getvalue()


def answering(data: bytes) -> Callable[[httpx.Request], httpx.Response]:
    return lambda request: httpx.Response(
        200, content=data, headers={"content-type": "application/zip"}
    )


def test_an_export_is_saved(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.zip"
    data = export(missing=7)
    done = run("account", "export", str(target), "-o", "json", handler=answering(data), env=TOKEN)
    assert done.code == 0, done.err
    assert done.json() == {
        "path": str(target),
        "size_bytes": len(data),
        "entries": 1,
        "missing": 7,
    }
    assert target.read_bytes() == data
    assert "0.fit, 1.fit, 2.fit, 3.fit, 4.fit …" in done.err
    again = run("account", "export", str(target), handler=answering(data), env=TOKEN)
    assert again.code == 5 and "--force" in again.err


@pytest.mark.parametrize(
    "data",
    [
        export()[:-30],
        export()[:100],
        b"",
        b"<html>",
        export(digest="0" * 64),
        export(manifest=False),
    ],
    ids=["no end", "cut", "empty", "not a zip", "another digest", "no manifest"],
)
def test_what_is_not_whole_leaves_no_file(run: Run, tmp_path: Path, data: bytes) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    done = run("account", "export", str(folder / "out.zip"), handler=answering(data), env=TOKEN)
    assert done.code == 7, done.err
    assert list(folder.iterdir()) == []
