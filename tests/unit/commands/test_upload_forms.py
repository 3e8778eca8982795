"""Small files go together, large ones alone; and each part of a form says its digest."""

from __future__ import annotations

import hashlib
from pathlib import Path

import httpx
import pytest

from fittrack_backend.api.multipart import Multipart, PartBegins, boundary_of
from fittrack_cli.commands.upload.forms import MOST_BYTES, MOST_FILES, SMALL, form_of, how_many
from fittrack_cli.commands.upload.local_files import CannotRead, LocalFile


@pytest.mark.parametrize(
    ("sizes", "most", "count"),
    [
        ([1], 50, 1),
        ([1] * 9, 50, 9),
        ([1] * 999, 999, MOST_FILES),
        ([1] * 9, 4, 4),
        ([1, 1, SMALL + 1, 1], 50, 2),
        ([SMALL + 1, 1, 1], 50, 1),
        ([SMALL] * 40, 50, MOST_BYTES // SMALL),
    ],
)
def test_how_many_files_go_together(sizes: list[int], most: int, count: int) -> None:
    assert how_many(sizes, most) == count


def local(path: Path, data: bytes) -> LocalFile:
    path.write_bytes(data)
    file = LocalFile(str(path), path.name)
    file.read_digest()
    return file


def test_each_part_says_its_digest_and_none_is_another_file_by_now(tmp_path: Path) -> None:
    datas = [b"one\r\n--+++\r\n", b""]
    files = [local(tmp_path / f'{number} \u00fc".fit', data) for number, data in enumerate(datas)]
    request = httpx.Request("POST", "http://x/", files=form_of(files).files)
    reader = Multipart(boundary_of(request.headers["content-type"]))
    parts = [one for one in reader.feed(request.read()) if isinstance(one, PartBegins)]
    told = [(one.file_name, one.sha256) for one in parts]
    assert told == [
        (file.name, hashlib.sha256(data).hexdigest())
        for file, data in zip(files, datas, strict=True)
    ]
    (tmp_path / files[1].name).write_bytes(b"x")
    with pytest.raises(CannotRead, match="it changed"):
        form_of(files)
