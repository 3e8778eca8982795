"""The fields of a record: their types, and what they mean."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import (
    Annotated,
    Literal,
    Protocol,
    TypeAlias,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)
from uuid import UUID

from attrs import evolve, frozen
from typing_extensions import TypeAliasType

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
JsonObject: TypeAlias = dict[str, Json]

T = TypeVar("T")
_Schema: TypeAlias = dict[str, object]


class _SchemaHandler(Protocol):
    """What pydantic hands to those who change a JSON schema."""

    def __call__(self, core_schema: object, /) -> _Schema: ...

    def resolve_ref_schema(self, schema: _Schema, /) -> _Schema: ...


@frozen(kw_only=True)
class Means:
    """What a field means, as the second part of its `Annotated` type.

    `text` and `examples` are the field's in the contract, `title` names a type of its own there.
    `example` is its value in the examples of whole records, as JSON has it. `longest` is how many
    characters of a text are stored, `format` what a text is in JSON Schema's words. `merged` says how
    the values of several files for one day become the day's (`records.merged_fields`); for a `mean`,
    `counted` names the field with the number of values behind it.
    """

    text: str | None = None
    title: str | None = None
    example: Json = None
    examples: tuple[Json, ...] = ()
    longest: int | None = None
    format: str | None = None
    merged: Literal["greatest", "least", "sum", "last", "mean"] | None = None
    counted: str | None = None

    def __get_pydantic_json_schema__(self, core_schema: object, handler: _SchemaHandler) -> _Schema:
        schema = handler(core_schema)
        said = {
            "title": self.title,
            "description": self.text,
            "examples": list(self.examples),
            "format": self.format,
        }
        handler.resolve_ref_schema(schema).update(
            {name: value for name, value in said.items() if value}
        )
        return schema


@dataclass(frozen=True)
class Record:
    """The base of all records: in an answer every member is there, also where code has defaults."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: object, handler: _SchemaHandler) -> _Schema:
        schema = handler(core_schema)
        of_record = handler.resolve_ref_schema(schema)
        members = of_record["properties"]
        assert isinstance(members, dict)
        for member in members.values():
            member.pop("default", None)
        of_record["required"] = list(members)
        return schema


@dataclass(frozen=True)
class Sparse(Record):
    """The base of records of many values that are mostly None: `records.as_json.sparse` makes them.

    An instance need not hold those: the class has their default, which is what reading them gives.
    """


FileFormat = TypeAliasType(
    "FileFormat",
    Annotated[
        Literal["fit", "tcx", "gpx", "csv", "json"],
        Means(
            title="FileFormat",
            text="The format of an original, found from its bytes. `csv` and `json` are what a service says of an "
            "activity or a day: a row of a table in its export, or an answer.",
        ),
    ],
)


GearKind = TypeAliasType(
    "GearKind",
    Annotated[Literal["bike", "shoes"], Means(title="GearKind", text="What a piece of gear is.")],
)


@dataclass(frozen=True, kw_only=True)
class Identified(Record):
    """A record with an id of its own."""

    id: UUID


@frozen
class RecordField:
    """A field of a record.

    `type` is the bare type of its values: without `None`, of a tuple that of its items.
    """

    name: str
    type: type
    optional: bool
    many: bool
    means: Means


def once_a_record(work: Callable[[type[Record]], T]) -> Callable[[type[Record]], T]:
    """The function, which does its work once for each type of record."""
    return cast("Callable[[type[Record]], T]", cache(work))


@once_a_record
def fields_of(record: type[Record]) -> Mapping[str, RecordField]:
    """The record's fields by name, in the contract's order."""
    hints = get_type_hints(record, include_extras=True)
    return {one.name: _field(one.name, hints[one.name]) for one in fields(record)}


def _field(name: str, hint: object) -> RecordField:
    found = RecordField(name, type=object, optional=False, many=False, means=Means())
    annotated = False
    while True:
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Annotated:
            hint, means = arguments
            found = found if annotated else evolve(found, means=means)
            annotated = True
        elif origin in (Union, types.UnionType):
            (hint,) = (one for one in arguments if one is not types.NoneType)
            found = evolve(found, optional=True)
        elif origin is tuple:
            hint = arguments[0]
            found = evolve(found, many=True)
        elif origin is Literal:
            hint = type(arguments[0])
        elif isinstance(hint, type):
            return evolve(found, type=hint)
        else:
            hint = cast(TypeAliasType, hint).__value__
