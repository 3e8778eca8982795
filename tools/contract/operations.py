"""The contract's operations with everything that a command needs to know, references followed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field, frozen

from fittrack_cli.operations.values import forms, items_of
from fittrack_cli.values.checking import type_names
from tools.contract.source import Document, followed, pointed

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
STYLES = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}
IGNORED_HEADERS = frozenset({"accept", "content-type", "authorization"})
"""OpenAPI 3.1, parameter object: definitions of these are ignored."""
JSON_STYLE = "json"
"""Our name for a parameter that is sent as JSON, which OpenAPI says with `content`."""
PROOF_NEEDED = "proof-needed"
"""The kind of problem that an operation answers which takes a fresh proof."""
GIVES_PROOF = "give_proof"
"""The operation that takes the proof itself."""
_KEYWORDS = (
    *("type", "enum", "const", "format", "writeOnly"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    *("minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems"),
    *("minProperties", "maxProperties", "required"),
)
_INSIDE = ("items", "additionalProperties", "not")
_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
_MAPS = ("properties", "patternProperties")


@frozen
class Parameter:
    """A parameter with the schema that its value must have."""

    name: str
    location: str
    schema: dict[str, Any]
    words: Mapping[str, Any]
    """The schema as the contract has it, with its words and examples."""
    description: str
    style: str
    explode: bool
    required: bool
    example: Any = None


@frozen
class Body:
    """The request's body, in the media type that a command sends."""

    media_type: str
    schema: dict[str, Any]
    words: Mapping[str, Any]
    required: bool
    examples: list[Any]


@frozen
class Operation:
    """An operation of the contract."""

    name: str
    method: str
    path: str
    tag: str
    summary: str
    description: str
    parameters: list[Parameter]
    body: Body | None
    signed_in: bool
    answer: str
    accept: tuple[str, ...]
    fields: tuple[str, ...]
    items: str | None
    takes_proof: bool = False
    """Whether it asks for a fresh proof of who is there."""
    definitions: dict[str, Any] = field(factory=dict)


def operations_of(document: Document) -> list[Operation]:
    """All operations, in the contract's order. Raises ValueError for one that cannot become a command."""
    found = [
        _Reader(document).operation(path, followed(document, item), method)
        for path, item in document.get("paths", {}).items()
        for method in METHODS
        if method in followed(document, item)
    ]
    names = [operation.name for operation in found]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"two operations are called {name}")
    return found


