"""Judges what changed between two contracts (OpenAPI 3.1).

    for difference in compare(read_document(old), read_document(new)):
        print(difference.verdict, difference.where, difference.what)

Own code, since no library at hand does it. Of the 301 changes of our contract that the tests make,
api-diff-sentinel 1.0.2 judges 117 rightly (it looks at paths and parameters) and breakwatch 0.1.0
146 (it does not follow constraints, parameters' schemas, headers or media types). jev-oas-sentinel
0.6.0 blocks 15 of 19 breaking ones of a sample and calls none compatible: what it does not block is
for a person, or a service elsewhere, to review. openapi-diff 0.24.1 (npm) reads no OpenAPI 3.1; oasdiff
and openapi-changes are Go programs, which a command line in Python cannot bring along. None tells
what a field that many operations share does to each of them.

The rules are data in `rules`; what values a schema allows is compared in `schemas`, in the direction
in which they travel.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from fittrack_cli.contract.difference import Difference, Place
from fittrack_cli.contract.documents import (
    BrokenContract,
    Document,
    Json,
    Node,
    mapping,
    sequence,
)
from fittrack_cli.contract.rules import Direction
from fittrack_cli.contract.schemas import Comparison, Finding, Key

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_TEMPLATE = re.compile(r"\{([^{}]*)\}")
_STYLES = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}
_OPERATION_TEXTS = ("summary", "description", "externalDocs")


class Operation(NamedTuple):
    """An operation with what its path item says for all of them."""

    name: str
    method: str
    path: str
    item: Node
    said: Node

    @property
    def wire_path(self) -> str:
        """The path without the names of its parameters, which no request shows."""
        return _TEMPLATE.sub("{}", self.path)


def compare(old: Document, new: Document) -> list[Difference]:
    """Every difference between two contracts, the breaking ones first.

    What many operations share is told once, with all of them. Raises BrokenContract.
    """
    try:
        return _Judge(old, new).differences()
    except RecursionError as error:
        raise BrokenContract("its schemas are nested too deeply") from error
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        # What is no contract can be none in more ways than are worth a sentence each.
        why = f"{type(error).__name__}: {error}"
        raise BrokenContract(f"it does not have the shape of OpenAPI 3.1 ({why})"[:200]) from error


def operations(document: Document) -> dict[tuple[str, str], Operation]:
    """The operations by method and path, in the document's order. Raises BrokenContract."""
    found = {}
    for path, raw in document.paths.items():
        if not path.startswith("/"):
            continue  # an extension
        item = document.resolved(raw, f"the path {path}")
        for method in [word for word in item if word in METHODS]:
            said = document.resolved(item[method], f"{method} {path}")
            name = said.get("operationId")
            name = name if isinstance(name, str) else f"{method.upper()} {path}"
            one = Operation(name, method, path, item, said)
            found[method, one.wire_path] = one
    return found


