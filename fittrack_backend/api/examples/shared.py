"""What examples of several parts have in common: what they refer to, and pages of a list."""

from __future__ import annotations

from fittrack_backend.records.as_json import example_of
from fittrack_backend.records.fields import JsonObject, Record

SOURCE_ID = "e7b1c9d2-4c55-4d7e-9c1b-2f9a3a6d7e80"
ACTIVITY_ID = "b4d1f6e8-93a7-4b52-a1c6-7e8f9d0c2b35"
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
ORIGINAL: JsonObject = {"source_id": SOURCE_ID, "file_sha256": SHA256}


def example(record: type[Record], identifier: str) -> JsonObject:
    """The record's example, with an id and from a source that the other examples know too."""
    return {**example_of(record), "id": identifier, **ORIGINAL}


def page(item: JsonObject) -> JsonObject:
    """The only page of a list."""
    return {"items": [item], "next_cursor": None}


def page_of_ids(item: JsonObject) -> JsonObject:
    """The same, of a list that says how short ids may be."""
    return {**page(item), "id_digits": 6}
