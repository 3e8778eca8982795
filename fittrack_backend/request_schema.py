"""What every body of a request has in common: what is not in the contract is refused."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(value: object) -> object:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("This is not a day in the form 2026-01-31.")
    return value


Day = Annotated[dt.date, BeforeValidator(_day), Field(strict=False)]
STORABLE_PATTERN = r"^[^\x00]*$"


def check_storable(text: str) -> str:
    """Raises ValueError for text that not every database keeps as it is."""
    if "\0" in text:
        raise ValueError("A NUL character is not allowed.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("Half a character (a lone surrogate) is not allowed.") from None
    return text


class RequestSchema(BaseModel):
    """What a client sends: other members, other types and text that cannot be stored are refused."""

    model_config = ConfigDict(extra="forbid", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _refuse_what_cannot_be_stored(cls, data: object) -> object:
        for text in _texts(data):
            check_storable(text)
        return data

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = handler(core_schema)
        for text in _plain_texts(handler.resolve_ref_schema(schema)):
            text["pattern"] = STORABLE_PATTERN
        return schema


def _texts(data: object) -> Iterator[str]:
    match data:
        case str():
            yield data
        case dict():
            for name, value in data.items():
                yield from _texts(name)
                yield from _texts(value)
        case list():
            for one in data:
                yield from _texts(one)


def _plain_texts(schema: JsonSchemaValue) -> Iterator[JsonSchemaValue]:
    """The schemas within an object's own members that allow any text."""
    for member in schema.get("properties", {}).values():
        for one in member.get("anyOf", [member]):
            is_plain = not one.keys() & {"pattern", "enum", "const"}
            if (
                one.get("type") == "string"
                and is_plain
                and one.get("format", "password") == "password"
            ):
                yield one
