"""The arguments and options of an operation's command, and their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from fittrack_cli.program.options import COMMON_OPTIONS
from fittrack_cli.program.spelling import kebab
from fittrack_cli.values.checking import type_names
from tools.contract.operations import (
    Operation,
    Parameter,
    members_of,
    required_members,
    words_of,
)
from tools.contract.source import Document, followed
from tools.generating.python_names import identifier

MAX_DEPTH = 4
LOCATIONS = frozenset({"path", "query", "header", "cookie", "body"})
RESERVED = frozenset(
    {opt.lstrip("-") for option in COMMON_OPTIONS for opt in option.opts} | {"help", "version"}
)


@frozen
class Input:
    """An argument or option of the command that is being generated."""

    location: str
    path: tuple[str, ...]
    schema: Mapping[str, Any]
    words: Mapping[str, Any]
    description: str
    required: bool
    kind: str
    """`argument`, `text`, `flag` or `list`."""
    example: Any = None
    option: str = ""
    """Its name without dashes; empty for an argument."""
    argument: str = ""
    """The parameter of the command's function."""
    is_secret: bool = False

    @property
    def metavar(self) -> str:
        """What stands for it in a usage line, such as `JOB_ID`."""
        return kebab(self.path[-1]).replace("-", "_").upper()

    @property
    def label(self) -> str:
        """What a message calls it."""
        return self.metavar if self.kind == "argument" else f"--{self.option}"


def inputs_of(document: Document, operation: Operation) -> list[Input]:
    """An operation's inputs, named: its parameters first, then the members of its body."""
    found = list(_Finding(document, operation).inputs())
    options = _option_names(found, RESERVED | own_options(operation))
    arguments = _argument_names(found)
    return [
        evolve(
            one,
            option=option,
            argument=argument,
            is_secret=one.kind != "flag"
            and _holds_secret(one.schema, operation.definitions, frozenset()),
        )
        for one, option, argument in zip(found, options, arguments, strict=True)
    ]


def own_options(operation: Operation) -> set[str]:
    """The options that a command has besides those from the contract."""
    names = {"body"} if operation.body is not None else set()
    if operation.items is not None:
        names.add("paginate")
    if operation.takes_proof:
        names.add("password-stdin")
    if operation.answer == "file":
        names |= {"to", "force"}
    return names


class _Finding:
    """Goes through an operation's parameters and body."""

    def __init__(self, document: Document, operation: Operation) -> None:
        self._document = document
        self._operation = operation
        self._definitions = operation.definitions

    def inputs(self) -> Iterator[Input]:
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
        """The members of an object, and their members; a recursive one is given as JSON."""
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
            description = about.get("description") or whole.get("description") or ""
            yield Input(
                location,
                path,
                inner,
                about,
                description,
                name in required,
                self._kind(inner),
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


def _option_names(inputs: Sequence[Input], reserved: frozenset[str] | set[str]) -> list[str]:
    """`--limit`, or `--query-limit` where a common option or another parameter has that name."""
    plain = [".".join(kebab(part) or "value" for part in one.path) for one in inputs]
    places: dict[str, set[str]] = {}
    for name, one in zip(plain, inputs, strict=True):
        if one.kind != "argument":
            places.setdefault(name, set()).add(one.location)
    taken: set[str] = set()
    names = []
    for name, one in zip(plain, inputs, strict=True):
        if one.kind == "argument":
            names.append("")
            continue
        first = name.partition(".")[0]
        negated = {f"no-{name}"} if one.kind == "flag" else set()
        is_taken = {name, first, *negated} & reserved or len(places[name]) > 1
        is_negation = name.startswith("no-") and name[3:] in plain
        chosen = f"{one.location}-{name}" if is_taken or is_negation else name
        while chosen in taken or (one.kind == "flag" and f"no-{chosen}" in taken):
            chosen += "-2"
        taken |= {chosen, f"no-{chosen}"} if one.kind == "flag" else {chosen}
        names.append(chosen)
    return names


def _argument_names(inputs: Sequence[Input]) -> list[str]:
    names: list[str] = []
    for one in inputs:
        name = identifier("_".join((one.location, *one.path)))
        while name in names or name in LOCATIONS:
            name += "_"
        names.append(name)
    return names


def _holds_secret(
    schema: Mapping[str, Any], definitions: Mapping[str, Any], seen: frozenset[str]
) -> bool:
    """Whether a value is a secret, or may hold one anywhere inside."""
    if schema.get("writeOnly") or schema.get("format") == "password":
        return True
    name = schema.get("$ref")
    if name is not None and name not in seen:
        return _holds_secret(definitions[name], definitions, seen | {name})
    inside = [schema.get("items"), schema.get("additionalProperties")]
    inside += schema.get("properties", {}).values()
    for key in ("allOf", "anyOf", "oneOf", "prefixItems"):
        inside += schema.get(key, ())
    return any(_holds_secret(one, definitions, seen) for one in inside if isinstance(one, Mapping))
