"""From the words of a command line to values as the contract's schemas have them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from fittrack_cli.values.checking import TYPES, problem_of, type_names
from fittrack_cli.values.schema import Schema, resolved
from fittrack_cli.values.spelling import as_text

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_WHOLE = re.compile(r"-?\d+", re.ASCII)
MAX_DIGITS = 400


def value_of(text: str, schema: Schema, definitions: Mapping[str, Schema]) -> object:
    """The value that `text` stands for: the first reading that the schema allows.

    `null`, `true` and `false`, numbers, and JSON that begins with a bracket are read as such where
    the schema has that type. Raises ValueError that says what the schema wants.
    """
    names = type_names(schema, definitions)
    why: str | None = None
    for value in _readings(text, names):
        fault = problem_of(value, schema, definitions)
        if fault is None:
            return value
        why = why or fault
    raise ValueError(why or f"must be {' or '.join(TYPES[name][1] for name in sorted(names))}")


def values_of(texts: list[str], schema: Schema, definitions: Mapping[str, Schema]) -> object:
    """The list that a repeated option stands for; `null` and `[…]` alone stand for themselves."""
    if len(texts) == 1 and (texts[0].startswith("[") or texts[0] == "null"):
        try:
            return value_of(texts[0], schema, definitions)
        except ValueError:
            try:  # a text may begin with a bracket, too
                return _checked_list(texts, schema, definitions)
            except ValueError:
                pass
            raise
    return _checked_list(texts, schema, definitions)


def _checked_list(
    texts: list[str], schema: Schema, definitions: Mapping[str, Schema]
) -> list[object]:
    items = items_of(schema, definitions)
    found = [value_of(text, items, definitions) for text in texts]
    fault = problem_of(found, schema, definitions)
    if fault is not None:
        raise ValueError(fault)
    return found


def items_of(schema: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """The schema of a list's values, in a schema that has one list among its forms."""
    for form in forms(schema, definitions):
        if isinstance(form.get("items"), Mapping):
            items: Schema = form["items"]
            return items
    return {}


def forms(schema: Schema, definitions: Mapping[str, Schema], depth: int = 0) -> Iterator[Schema]:
    """The schema and all that it is combined from, references followed."""
    schema = resolved(schema, definitions)
    yield schema
    if depth < 10:
        for key in ("allOf", "anyOf", "oneOf"):
            for branch in schema.get(key, ()):
                yield from forms(branch, definitions, depth + 1)


def choices_of(schema: Schema, definitions: Mapping[str, Schema]) -> list[str]:
    """The texts of the values that an enum or const leaves, in all of a schema's forms but null."""
    found: list[str] = []
    for form in forms(schema, definitions):
        for value in [form["const"]] if "const" in form else form.get("enum", ()):
            if value is not None and as_text(value) not in found:
                found.append(as_text(value))
    return found


def _readings(text: str, names: frozenset[str]) -> Iterator[Any]:
    if "null" in names and text == "null":
        yield None
    if "boolean" in names and text in ("true", "false"):
        yield text == "true"
    if len(text) <= MAX_DIGITS:
        if "integer" in names and _WHOLE.fullmatch(text):
            yield int(text)
        elif "number" in names and _NUMBER.fullmatch(text):
            yield json.loads(text)
    if (names & {"array", "object"}) and text.lstrip()[:1] in ("[", "{"):
        value = _parsed(text)
        if value is not None or "string" not in names:
            yield value
    if "string" in names:
        yield text


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
