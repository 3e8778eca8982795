"""Answers with an ETag (RFC 9110): sent once, and again only when something has changed."""

from __future__ import annotations

import pytest
from fastapi import APIRouter, FastAPI, HTTPException
from fastapi.testclient import TestClient

from fittrack_backend.api.tagged_answers import TaggedRoute

VALUES = [1, 2, 3]


@pytest.fixture
def client() -> TestClient:
    router = APIRouter(route_class=TaggedRoute)
    values = list(VALUES)

    @router.get("/values")
    def get_values(add: int | None = None) -> list[int]:
        if add == 0:
            raise HTTPException(404)
        values.extend([] if add is None else [add])
        return values

    app = FastAPI()
    app.include_router(router)
    return TestClient(app)


def test_nothing_is_sent_that_the_client_has(client: TestClient) -> None:
    first = client.get("/values")
    etag = first.headers["etag"]
    assert first.json() == VALUES
    assert etag.startswith('"') and etag.endswith('"')
    for known in (etag, f'"other", W/{etag}', "*"):
        again = client.get("/values", headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert "content-type" not in again.headers
        for name in ("etag", "cache-control"):
            assert again.headers[name] == first.headers[name]


def test_what_has_changed_is_sent(client: TestClient) -> None:
    etag = client.get("/values").headers["etag"]
    changed = client.get("/values", params={"add": 4}, headers={"If-None-Match": etag})
    assert (changed.status_code, changed.json()) == (200, [*VALUES, 4])
    assert changed.headers["etag"] != etag


def test_a_failure_is_no_answer_that_a_client_has(client: TestClient) -> None:
    failed = client.get("/values", params={"add": 0}, headers={"If-None-Match": "*"})
    assert failed.status_code == 404
    assert "etag" not in failed.headers
