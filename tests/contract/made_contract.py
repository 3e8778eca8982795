"""Small contracts for tests of the judge, and the real one."""

from __future__ import annotations

from typing import Any

from fittrack_cli.contract.difference import Difference
from fittrack_cli.contract.documents import Document
from fittrack_cli.contract.judge import compare
from fittrack_contract.contract import document

Json = dict[str, Any]
CONTRACT: Json = document()


def between(old: Json, new: Json) -> list[Difference]:
    return compare(Document(old), Document(new))


def contract(
    sent: Json | None = None, got: Json | None = None, /, schemas: Json | None = None, **more: Any
) -> Json:
    """A contract of one operation, with the schemas of its body and its answer."""
    operation: Json = {"operationId": "op", "responses": {"200": {"description": ""}}}
    if sent is not None:
        operation["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": sent}},
        }
    if got is not None:
        operation["responses"]["200"]["content"] = {"application/json": {"schema": got}}
    operation |= more
    return {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1.0.0"},
        "paths": {"/op": {"post": operation}},
        "components": {"schemas": schemas or {}},
    }


def kinds(found: list[Difference]) -> set[str]:
    return {difference.kind for difference in found}