class _Judge:
    def __init__(self, old: Document, new: Document) -> None:
        self._old = old
        self._new = new
        self._schemas = Comparison(old, new)
        self._found: dict[tuple[str, Direction, str | None, str, str], dict[str, Place]] = {}

    def differences(self) -> list[Difference]:
        if self._old.root == self._new.root:
            return []
        before, after = operations(self._old), operations(self._new)
        pairs = _paired(before, after)
        matched = {id(other) for _, other in pairs}
        for one, other in pairs:
            self._operation(one, other)
        for one in before.values():
            if all(one is not kept for kept, _ in pairs):
                self._tell("operation-removed", one.name, f"{_request_line(one)} is gone")
        for other in after.values():
            if id(other) not in matched:
                self._tell("operation-added", other.name, f"{_request_line(other)} is new")
        self._document()
        found = [
            Difference(kind, direction, component, field, what, tuple(places.values()))
            for (kind, direction, component, field, what), places in self._found.items()
        ]
        return sorted(found, key=lambda one: not one.is_breaking)

    # What is told

    def _tell(
        self,
        kind: str,
        operation: str,
        what: str,
        part: str = "",
        direction: Direction = "operation",
    ) -> None:
        self._add(kind, direction, None, part, what, Place(operation, part, ""))

    def _add(
        self,
        kind: str,
        direction: Direction,
        component: str | None,
        field: str,
        what: str,
        place: Place | None,
    ) -> None:
        places = self._found.setdefault((kind, direction, component, field, what), {})
        if place is not None:
            places.setdefault(place.operation, place)

    def _tell_schemas(
        self, operation: str, part: str, old: Json, new: Json, direction: Direction
    ) -> None:
        """Compares what two schemas allow, and tells it with the way from the operation to it."""
        root = self._schemas.root(old, new, direction)
        for finding in root.findings:
            self._tell_finding(operation, part, "", direction, None, finding)
        seen: set[Key] = set()
        waiting = deque([(root, "")])
        while waiting:
            pair, above = waiting.popleft()
            for key, path in pair.children.items():
                if key in seen:
                    continue
                seen.add(key)
                child = self._schemas.pairs[key]
                below = _below(above, path)
                for finding in child.findings:
                    self._tell_finding(operation, part, below, direction, child.label, finding)
                waiting.append((child, below))

    def _tell_finding(
        self,
        operation: str,
        part: str,
        above: str,
        direction: Direction,
        component: str | None,
        finding: Finding,
    ) -> None:
        path = _below(above, finding.field)
        field = finding.field if component is not None else f"{part}: {path}" if path else part
        place = Place(operation, part, path)
        self._add(finding.kind, direction, component, field, finding.what, place)

    # What is compared

    def _document(self) -> None:
        for name in ("info", "tags", "externalDocs"):
            one, other = self._old.root.get(name), self._new.root.get(name)
            if name == "info":
                one, other = _without_version(one), _without_version(other)
            if one != other:
                self._add("text-changed", "operation", None, name, f"{name} changed", None)
        self._extensions(self._old.root, self._new.root, None)
        hooks = [
            mapping(one.root.get("webhooks") or {}, "webhooks") for one in (self._old, self._new)
        ]
        self._callbacks(hooks[0], hooks[1], None)

    def _operation(self, old: Operation, new: Operation) -> None:
        name = old.name
        if old.wire_path != new.wire_path:
            self._tell("path-changed", name, f"the path {old.path} became {new.path}", "path")
        if old.method != new.method:
            what = f"the method {old.method.upper()} became {new.method.upper()}"
            self._tell("method-changed", name, what, "method")
        if old.name != new.name:
            self._tell("operation-renamed", name, f"{name} became {new.name}", "operationId")
        self._remarks(old, new)
        self._servers(old, new)
        self._security(old, new)
        same = self._schemas.sameness.same
        if same(old.said, new.said) and same(
            old.item.get("parameters"), new.item.get("parameters")
        ):
            return
        self._parameters(old, new)
        self._bodies(old, new)
        self._answers(old, new)
        callbacks = [mapping(one.said.get("callbacks") or {}, "callbacks") for one in (old, new)]
        self._callbacks(callbacks[0], callbacks[1], name)

    def _remarks(self, old: Operation, new: Operation) -> None:
        name = old.name
        if (old.said.get("deprecated") is True) != (new.said.get("deprecated") is True):
            word = "deprecated" if new.said.get("deprecated") is True else "no longer deprecated"
            self._tell("deprecation-changed", name, f"it is {word}")
        if old.said.get("tags", []) != new.said.get("tags", []):
            self._tell("tags-changed", name, "its tags changed", "tags")
        before, after = (
            [one.said.get(word, one.item.get(word)) for word in _OPERATION_TEXTS]
            for one in (old, new)
        )
        if before != after:
            self._tell("text-changed", name, "its description changed")
        self._extensions(old.said, new.said, name)

    def _extensions(self, old: Node, new: Node, operation: str | None) -> None:
        for name in sorted({word for word in (*old, *new) if word.startswith("x-")}):
            if old.get(name) != new.get(name):
                place = Place(operation, name, "") if operation is not None else None
                self._add("extension-changed", "operation", None, name, f"{name} changed", place)

    def _servers(self, old: Operation, new: Operation) -> None:
        one, other = _servers_of(self._old, old), _servers_of(self._new, new)
        before, after = (
            {_base_path(server) for server in servers or [{}]} for servers in (one, other)
        )
        if before - after:
            what = f"the base path {_words(before)} became {_words(after)}"
            self._tell("base-path-changed", old.name, what, "servers")
        elif one != other:
            self._tell("servers-changed", old.name, "the list of servers changed", "servers")

    def _security(self, old: Operation, new: Operation) -> None:
        before, after = _ways_in(self._old, old), _ways_in(self._new, new)
        unserved = [way for way in before if not any(_suffices(way, other) for other in after)]
        if not unserved:
            if len(before) != len(after) or any(way not in after for way in before):
                what = f"{_ways(before)} became {_ways(after)}"
                self._tell("security-relaxed", old.name, what, "security")
            return
        what = f"{_ways(before)} became {_ways(after)}"
        if {} in unserved:
            kind = "security-added"
        elif all(any(way.keys() == other.keys() for other in after) for way in unserved):
            kind = "security-scope-added"
        else:
            kind = "security-changed"
        self._tell(kind, old.name, what, "security")

    def _callbacks(self, old: Node, new: Node, operation: str | None) -> None:
        for name in dict.fromkeys((*old, *new)):
            if old.get(name) == new.get(name):
                continue
            kind = "callback-changed" if name in old else "callback-added"
            word = (
                "changed" if name in old and name in new else "is gone" if name in old else "is new"
            )
            place = Place(operation, f"callback {name}", "") if operation is not None else None
            part = f"callback {name}"
            self._add(kind, "operation", None, part, f"the callback {name} {word}", place)

    # Parameters

    def _parameters(self, old: Operation, new: Operation) -> None:
        before = _parameters_of(self._old, old)
        after = _parameters_of(self._new, new)
        names = _path_names(old, new)
        for (location, key), parameter in before.items():
            other_key = names.get(key, key) if location == "path" else key
            other = after.pop((location, other_key), None)
            part = f"{location} parameter {parameter['name']}"
            if other is not None:
                if location == "path" and key != other_key:
                    what = f"it is called {other_key} now"
                    self._tell("path-parameter-renamed", old.name, what, part, "request")
                self._parameter(old.name, part, parameter, other)
                continue
            moved = next((place for place, name in after if name == key), None)
            if moved is None:
                self._tell("parameter-removed", old.name, "the parameter is gone", part, "request")
            else:
                del after[moved, key]
                what = f"it is expected in the {moved}"
                self._tell("parameter-moved", old.name, what, part, "request")
        for (location, _), parameter in after.items():
            part = f"{location} parameter {parameter['name']}"
            if location == "path" and old.wire_path != new.wire_path:
                continue  # told by the path
            if parameter.get("required") is True:
                what = "there is a new required parameter"
                self._tell("required-parameter-added", old.name, what, part, "request")
            else:
                what = "there is a new parameter"
                self._tell("parameter-added", old.name, what, part, "request")

    def _parameter(self, operation: str, part: str, old: Node, new: Node) -> None:
        def tell(kind: str, what: str) -> None:
            self._tell(kind, operation, what, part, "request")

        was_required, is_required = old.get("required") is True, new.get("required") is True
        if is_required and not was_required:
            tell("parameter-made-required", "it must be there")
        elif was_required and not is_required:
            tell("parameter-made-optional", "it may be left out")
        if (old.get("deprecated") is True) != (new.get("deprecated") is True):
            word = "deprecated" if new.get("deprecated") is True else "no longer deprecated"
            tell("deprecation-changed", f"it is {word}")
        if _texts(old) != _texts(new):
            tell("text-changed", "its description changed")
        allowed, allows = (one.get("allowEmptyValue") is True for one in (old, new))
        if allowed != allows:
            word = "may" if allows else "may no longer"
            tell(f"empty-value-{'allowed' if allows else 'refused'}", f"its value {word} be empty")
        if self._style(self._old, old) != self._style(self._new, new):
            tell(
                "parameter-style-changed", "its values are written in another way (style, explode)"
            )
            return
        one, other = _schema_of(old), _schema_of(new)
        self._tell_schemas(operation, part, one, other, "request")

    def _style(self, document: Document, parameter: Node) -> tuple[object, ...]:
        """How values are written; `explode` says nothing about those that are no list or object."""
        if "content" in parameter:
            content = mapping(parameter["content"], "a parameter's content")
            return ("content", *sorted(map(_media_type, content)))
        style = parameter.get("style", _STYLES.get(parameter.get("in", ""), "form"))
        explode = parameter.get("explode", style == "form")
        shapes = self._schemas.old if document is self._old else self._schemas.new
        found = shapes.of(shapes.parts(parameter.get("schema", {}))).shapes
        is_plain = all(shape.type not in ("array", "object", "any") for shape in found)
        reserved = parameter.get("allowReserved") is True
        return (style, reserved) if is_plain else (style, reserved, explode)

    # Bodies and answers

    def _bodies(self, old: Operation, new: Operation) -> None:
        def tell(kind: str, what: str) -> None:
            self._tell(kind, old.name, what, "body", "request")

        before, after = (
            document.resolved(one.said["requestBody"], "a body")
            if "requestBody" in one.said
            else None
            for document, one in ((self._old, old), (self._new, new))
        )
        if before is None or after is None:
            if before is not None:
                tell("body-removed", "the body is gone")
            elif after is not None and after.get("required") is True:
                tell("required-body-added", "a body is needed")
            elif after is not None:
                tell("body-added", "there may be a body")
            return
        was_required, is_required = (one.get("required") is True for one in (before, after))
        if is_required and not was_required:
            tell("body-made-required", "it must be there")
        elif was_required and not is_required:
            tell("body-made-optional", "it may be left out")
        if before.get("description") != after.get("description"):
            tell("text-changed", "its description changed")
        self._contents(old.name, "body", before, after, "request")

    def _contents(
        self, operation: str, part: str, old: Node, new: Node, direction: Direction
    ) -> None:
        before, after = (
            {_media_type(name): mapping(one, name) for name, one in _content_of(side).items()}
            for side in (old, new)
        )
        for name in dict.fromkeys((*before, *after)):
            part_here = part if len(before) == len(after) == 1 else f"{part} {name}"
            if name not in after:
                what = f"{name} is gone"
                self._tell("media-type-removed", operation, what, part, direction)
            elif name not in before:
                self._tell("media-type-added", operation, f"{name} is new", part, direction)
            else:
                one, other = before[name], after[name]
                if one.get("encoding") != other.get("encoding"):
                    what = "how its parts are written changed"
                    self._tell("encoding-changed", operation, what, part_here, direction)
                if _texts(one) != _texts(other):
                    what = "its examples changed"
                    self._tell("text-changed", operation, what, part_here, direction)
                schemas = (one.get("schema", {}), other.get("schema", {}))
                self._tell_schemas(operation, part_here, *schemas, direction)

    def _answers(self, old: Operation, new: Operation) -> None:
        before, after = (
            {
                str(status).upper(): document.resolved(answer, f"the answer {status}")
                for status, answer in mapping(one.said.get("responses") or {}, "responses").items()
                if not str(status).startswith("x-")
            }
            for document, one in ((self._old, old), (self._new, new))
        )
        for status, answer in before.items():
            other = after.get(status) or after.get(f"{status[:1]}XX")
            if other is None:
                kind, what = f"{_class_of(status)}-removed", f"{_named(status)} is gone"
                self._tell(kind, old.name, what, _named(status), "answer")
            else:
                self._answer(old.name, _named(status), answer, other)
        for status, answer in after.items():
            if status not in before:
                self._new_answer(old.name, status, answer, before)

    def _new_answer(
        self, operation: str, status: str, answer: Node, before: Mapping[str, Node]
    ) -> None:
        part = _named(status)
        described = before.get(f"{status[:1]}XX") or before.get("DEFAULT")
        if status == "DEFAULT":
            self._tell("default-answer-added", operation, f"{part} is new", part, "answer")
        elif status[:1] in "23" or (status[:1] == "1" and status != "1XX"):
            kind = "success-status-added"
            if f"{status[:1]}XX" in before:
                self._answer(operation, part, before[f"{status[:1]}XX"], answer)
            else:
                self._tell(kind, operation, f"{part} is new", part, "answer")
        elif described is not None:
            self._tell("error-status-added", operation, f"{part} is new", part, "answer")
            self._answer(operation, part, described, answer, is_same_status=False)
        else:
            self._tell("undescribed-status-added", operation, f"{part} is new", part, "answer")

    def _answer(
        self, operation: str, part: str, old: Node, new: Node, *, is_same_status: bool = True
    ) -> None:
        def tell(kind: str, what: str, where: str = part) -> None:
            self._tell(kind, operation, what, where, "answer")

        if is_same_status and old.get("description") != new.get("description"):
            tell("text-changed", "its description changed")
        if is_same_status and old.get("links") != new.get("links"):
            tell("text-changed", "its links changed")
        before, after = _headers_of(self._old, old), _headers_of(self._new, new)
        for key in dict.fromkeys((*before, *after)):
            name = (before.get(key) or after[key])[0]
            if key not in after:
                tell("header-removed", "the header is gone", f"header {name}")
            elif key not in before:
                tell("header-added", "there is a new header", f"header {name}")
            else:
                self._header(operation, f"header {name}", before[key][1], after[key][1])
        self._contents(operation, part, old, new, "answer")

    def _header(self, operation: str, part: str, old: Node, new: Node) -> None:
        was_required, is_required = old.get("required") is True, new.get("required") is True
        if was_required and not is_required:
            self._tell("header-made-optional", operation, "it may be missing", part, "answer")
        elif is_required and not was_required:
            self._tell("header-made-required", operation, "it is always there", part, "answer")
        if _texts(old) != _texts(new):
            self._tell("text-changed", operation, "its description changed", part, "answer")
        self._tell_schemas(operation, part, _schema_of(old), _schema_of(new), "answer")


