"""The FIT profile, as garmin-fit-sdk ships it: what messages, fields and numbers mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypedDict, cast

from attrs import frozen
from garmin_fit_sdk import BASE_TYPE_DEFINITIONS, Profile


class _Field(TypedDict):
    name: str
    scale: list[float]
    offset: list[float]


class _Message(TypedDict):
    name: str
    fields: dict[int, _Field]


_MESSAGES = cast("dict[int, _Message]", Profile["messages"])
_TYPES = cast("dict[str, dict[int, str]]", Profile["types"])
_NUMBERS: dict[str, int] = {str(_MESSAGES[n]["name"]): n for n in _MESSAGES}

BASE_TYPE_MASK = 0x1F
STRING = 0x07
TIMESTAMP_FIELD = 253


@frozen
class BaseType:
    """How a value lies in the bytes: its `struct` code, its size, and what stands for "none"."""

    code: str
    size: int
    invalid: int


@frozen
class Field:
    """A field of a message: a stored value is (value · scale) + offset."""

    name: str
    scale: float
    offset: float


BASE_TYPES: Mapping[int, BaseType] = {
    number: BaseType(str(base["type_code"]), int(base["size"]), int(base["invalid"]))
    for number, base in BASE_TYPE_DEFINITIONS.items()
}


@frozen(eq=False)
class Wanted:
    """The messages that are wanted, by number, each with its wanted fields by number.

    Of those in `whole` it is noted only where they lie (`wire.data_messages`): who wants them takes them apart.
    """

    messages: Mapping[int, Mapping[int, Field]]
    whole: frozenset[int] = frozenset()


def number_of(message: str) -> int:
    """The global number of a message."""
    return _NUMBERS[message]


def message_name(number: int) -> str:
    """A message's name; its number where the profile has none."""
    found = _MESSAGES.get(number)
    return str(number) if found is None else found["name"]


def is_message(name: str) -> bool:
    """Whether the profile has a message of that name."""
    return name in _NUMBERS


def known_message(number: int) -> bool:
    """Whether the profile knows such a message, or leaves it to manufacturers."""
    return number in _MESSAGES or number >= 0xFF00


def wanted(messages: Mapping[str, Iterable[str]]) -> Wanted:
    """Look up messages and fields by name; KeyError for one that the profile does not have."""
    return Wanted(
        {number_of(name): _fields(name, tuple(fields)) for name, fields in messages.items()}
    )


def wanted_whole(messages: Iterable[str]) -> Wanted:
    """Messages of which every field is wanted, by name."""
    return Wanted({}, frozenset(number_of(name) for name in messages))


@lru_cache(maxsize=64)
def _fields(message: str, names: tuple[str, ...]) -> Mapping[int, Field]:
    by_name = {
        str(entry["name"]): (number, entry)
        for number, entry in _MESSAGES[number_of(message)]["fields"].items()
    }
    found: dict[int, Field] = {}
    for name in names:
        number, entry = by_name[name]
        scale, offset = entry["scale"], entry["offset"]
        single = len(scale) == 1
        found[int(number)] = Field(
            name, float(scale[0]) if single else 1.0, float(offset[0]) if single else 0.0
        )
    return found


def name_of(type_name: str, value: object) -> str | None:
    """The profile's name for a value of an enumeration; `sport_99` for one that it lacks."""
    if not isinstance(value, int):
        return None
    return _TYPES[type_name].get(value, f"{type_name}_{value}")


def has_names(type_name: str) -> bool:
    """Whether the profile has names for the values of a type."""
    return type_name in _TYPES


def known_name_of(type_name: str, value: object) -> str | None:
    """The profile's name; a number that it lacks says nothing to people, so None."""
    return _TYPES[type_name].get(value) if isinstance(value, int) else None
