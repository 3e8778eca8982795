"""What differs between two contracts, operation by operation and field by field, and what that breaks.

What breaks is observed, not guessed: the recorded exchanges are checked against the other contract, and
the commands that had them are the ones affected.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from typing import Any

from attrs import field, frozen

from tools.contract.conformance import Contract, Operation
from tools.recording.cassette import Recording, all_cassettes

Json = Any
_EXPLAINS = frozenset({"description", "title", "examples", "example"})
_SHOWN_CASSETTES = 8


@frozen
class Difference:
    """One part of an operation that changed."""

    where: str
    """`answer 200 body.items[].distance_m`, `request query.limit`, …"""
    before: str | None
    """What it was; None where it is new."""
    after: str | None
    """What it is; None where it is gone."""

    @property
    def is_harmless(self) -> bool:
        """Whether an installed client keeps working: there is more to read, or more that may be left out."""
        is_optional = self.where.startswith("answer") or not str(self.after).startswith("required")
        return self.before is None and self.after is not None and is_optional

    def __str__(self) -> str:
        if self.after is None:
            return f"{self.where} is gone (it was {self.before})"
        if self.before is None:
            return f"{self.where} is new ({self.after})"
        return f"{self.where} was {self.before}, and is {self.after}"


@frozen
class OperationDrift:
    """What changed in one operation."""

    operation: str
    differences: list[Difference]
    cassettes: list[str] = field(factory=list)
    """Those with an exchange that the other contract does not allow."""
    commands: list[str] = field(factory=list)
    """Those whose recorded runs had such an exchange."""


def drift(before: Mapping[str, Json], after: Mapping[str, Json]) -> list[OperationDrift]:
    """What differs between two contracts, by operation, and which recordings that breaks."""
    old, new = Contract(before), Contract(after)
    changed = {
        name: found
        for name in (*old.operations, *(new.operations.keys() - old.operations.keys()))
        if (found := _differences(old, new, name))
    }
    if not changed:
        return []
    cassettes, commands = _broken(old, new, changed)
    return [
        OperationDrift(
            name,
            found,
            cassettes.get(name, []),
            []
            if all(difference.is_harmless for difference in found)
            else sorted(set(commands.get(name, ()))),
        )
        for name, found in changed.items()
    ]


def told(found: list[OperationDrift]) -> str:
    """For people: each operation with its differences, the cassettes and the commands they break."""
    lines: list[str] = []
    for one in found:
        lines.append(one.operation)
        lines += [f"    {difference}" for difference in one.differences]
        shown = one.cassettes[:_SHOWN_CASSETTES]
        more = len(one.cassettes) - len(shown)
        names = ", ".join([*shown, *([f"and {more} more"] if more else [])])
        lines.append(f"    cassettes that break: {names or 'none'}")
        names = ", ".join(f"fittrack {name}" for name in one.commands)
        lines.append(f"    commands that break: {names or 'none'}")
    return "".join(f"{line}\n" for line in lines)


def _differences(old: Contract, new: Contract, name: str) -> list[Difference]:
    before = dict(_facts(old, old.operations[name])) if name in old.operations else {}
    after = dict(_facts(new, new.operations[name])) if name in new.operations else {}
    if not before or not after:
        return [
            Difference(
                "the operation",
                f"{before['method']} {before['path']}" if before else None,
                f"{after['method']} {after['path']}" if after else None,
            )
        ]
    places = list(before) + [place for place in after if place not in before]
    return [
        Difference(place, before.get(place), after.get(place))
        for place in places
        if before.get(place) != after.get(place)
    ]


def _broken(
    old: Contract, new: Contract, changed: Container[str]
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The cassettes that the new contract forbids, and their commands, by operation that has changed."""
    cassettes: dict[str, list[str]] = {}
    commands: dict[str, list[str]] = {}
    for name, path in all_cassettes().items():
        recording = Recording.load(path)
        for exchange in recording.exchanges:
            operation = old.operation_of(exchange.method, exchange.url)
            if operation is None or operation.id not in changed:
                continue
            complaints = {complaint.where for complaint in new.complaints(exchange)}
            if not complaints or complaints <= {one.where for one in old.complaints(exchange)}:
                continue
            if name not in cassettes.setdefault(operation.id, []):
                cassettes[operation.id].append(name)
            if recording.command_name is not None:
                commands.setdefault(operation.id, []).append(recording.command_name)
    return cassettes, commands


# An operation as a list of facts


def _facts(contract: Contract, operation: Operation) -> Iterator[tuple[str, str]]:
    yield "method", operation.method
    yield "path", operation.path
    yield "access", "with an access token" if operation.is_protected else "for everybody"
    for place in ("path", "query", "header"):
        for name, parameter in operation.parameters(place).items():
            where = f"request {place}.{name}"
            need = "required " if parameter.get("required") else ""
            yield where, need + _kind(contract, parameter["schema"])
    body = operation.document.get("requestBody")
    if body is not None:
        yield "request body", "required" if body.get("required") else "optional"
        yield from _content(contract, "request", body["content"])
    for status, answer in operation.document["responses"].items():
        yield f"answer {status}", "documented"
        for name, header in answer.get("headers", {}).items():
            yield (
                f"answer {status} header.{name}",
                _kind(contract, contract.resolved(header)["schema"]),
            )
        yield from _content(contract, f"answer {status}", answer.get("content", {}))


def _content(
    contract: Contract, side: str, content: Mapping[str, Json]
) -> Iterator[tuple[str, str]]:
    for media_type, described in content.items():
        yield f"{side} media type {media_type}", "documented"
        yield from _fields(contract, f"{side} body", described["schema"], ())


def _fields(
    contract: Contract, where: str, schema: Mapping[str, Json], above: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Every member below a schema, with its kind."""
    reference = schema.get("$ref", "")
    if reference and reference in above:
        return
    above = (*above, reference) if reference else above
    schema = contract.resolved(schema)
    for one in (*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())):
        yield from _fields(contract, where, one, above)
    if isinstance(schema.get("items"), dict):
        yield from _fields(contract, f"{where}[]", schema["items"], above)
    required = schema.get("required", ())
    for name, member in schema.get("properties", {}).items():
        need = "required " if name in required and where.startswith("request") else ""
        yield f"{where}.{name}", need + _kind(contract, member)
        yield from _fields(contract, f"{where}.{name}", member, above)


def _kind(contract: Contract, schema: Mapping[str, Json]) -> str:
    """A schema in a few words, without its members: `number or null`, `integer (minimum 1)`."""
    schema = contract.resolved(schema)
    alternatives = [*schema.get("anyOf", ()), *schema.get("oneOf", ())]
    if alternatives:
        kinds = " or ".join(_kind(contract, one) for one in alternatives)
    elif schema.get("type") == "array":
        kinds = f"list of {_kind(contract, schema.get('items', {}))}"
    else:
        kinds = str(schema.get("format") or schema.get("type") or "anything")
    limits = [
        f"{name} {json.dumps(value, ensure_ascii=False)}"
        for name, value in schema.items()
        if name not in _NO_LIMITS
    ]
    return f"{kinds} ({', '.join(limits)})" if limits else kinds


_TOLD_ELSEWHERE = frozenset(
    {
        "$ref",
        "additionalProperties",
        "allOf",
        "anyOf",
        "discriminator",
        "format",
        "items",
        "oneOf",
        "properties",
        "required",
        "type",
        "writeOnly",
    }
)
_NO_LIMITS = _EXPLAINS | _TOLD_ELSEWHERE