def _paired(
    old: Mapping[tuple[str, str], Operation], new: Mapping[tuple[str, str], Operation]
) -> list[tuple[Operation, Operation]]:
    """Which operations stand for each other: by method and path, else by their names."""
    pairs = [(one, new[key]) for key, one in old.items() if key in new]
    left = {one.name: one for key, one in new.items() if key not in old}
    moved = ((one, left.get(one.name)) for key, one in old.items() if key not in new)
    return pairs + [(one, other) for one, other in moved if other is not None]


def _request_line(operation: Operation) -> str:
    return f"{operation.method.upper()} {operation.path}"


def _below(above: str, path: str) -> str:
    if not above or not path:
        return above or path
    return f"{above}{path}" if path[0] in "[{" else f"{above}.{path}"


def _without_version(info: Json) -> Json:
    return (
        {name: info[name] for name in info if name != "version"} if isinstance(info, dict) else info
    )


def _servers_of(document: Document, operation: Operation) -> Sequence[Json]:
    sides = (operation.said, operation.item, document.root)
    found: Json = next((side["servers"] for side in sides if side.get("servers")), [])
    return sequence(found, "servers")


def _base_path(server: Json) -> str:
    """The path of a server's address, which every path of the contract comes after."""
    url = server.get("url", "/") if isinstance(server, dict) else "/"
    try:
        return urlsplit(_TEMPLATE.sub("_", str(url))).path.rstrip("/")
    except ValueError:
        return str(url)


