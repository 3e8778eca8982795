"""`fittrack export` and `import`: a file or folder that is whole, or none; and what is sent back."""

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
USAGE = {
    "original_bytes": 0,
    "activities": 0,
    "quota_bytes": None,
    "quota_activities": None,
    "quota_uploads_a_day": None,
}
RESULT = {
    "activities": 12,
    "recordings": 14,
    "days": 1,
    "workouts": 0,
    "sources": 1,
    "sync_jobs": 3,
    "originals": 15,
    "unchanged": 2,
    "missing": 0,
    "has_new_ids": True,
    "passed_over": ["notes.txt"],
}


def export(*, digest: str | None = None, missing: int = 0, manifest: bool = True) -> bytes:
    buffer = io.BytesIO()
    sha256 = digest or hashlib.sha256(RUN).hexdigest()
    listed = [{"path": "originals/0-run.fit", "sha256": sha256}]
    lost = [
        {"path": f"originals/{number}-lost.fit", "sha256": str(number), "reason": "x"}
        for number in range(missing)
    ]
    lines = b"".join(json.dumps(one).encode() + b"\n" for one in (*listed, *lost))
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("records/originals.jsonl", lines)
        zipped.writestr("originals/0-run.fit", RUN)
        entry = {
            "path": "records/originals.jsonl",
            "size_bytes": len(lines),
            "sha256": hashlib.sha256(lines).hexdigest(),
        }
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
        "entries": 2,
        "missing": 7,
    }
    assert target.read_bytes() == data
    assert "originals/3-lost.fit, originals/4-lost.fit …" in done.err
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


def test_an_export_into_a_folder_can_be_sent_back(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    done = run("export", str(folder), handler=answering(export()), env=TOKEN)
    assert done.code == 0, done.err
    files = {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}
    assert files == {"manifest.json", "records/originals.jsonl", "originals/0-run.fit"}
    assert (folder / "originals" / "0-run.fit").read_bytes() == RUN
    again = run("export", str(folder), handler=answering(export()), env=TOKEN)
    assert again.code == 5 and "not empty" in again.err
    assert [one.name for one in tmp_path.iterdir()] == ["saved"]
    for name in ("saved", "saved.zip"):
        (tmp_path / "saved.zip").write_bytes(export())
        sent: list[bytes] = []
        done = run("import", str(tmp_path / name), "-o", "json", handler=taking(sent), env=TOKEN)
        assert done.code == 0, done.err
        assert done.json() == RESULT
        with zipfile.ZipFile(io.BytesIO(sent[-1])) as archive:
            assert set(archive.namelist()) == files


def test_an_export_is_sent_from_standard_input(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    sent: list[bytes] = []
    done = run("import", "-", handler=taking(sent), env=TOKEN, stdin="what another server wrote")
    assert done.code == 0, done.err
    assert sent == [b"what another server wrote"]
    assert "Sending what standard input has" in done.err


def taking(sent: list[bytes], result: object = None) -> Callable[[httpx.Request], httpx.Response]:
    def handle(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, json=USAGE)
        sent.append(request.read())
        return httpx.Response(200, json=RESULT if result is None else result)

    return handle


def test_what_came_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "saved.zip").write_bytes(export())
    done = run("import", str(tmp_path / "saved.zip"), handler=taking([]), env=TOKEN)
    assert done.code == 0, done.err
    assert "12 activities, 1 day of health" in done.err
    assert "new ids" in done.err and "left out: notes.txt" in done.err


def test_where_nothing_came_nothing_has_new_ids(run: Run, tmp_path: Path) -> None:
    (tmp_path / "saved.zip").write_bytes(export())
    counts = ("activities", "days", "workouts", "sources", "originals")
    nothing = {**RESULT, **dict.fromkeys(counts, 0)}
    done = run("import", str(tmp_path / "saved.zip"), handler=taking([], nothing), env=TOKEN)
    assert done.code == 0, done.err
    assert "Nothing was new." in done.err and "new ids" not in done.err


@pytest.mark.parametrize("name", ["missing.zip", "."])
def test_what_is_no_export_is_not_sent(
    run: Run, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    sent: list[bytes] = []
    assert run("import", name, handler=taking(sent), env=TOKEN).code in (1, 2)
    assert sent == []
