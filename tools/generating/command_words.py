"""The texts of a generated command: its help, its options' limits and defaults, its examples."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fittrack_cli.operations.values import choices_of, forms, items_of
from fittrack_cli.values.checking import type_names
from fittrack_cli.values.spelling import as_text
from tools.contract.operations import Operation
from tools.contract.source import Document, followed
from tools.generating.command_inputs import Input

MAX_CHOICES_IN_METAVAR = 36
MAX_EXAMPLE = 200
_METAVARS = {
    "uuid": "ID",
    "date": "DAY",
    "date-time": "TIME",
    "binary": "FILE",
}


def option_metavar(one: Input, definitions: Mapping[str, Any]) -> str:
    """What stands for an option's value, such as `N`."""
    if one.is_secret:
        return "-|@FILE"
    schema = items_of(one.schema, definitions) if one.kind == "list" else one.schema
    choices = "|".join(choices_of(schema, definitions))
    if choices and len(choices) <= MAX_CHOICES_IN_METAVAR:
        return choices
    names = type_names(schema, definitions) - {"null"}
    formats = {form.get("format") for form in forms(schema, definitions)} - {None}
    if names == {"string"}:
        [format_] = formats if len(formats) == 1 else [None]
        return _METAVARS.get(str(format_), "TEXT")
    if not names:
        return "null"
    if names == {"boolean"}:
        return "true|false"
    if names <= {"integer", "number"} and names:
        return "N" if names == {"integer"} else "NUMBER"
    return "JSON" if names <= {"object", "array"} else "VALUE"


def input_help(document: Document, operation: Operation, one: Input) -> str:
    """What it means, then which values it takes: limits, choices, the server's default."""
    text = _first_paragraph(one.description)
    if text and text[-1] not in ".!?:…":
        text += "."
    facts = list(_facts(document, operation.definitions, one))
    return " ".join([*([text] if text else []), *facts])


def _facts(document: Document, definitions: Mapping[str, Any], one: Input) -> Iterator[str]:
    schema = one.schema
    if one.required and one.kind != "argument":
        yield "Required."
    if one.kind == "list":
        yield from _limits_of_list(schema, definitions)
        schema = items_of(schema, definitions)
    yield from _limits(schema, definitions)
    choices = choices_of(schema, definitions)
    if choices and one.kind != "flag":
        only = len(choices) == 1
        yield f"Only {choices[0]}." if only else f"One of {', '.join(choices)}."
    names = type_names(one.schema, definitions)
    if "null" in names and len(names) > 1 and one.location == "body":
        yield "Or null."
    default = _default_of(document, one.words)
    if default is not None and one.kind != "argument":
        yield f"The server's default is {as_text(default)}."
    if one.is_secret:
        yield "From standard input (-) or a file (@FILE)."
    elif one.kind == "list":
        yield "Repeatable."
    elif one.kind == "argument" and "array" in names and "string" not in names:
        yield "Values with commas between them."


def command_help(operation: Operation, inputs: Sequence[Input]) -> str:
    """What the operation does, and examples."""
    parts = [operation.summary + ("" if operation.summary[-1:] in ".!?" else ".")]
    parts.append(operation.description.strip())
    examples = list(_examples(operation, inputs))
    if examples:
        lines = "".join(f"    {line}\n" for line in examples)
        parts.append(f"Examples:\n{lines}".rstrip())
    return "\n\n".join(filter(None, parts))


def _examples(operation: Operation, inputs: Sequence[Input]) -> Iterator[str]:
    words = [f"fittrack api {operation.name}"]
    words += [_example_argument(one) for one in inputs if one.kind == "argument"]
    queries = [
        f"--{one.option} {shlex.quote(as_text(one.example))}"
        for one in inputs
        if one.location != "body"
        and one.kind == "text"
        and one.example is not None
        and not isinstance(one.example, dict | list)
        and not one.is_secret
    ]
    words += queries
    bodies = operation.body.examples if operation.body else []
    if not bodies:
        needs_body = operation.body is not None and operation.body.required
        has_members = any(one.location == "body" for one in inputs)
        yield " ".join([*words, "--body FILE"] if needs_body and not has_members else words)
    for body in bodies[:3]:
        options = _options_for(body, inputs)
        line = " ".join([*words, *options]) if options is not None else ""
        yield line if line and len(line) <= MAX_EXAMPLE else " ".join([*words, "--body FILE"])
    if operation.items is not None:
        yield " ".join([*words, "--paginate -o jsonl"])
    elif operation.answer == "file":
        yield " ".join([*words, "--to FILE"])


def _options_for(body: Any, inputs: Sequence[Input]) -> list[str] | None:
    """The options that give an example's body; None where options cannot express it."""
    if not isinstance(body, dict):
        return None
    by_path = {one.path: one for one in inputs if one.location == "body"}
    words: list[str] = []
    for name, value in body.items():
        if (name,) not in by_path:
            return None
        one = by_path[(name,)]
        if one.is_secret:
            words.append(f"--{one.option} -")
        elif one.kind == "flag":
            words.append(f"--{one.option}" if value else f"--no-{one.option}")
        else:
            values = value if one.kind == "list" and isinstance(value, list) else [value]
            words += [f"--{one.option} {shlex.quote(as_text(single))}" for single in values]
    return words


def _limits(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[str]:
    for form in forms(schema, definitions):
        low, high = form.get("minimum"), form.get("maximum")
        if low is not None and high is not None:
            yield f"From {as_text(low)} to {as_text(high)}."
        elif low is not None:
            yield f"At least {as_text(low)}."
        elif high is not None:
            yield f"At most {as_text(high)}."
        if "exclusiveMinimum" in form:
            yield f"More than {as_text(form['exclusiveMinimum'])}."
        if "exclusiveMaximum" in form:
            yield f"Less than {as_text(form['exclusiveMaximum'])}."
        if "multipleOf" in form:
            yield f"A multiple of {as_text(form['multipleOf'])}."
        low, high = form.get("minLength"), form.get("maxLength")
        if (low or 0) > 1 and high is not None:
            yield f"{low} to {high} characters."
        elif (low or 0) > 1:
            yield f"At least {low} characters."
        elif high is not None:
            yield f"At most {high} characters."
        if "pattern" in form:
            yield f"Matches {form['pattern']}."


def _limits_of_list(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[str]:
    for form in forms(schema, definitions):
        low, high = form.get("minItems"), form.get("maxItems")
        if low and high is not None:
            yield f"{low} to {high} values."
        elif low:
            yield f"At least {low} value{'s' if low > 1 else ''}."
        elif high is not None:
            yield f"At most {high} values."
        if form.get("uniqueItems"):
            yield "No value twice."


def _default_of(document: Document, words: Mapping[str, Any]) -> Any:
    if "default" in words:
        return words["default"]
    whole = followed(document, words)
    return whole.get("default") if isinstance(whole, Mapping) else None


def _example_argument(one: Input) -> str:
    if one.example is not None and not isinstance(one.example, dict | list):
        return shlex.quote(as_text(one.example))
    return one.metavar


def _first_paragraph(text: str) -> str:
    return " ".join(text.strip().split("\n\n")[0].split())