def _words(values: set[str]) -> str:
    return ", ".join(sorted(value or "/" for value in values))


_Way = dict[str, frozenset[str]]


def _ways_in(document: Document, operation: Operation) -> list[_Way]:
    """The ways to be let in: each a set of schemes with the scopes that each needs.

    A scheme is known by what it demands, not by its name.
    """
    components = mapping(document.root.get("components") or {}, "components")
    schemes = mapping(components.get("securitySchemes") or {}, "components.securitySchemes")
    said = operation.said.get("security", document.root.get("security"))
    ways: list[_Way] = []
    for raw in sequence(said or [{}], "security"):
        way: _Way = {}
        for name, scopes in mapping(raw, "security").items():
            scheme = document.resolved(schemes[name], name) if name in schemes else {"type": name}
            way[_demand(scheme)] = frozenset(map(str, sequence(scopes or [], "scopes")))
        ways.append(way)
    return ways


def _demand(scheme: Node) -> str:
    words = ("description", "bearerFormat")
    kept = {
        name: value
        for name, value in scheme.items()
        if name not in words and not name.startswith("x-")
    }
    if isinstance(kept.get("scheme"), str):
        kept["scheme"] = kept["scheme"].lower()
    return json.dumps(kept, sort_keys=True)


def _suffices(way: _Way, demanded: _Way) -> bool:
    """Whether who came in that way is let in by what is demanded now."""
    return all(scheme in way and scopes <= way[scheme] for scheme, scopes in demanded.items())


