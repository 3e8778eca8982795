"""An operation of this build's contract, described for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from fittrack_cli.contract.documents import Document, Json, mapping
from fittrack_cli.contract.normal_forms import Schema, Shapes
from fittrack_cli.contract.operations import Operation, operations
from fittrack_cli.contract.recursion import deep_recursion
from fittrack_cli.contract.shape import ABSENT, Shape, value_key
from fittrack_cli.errors import UsageError

PARAMETER_FIELDS = ("name", "in", "type", "required", "default", "description")
ANSWER_FIELDS = ("status", "media_type", "type", "description")
OPERATION_FIELDS = (
    *("operation", "method", "path", "summary", "description", "signed_in"),
    *("parameters", "answers"),
)
_MOST_VALUES = 8

Row = dict[str, object]


def find_operation(document: Document, name: str) -> Operation:
    """The operation of that name. Raises UsageError, with similar names, when there is none."""
    found = {operation.name: operation for operation in operations(document).values()}
    if name not in found:
        close = get_close_matches(name, found, 3, 0.5)
        raise UsageError(
            "unknown operation",
            f"{name!r}",
            f"did you mean {' or '.join(close)}?" if close else "fittrack contract show --raw",
        )
    return found[name]


def operation_row(document: Document, operation: Operation) -> Row:
    """Everything about an operation, as one object."""
    security = operation.said.get("security", document.root.get("security"))
    with deep_recursion():
        return {
            "operation": operation.name,
            "method": operation.method.upper(),
            "path": operation.path,
            "summary": operation.said.get("summary"),
            "description": operation.said.get("description"),
            "signed_in": bool(security),
            "parameters": list(_parameters(document, operation)),
            "answers": list(_answers(document, operation)),
        }


def _parameters(document: Document, operation: Operation) -> Iterator[Row]:
    """The parameters, followed by the fields of the body."""
    shapes = Shapes(document)
    for raw in (*operation.item.get("parameters", []), *operation.said.get("parameters", [])):
        parameter = document.resolved(raw, "a parameter")
        schema = shapes.of(shapes.parts(parameter.get("schema", {})))
        yield {
            "name": parameter["name"],
            "in": parameter["in"],
            "type": type_text(shapes, schema),
            "required": parameter.get("required") is True,
            "default": schema.default,
            "description": parameter.get("description"),
        }
    body = operation.said.get("requestBody")
    content = document.resolved(body, "a body").get("content", {}) if body is not None else {}
    for media_type in content.values():
        for shape in shapes.of(shapes.parts(media_type.get("schema", {}))).shapes:
            for name, parts in shape.properties.items():
                schema = shapes.of(parts)
                yield {
                    "name": name,
                    "in": "body",
                    "type": type_text(shapes, schema),
                    "required": name in shape.required,
                    "default": schema.default,
                    "description": _first_with("description", parts),
                }


def _answers(document: Document, operation: Operation) -> Iterator[Row]:
    shapes = Shapes(document)
    for status, raw in mapping(operation.said.get("responses", {}), "responses").items():
        answer = document.resolved(raw, f"the answer {status}")
        content: Mapping[str, Json] = answer.get("content") or {}
        for media_type, found in content.items():
            schema = shapes.of(shapes.parts(found.get("schema", {})))
            yield _answer(status, media_type, type_text(shapes, schema), answer)
        if not content:
            yield _answer(status, None, None, answer)


def _answer(status: str, media_type: str | None, type_: str | None, answer: Json) -> Row:
    description = answer.get("description")
    return {
        "status": status,
        "media_type": media_type,
        "type": type_,
        "description": description,
    }


def type_text(shapes: Shapes, schema: Schema) -> str:
    """A schema in a few words: `string date, null`, `list of Session`, `integer 1 to 1000`."""
    words = [_shape_text(shapes, shape) for shape in schema.shapes]
    if schema.is_nullable:
        words.append("null")
    return ", ".join(dict.fromkeys(words)) or "nothing"


def _shape_text(shapes: Shapes, shape: Shape) -> str:
    if shape.const is not ABSENT:
        return value_key(shape.const)
    if shape.enum is not None and len(shape.enum) <= _MOST_VALUES:
        return " | ".join(str(value) for value in shape.enum)
    if shape.label is not None:
        return shape.label
    if shape.type == "array":
        return f"list of {type_text(shapes, shapes.of(shape.items))}"
    words = [shape.type, shape.format or "", _limits_text(shape)]
    return " ".join(word for word in words if word)


def _limits_text(shape: Shape) -> str:
    lowest, highest = shape.lower.get("minimum"), shape.upper.get("maximum")
    if lowest is None and highest is None:
        return ""
    shown = ["…" if limit is None else f"{limit:g}" for limit in (lowest, highest)]
    return " to ".join(shown)


def _first_with(word: str, parts: tuple[Json, ...]) -> object:
    return next((part[word] for part in parts if isinstance(part, dict) and word in part), None)