class _Reader:
    """Reads one operation, and collects the schemas that its request refers to."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._definitions: dict[str, Any] = {}

    def operation(self, path: str, item: Mapping[str, Any], method: str) -> Operation:
        node = item[method]
        try:
            parameters = self._parameters(path, item, node)
            body = self._body(node)
            answer, accept, fields, items = self._answer(node, parameters)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"{method.upper()} {path}: {error}") from error
        return Operation(
            name=node.get("operationId") or derived_name(method, path),
            method=method.upper(),
            path=path,
            tag=next(iter(node.get("tags") or ["default"])),
            summary=_line(node.get("summary") or node.get("operationId") or f"{method} {path}"),
            description=node.get("description") or "",
            parameters=parameters,
            body=body,
            signed_in=self._is_signed_in(node),
            answer=answer,
            accept=accept,
            fields=fields,
            items=items,
            takes_proof=node.get("operationId") != GIVES_PROOF
            and any(
                PROOF_NEEDED in followed(self._document, response).get("x-problems", ())
                for response in node.get("responses", {}).values()
            ),
            definitions=dict(sorted(self._definitions.items())),
        )

    def _is_signed_in(self, node: Mapping[str, Any]) -> bool:
        ways = node.get("security", self._document.get("security", []))
        return bool(ways) and all(ways)

    # The request

    def _parameters(
        self, path: str, item: Mapping[str, Any], node: Mapping[str, Any]
    ) -> list[Parameter]:
        nodes = {}
        for given in (*item.get("parameters", ()), *node.get("parameters", ())):
            one = followed(self._document, given)
            nodes[one["in"], one["name"]] = one
        found = [
            self._parameter(one)
            for one in nodes.values()
            if not (one["in"] == "header" and one["name"].lower() in IGNORED_HEADERS)
        ]
        in_path = re.findall(r"\{([^{}]*)\}", path)
        declared = [one.name for one in found if one.location == "path"]
        if sorted(in_path) != sorted(declared):
            raise ValueError(f"its path names {in_path}, its parameters {declared}")
        order = {name: index for index, name in enumerate(in_path)}
        return sorted(
            found, key=lambda one: order[one.name] if one.location == "path" else len(order)
        )

    def _parameter(self, node: Mapping[str, Any]) -> Parameter:
        location = node["in"]
        style = node.get("style", STYLES[location])
        words = node.get("schema", {})
        if "content" in node:
            style = JSON_STYLE
            words = next(iter(node["content"].values())).get("schema", {})
        examples = [node.get("example"), *_example_values(self._document, node)]
        whole = followed(self._document, words) if isinstance(words, Mapping) else {}
        return Parameter(
            name=node["name"],
            location=location,
            schema=self._bare(words),
            words=words if isinstance(words, Mapping) else {},
            description=node.get("description") or whole.get("description") or "",
            style=style,
            explode=node.get("explode", style in ("form", "deepObject")),
            required=location == "path" or node.get("required", False),
            example=next((one for one in examples if one is not None), None),
        )

    def _body(self, node: Mapping[str, Any]) -> Body | None:
        request = followed(self._document, node.get("requestBody"))
        content = (request or {}).get("content") or {}
        if not content:
            return None
        media_type = min(content, key=_preference)
        media = content[media_type]
        words = media.get("schema", {})
        examples = [media.get("example"), *_example_values(self._document, media)]
        return Body(
            media_type=media_type.partition(";")[0].strip().lower(),
            schema=self._bare(words),
            words=words if isinstance(words, Mapping) else {},
            required=request.get("required", False),
            examples=[one for one in examples if one is not None],
        )

    def _bare(self, schema: Any) -> dict[str, Any]:
        """A schema without its words; what it refers to is collected."""
        if not isinstance(schema, Mapping):
            return {} if schema else {"not": {}}
        bare = {key: schema[key] for key in _KEYWORDS if key in schema}
        if "$ref" in schema:
            bare["$ref"] = self._collected(schema["$ref"])
        for key in _INSIDE:
            if key in schema:
                inner = schema[key]
                bare[key] = inner if isinstance(inner, bool) else self._bare(inner)
        for key in _LISTS:
            if key in schema:
                bare[key] = [self._bare(inner) for inner in schema[key]]
        for key in _MAPS:
            if key in schema:
                bare[key] = {name: self._bare(inner) for name, inner in schema[key].items()}
        read_only = {
            name
            for name, inner in schema.get("properties", {}).items()
            if isinstance(inner, Mapping) and inner.get("readOnly")
        }
        if read_only & set(bare.get("required", ())):
            bare["required"] = [name for name in bare["required"] if name not in read_only]
        return bare

    def _collected(self, reference: str) -> str:
        name = reference.removeprefix("#/components/schemas/")
        if name not in self._definitions:
            self._definitions[name] = {}
            self._definitions[name] = self._bare(pointed(self._document, reference))
        return name

    # The answer

    def _answer(
        self, node: Mapping[str, Any], parameters: list[Parameter]
    ) -> tuple[str, tuple[str, ...], tuple[str, ...], str | None]:
        """The kind of answer, its media types, the fields in it, and where a page has its items."""
        contents: dict[str, Any] = {}
        for status, response in node.get("responses", {}).items():
            if status.startswith("2"):
                contents.update(followed(self._document, response).get("content") or {})
        kind = _kind(contents)
        schemas = [media.get("schema", {}) for name, media in contents.items() if _is_json(name)]
        reader = _Reader(self._document)
        bare: Mapping[str, Any] = reader._bare(schemas[0] if schemas else {})
        definitions = reader._definitions
        members = members_of(bare, definitions)
        is_page = (
            {"items", "next_cursor"} <= members.keys()
            and "array" in type_names(members["items"], definitions)
            and any((one.location, one.name) == ("query", "cursor") for one in parameters)
        )
        if is_page:
            bare = items_of(members["items"], definitions)
        elif "array" in type_names(bare, definitions) and not members:
            bare = items_of(bare, definitions)
        fields = tuple(members_of(bare, definitions))
        return kind, tuple(contents), fields, "items" if is_page and kind == "json" else None


def members_of(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    """The members of an object, from all the forms that its schema combines."""
    found: dict[str, Any] = {}
    for form in forms(schema, definitions):
        for name, inner in form.get("properties", {}).items():
            if name in found and found[name] != inner:
                known = found[name].get("anyOf") if set(found[name]) == {"anyOf"} else [found[name]]
                inner = {"anyOf": [*known, inner]} if inner not in known else found[name]
            found[name] = inner
    return found


def required_members(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> set[str]:
    """The members that every form of the object requires."""
    names = set(schema.get("required", ()))
    if "$ref" in schema:
        names |= required_members(definitions.get(schema["$ref"], {}), definitions)
    for branch in schema.get("allOf", ()):
        names |= required_members(branch, definitions)
    return names


def words_of(document: Document, words: Any, name: str, depth: int = 0) -> Mapping[str, Any]:
    """The member's schema with its descriptions, whichever of the object's forms it is in."""
    node = followed(document, words)
    if not isinstance(node, Mapping) or depth > 10:
        return {}
    if isinstance(node.get("properties", {}).get(name), Mapping):
        found: Mapping[str, Any] = node["properties"][name]
        return found
    for key in ("allOf", "anyOf", "oneOf"):
        for branch in node.get(key, ()):
            if inner := words_of(document, branch, name, depth + 1):
                return inner
    return {}


def _example_values(document: Document, node: Mapping[str, Any]) -> Iterator[Any]:
    for example in (node.get("examples") or {}).values():
        yield followed(document, example).get("value")


def _preference(media_type: str) -> int:
    kind = media_type.partition(";")[0].strip().lower()
    if kind == "application/json":
        return 0
    known = ("application/x-www-form-urlencoded", "multipart/form-data")
    return 1 if kind.endswith("+json") else 2 + known.index(kind) if kind in known else 9


def _is_json(media_type: str) -> bool:
    kind = media_type.partition(";")[0].strip().lower()
    return kind == "application/json" or kind.endswith("+json")


def _kind(contents: Mapping[str, Any]) -> str:
    kinds = [name.partition(";")[0].strip().lower() for name in contents]
    if not kinds:
        return "nothing"
    if "text/event-stream" in kinds:
        return "events"
    if any(_is_json(kind) for kind in kinds):
        return "json"
    return "text" if all(kind.startswith("text/") for kind in kinds) else "file"


def derived_name(method: str, path: str) -> str:
    """The name of an operation that has no `operationId`."""
    return "_".join([method, *re.findall(r"[A-Za-z0-9]+", path)])


def _line(text: str) -> str:
    return " ".join(text.split())