def _ways(ways: list[_Way]) -> str:
    def one(way: _Way) -> str:
        schemes = []
        for scheme, scopes in way.items():
            found = json.loads(scheme)
            name = found.get("scheme") or found.get("name") or found.get("type")
            schemes.append(f"{name} ({', '.join(sorted(scopes))})" if scopes else str(name))
        return " and ".join(schemes) or "no sign-in"

    return " or ".join(map(one, ways)) or "no sign-in"


def _parameters_of(document: Document, operation: Operation) -> dict[tuple[str, str], Node]:
    """The parameters by where they are and their names; names of headers in small letters."""
    found: dict[tuple[str, str], Node] = {}
    for side in (operation.item, operation.said):
        for raw in sequence(side.get("parameters") or [], "parameters"):
            parameter = document.resolved(raw, f"a parameter of {operation.name}")
            location, name = str(parameter.get("in")), str(parameter.get("name"))
            if location == "header" and name.lower() in ("accept", "content-type", "authorization"):
                continue  # OpenAPI says that these are described elsewhere
            known = {**parameter, "name": name}
            found[location, name.lower() if location == "header" else name] = known
    return found


def _path_names(old: Operation, new: Operation) -> dict[str, str]:
    """Parameters of a path have their place, whatever their names."""
    if old.wire_path != new.wire_path:
        return {}
    return dict(zip(_TEMPLATE.findall(old.path), _TEMPLATE.findall(new.path), strict=True))


def _schema_of(node: Node) -> Json:
    """The schema of a parameter or header, which may be given for a media type."""
    if "content" in node:
        for media_type in mapping(node["content"], "content").values():
            return mapping(media_type, "content").get("schema", {})
    return node.get("schema", {})


def _texts(node: Node) -> Json:
    words = ("description", "example", "examples")
    return [node.get(word) for word in words]


def _content_of(node: Node) -> Node:
    return mapping(node.get("content") or {}, "content")


def _media_type(name: str) -> str:
    kind, _, parameters = name.partition(";")
    return ";".join(filter(None, (kind.strip().lower(), parameters.strip().replace(" ", ""))))


def _headers_of(document: Document, answer: Node) -> dict[str, tuple[str, Node]]:
    headers = mapping(answer.get("headers") or {}, "headers")
    return {
        name.lower(): (name, document.resolved(header, f"the header {name}"))
        for name, header in headers.items()
        if name.lower() != "content-type"
    }


def _class_of(status: str) -> str:
    if status == "DEFAULT":
        return "default-answer"
    return "success-status" if status[:1] in "123" else "error-status"


def _named(status: str) -> str:
    return f"answer {status.lower() if status == 'DEFAULT' else status}"
