"""Values of columns as JSON. What stands in several rows of one transaction is written as text once."""

from __future__ import annotations

import json
from collections.abc import Sequence

import msgspec
from attrs import define, field, frozen

from fittrack_backend.records.as_json import to_json
from fittrack_backend.records.fields import Record

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder()
_FOR_THE_REST = json.JSONEncoder(check_circular=False)
"""For what these refuse, such as half of a character: the standard library takes five to ten times as long."""


@frozen
class Encoded:
    """A value that is JSON already."""

    text: str


def json_text(value: object) -> str:
    """A value as JSON. Nearly half of all that are written are empty lists."""
    if isinstance(value, Encoded):
        return value.text
    if value == []:
        return "[]"
    try:
        return _ENCODER.encode(value).decode()
    except (TypeError, ValueError, OverflowError):
        return _FOR_THE_REST.encode(value)


def from_json_text(text: str | bytes) -> object:
    """The value again."""
    if text == "[]":
        return []
    try:
        return _DECODER.decode(text)
    except msgspec.DecodeError:
        return json.loads(text)


@define
class EncodedOnce:
    """Records as JSON, each of them once: an activity has the laps of one of its recordings."""

    _known: dict[int, tuple[object, Encoded]] = field(factory=dict)
    """By identity, with the records themselves, so that no other object takes it."""

    def of(self, value: Record | Sequence[Record] | None) -> Encoded | None:
        """A record as an object, several as an array."""
        if value is None:
            return None
        known = self._known.get(id(value))
        if known is None:
            data = to_json(value) if isinstance(value, Record) else [to_json(one) for one in value]
            known = self._known[id(value)] = value, Encoded(json_text(data))
        return known[1]
