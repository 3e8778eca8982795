"""Large answers go compressed to who takes that on another machine, and to nobody else."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Mapping

import pytest
from fastapi import Request, Response
from fastapi.responses import JSONResponse

from fittrack_backend.api.compressing import LEAST, for_the_way

AFAR, HERE = "192.0.2.7", "127.0.0.1"
TAKES_IT: Mapping[str, str] = {"accept-encoding": "br, gzip"}
LARGE = {"items": ["x" * LEAST]}


def answered(
    content: object = LARGE,
    *,
    client: str | None = AFAR,
    headers: Mapping[str, str] = TAKES_IT,
    method: str = "GET",
) -> Response:
    request = Request(
        {
            "type": "http",
            "method": method,
            "headers": [(name.encode(), text.encode()) for name, text in headers.items()],
            "client": None if client is None else (client, 50_000),
        }
    )
    return asyncio.run(for_the_way(request, JSONResponse(content)))


def test_a_large_answer_is_compressed() -> None:
    answer = answered()
    plain = JSONResponse(LARGE).body
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert int(answer.headers["content-length"]) == len(answer.body) < len(plain)
    assert gzip.decompress(answer.body) == plain
    assert answered().body == answer.body


@pytest.mark.parametrize(
    "asked",
    [
        {"client": HERE},
        {"client": "::1"},
        {"client": None},
        {"headers": {}},
        {"headers": {"accept-encoding": "gzip;q=0, br"}},
        {"headers": {"accept-encoding": "identity"}},
        {"method": "POST"},
        {"content": {"items": []}},
    ],
    ids=str,
)
def test_others_stay_as_they_are(asked: dict[str, object]) -> None:
    answer = answered(**asked)  # type: ignore[arg-type]
    assert "content-encoding" not in answer.headers
    assert answer.body == JSONResponse(asked.get("content", LARGE)).body


def test_any_encoding_is_gzip_too() -> None:
    assert "content-encoding" in answered(headers={"accept-encoding": "*"}).headers
