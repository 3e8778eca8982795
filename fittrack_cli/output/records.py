"""Between the contract's records and what is printed: rows in the contract's order, and choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from fittrack_cli.errors import UsageError
from fittrack_contract import FIELDS


class Model(Protocol):
    """An object of the generated client."""

    def to_dict(self) -> dict[str, object]: ...


def row_of(model: Model) -> dict[str, object]:
    """A record by the contract's names, in its order; members that a newer server adds come last."""
    return in_order(model.to_dict(), FIELDS.get(type(model).__name__, ()))


def in_order(values: dict[str, object], known: Sequence[str]) -> dict[str, object]:
    """The same, of a record as it came."""
    if tuple(values) == known:
        return values
    return {name: values[name] for name in known if name in values} | values


def parse_choice(text: str, what: str, known: Sequence[str]) -> str:
    """One of the contract's names; raises UsageError that lists them for any other."""
    if text not in known:
        raise UsageError(f"unknown {what}", f"{text!r}", f"use one of {', '.join(known)}")
    return text


def members(value: object) -> Mapping[str, object]:
    """`value` when it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}
