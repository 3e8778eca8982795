"""The arguments and options of an operation's command: one for each parameter and member."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from fittrack_cli.operations.checking import type_names
from tools.contract.operations import (
    Operation,
    Parameter,
    members_of,
    required_members,
    words_of,
)
from tools.contract.source import Document, followed

MAX_DEPTH = 4


@frozen
class Input:
    """An argument or option to be."""

    location: str
    """`path`, `query`, `header`, `cookie` or `body`."""
    path: tuple[str, ...]
    schema: Mapping[str, Any]
    words: Mapping[str, Any]
    """The schema as the contract has it."""
    description: str
    required: bool
    kind: str
    """`argument`, `text`, `flag` or `list`."""
    is_secret: bool
    """Whether it is a secret, or can have one inside."""
    example: Any = None


def inputs_of(document: Document, operation: Operation) -> list[Input]:
    """What can be given to an operation, in the contract's order."""
    return list(_Inputs(document, operation).all())


class _Inputs:
    def __init__(self, document: Document, operation: Operation) -> None:
        self._document = document
        self._operation = operation
        self._definitions = operation.definitions

    def all(self) -> Iterator[Input]:
        for parameter in self._operation.parameters:
            yield from self._parameter_inputs(parameter)
        body = self._operation.body
        if body is not None:
            required = required_members(body.schema, self._definitions)
            yield from self._members(
                "body", (), body.schema, body.words, required if body.required else set(), 0, ()
            )

    def _parameter_inputs(self, parameter: Parameter) -> Iterator[Input]:
        kind = "argument" if parameter.location == "path" else self._kind(parameter.schema)
        yield Input(
            parameter.location,
            (parameter.name,),
            parameter.schema,
            parameter.words,
            parameter.description,
            parameter.required,
            kind,
            self._is_secret(parameter.schema, kind),
            parameter.example,
        )
        if parameter.location != "path":
            yield from self._members(
                parameter.location,
                (parameter.name,),
                parameter.schema,
                parameter.words,
                set(),
                1,
                (),
            )

    def _members(
        self,
        location: str,
        above: tuple[str, ...],
        schema: Mapping[str, Any],
        words: Any,
        required: set[str],
        depth: int,
        seen: tuple[str, ...],
    ) -> Iterator[Input]:
        """The members of an object, and theirs; one that holds itself is given as JSON."""
        if depth > MAX_DEPTH or "object" not in type_names(schema, self._definitions):
            return
        names = self._references(schema)
        if names & set(seen):
            return
        for name, inner in members_of(schema, self._definitions).items():
            about = words_of(self._document, words, name)
            whole = followed(self._document, about) if about else {}
            if whole.get("readOnly"):
                continue
            path = (*above, name)
            kind = self._kind(inner)
            description = about.get("description") or whole.get("description") or ""
            yield Input(
                location,
                path,
                inner,
                about,
                description,
                name in required,
                kind,
                self._is_secret(inner, kind),
                next(iter(about.get("examples", ())), None),
            )
            yield from self._members(
                location, path, inner, about, set(), depth + 1, (*seen, *names)
            )

    def _references(self, schema: Mapping[str, Any]) -> set[str]:
        names = {str(schema["$ref"])} if "$ref" in schema else set()
        for key in ("allOf", "anyOf", "oneOf"):
            for branch in schema.get(key, ()):
                names |= self._references(branch)
        return names

    def _kind(self, schema: Mapping[str, Any]) -> str:
        names = type_names(schema, self._definitions)
        if names == {"boolean"}:
            return "flag"
        return "list" if names - {"null"} == {"array"} else "text"

    def _is_secret(self, schema: Mapping[str, Any], kind: str) -> bool:
        return kind != "flag" and self._holds_secret(schema, frozenset())

    def _holds_secret(self, schema: Mapping[str, Any], seen: frozenset[str]) -> bool:
        """Whether a value is a secret, or could have one anywhere inside."""
        if schema.get("writeOnly") or schema.get("format") == "password":
            return True
        name = schema.get("$ref")
        if name is not None and name not in seen:
            return self._holds_secret(self._definitions[name], seen | {name})
        inside = [schema.get("items"), schema.get("additionalProperties")]
        inside += schema.get("properties", {}).values()
        for key in ("allOf", "anyOf", "oneOf", "prefixItems"):
            inside += schema.get(key, ())
        return any(self._holds_secret(one, seen) for one in inside if isinstance(one, Mapping))
