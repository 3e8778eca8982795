"""Checks an exchange against the contract: request and answer, every part, in sentences.

Stricter than the contract is for clients: our own backend may answer no member that the contract does
not name, and no status that only `default` covers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import yaml
from attrs import field, frozen
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from tools.contract.values import FORMATS, OPEN, Json, closed, nearest, readings, shortened

PROBLEM_MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:fittrack:problem:"
RFC_9457 = frozenset({"type", "title", "status", "detail", "request_id"})
"""What every problem has: the members of RFC 9457 that we use, and the request's id."""
EVENTS = {"item": "SyncItem", "progress": "SyncJob", "end": "SyncJob"}
"""The schema of each event's data: of event streams OpenAPI 3.1 can only say that they are text."""
_METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})


@frozen
class Message:
    """A request or an answer, as it was on the wire: header names in lower case."""

    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """Without its parameters; empty where nothing is said."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@frozen
class Exchange:
    """One request and its answer."""

    method: str
    url: str
    request: Message
    status: int
    answer: Message


@frozen
class Complaint:
    """What is wrong, and where: `request query.limit`, `answer body.items[0].sport`, …"""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@frozen
class Operation:
    """An operation of the contract."""

    id: str
    tag: str
    method: str
    path: str
    document: Mapping[str, Json] = field(repr=False)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What the path of a request to it looks like."""
        parts = re.split(r"\{(\w+)\}", self.path)
        return re.compile(
            "".join(
                f"(?P<{part}>[^/]+)" if number % 2 else re.escape(part)
                for number, part in enumerate(parts)
            )
        )

    @property
    def statuses(self) -> list[int]:
        """The statuses that it documents by name."""
        return [int(status) for status in self.document["responses"] if status != "default"]

    @property
    def is_protected(self) -> bool:
        """Whether it takes an access token."""
        return bool(self.document.get("security"))

    def parameters(self, place: str) -> dict[str, Mapping[str, Json]]:
        """Its parameters in `path`, `query` or `header`, by name."""
        return {
            one["name"]: one for one in self.document.get("parameters", ()) if one["in"] == place
        }


class Contract:
    """An OpenAPI document, and what keeps to it."""

    def __init__(self, document: Mapping[str, Json]) -> None:
        self.document = document
        self.operations = {
            operation["operationId"]: Operation(
                operation["operationId"], operation["tags"][0], method.upper(), path, operation
            )
            for path, methods in document["paths"].items()
            for method, operation in methods.items()
            if method in _METHODS
        }
        self._components = document["components"]
        self._strict_components = closed(self._components)
        for name in OPEN & self._components["schemas"].keys():
            self._strict_components["schemas"][name] = self._components["schemas"][name]

    @staticmethod
    def load(path: Path) -> Contract:
        """Reads `openapi.yaml`, once as long as it stays the same: that takes most of a second."""
        found = path.stat()
        return _loaded(path, found.st_mtime_ns, found.st_size)

    def operation_of(self, method: str, url: str) -> Operation | None:
        """The operation that a request is for. A path without parameters wins, whatever its methods (OpenAPI 3.1, 4.8.8.2)."""
        path = urlsplit(url).path
        there = [one for one in self.operations.values() if one.pattern.fullmatch(path)]
        fewest = min((one.path.count("{") for one in there), default=0)
        return next(
            (
                one
                for one in there
                if one.method == method.upper() and one.path.count("{") == fewest
            ),
            None,
        )

    def complaints(self, exchange: Exchange) -> list[Complaint]:
        """Every way in which the exchange departs from the contract."""
        operation = self.operation_of(exchange.method, exchange.url)
        if operation is None:
            what = f"the contract has no {exchange.method} {urlsplit(exchange.url).path}"
            return [Complaint("request path", what)]
        return [
            *self._of_parameters(operation, exchange),
            *self._of_request_body(operation, exchange.request),
            *self._of_answer(operation, exchange),
        ]

    # The request

    def _of_parameters(self, operation: Operation, exchange: Exchange) -> Iterator[Complaint]:
        parts = urlsplit(exchange.url)
        match = operation.pattern.fullmatch(parts.path)
        assert match is not None
        for name, text in match.groupdict().items():
            declared = operation.parameters("path")[name]
            yield from self._of_parameter(f"request path.{name}", declared, unquote(text))
        yield from self._of_query(operation, parse_qsl(parts.query, keep_blank_values=True))
        for name, declared in operation.parameters("header").items():
            where = f"request header.{name}"
            if name.lower() in exchange.request.headers:
                value = exchange.request.headers[name.lower()]
                yield from self._of_parameter(where, declared, value)
            elif declared.get("required"):
                yield Complaint(where, "it is required and missing")
        if (
            operation.is_protected
            and exchange.status != 401
            and not exchange.request.headers.get("authorization", "").startswith("Bearer ")
        ):
            yield Complaint("request header.Authorization", "it carries no access token")

    def _of_query(
        self, operation: Operation, sent: Sequence[tuple[str, str]]
    ) -> Iterator[Complaint]:
        known = operation.parameters("query")
        names = [name for name, _ in sent]
        for name, text in sent:
            where = f"request query.{name}"
            if name not in known:
                yield Complaint(where, f"{operation.id} has no such parameter")
            elif names.count(name) > 1 and known[name]["schema"].get("type") != "array":
                yield Complaint(where, "it is there more than once")
            else:
                yield from self._of_parameter(where, known[name], text)
        for name, declared in known.items():
            if declared.get("required") and name not in names:
                yield Complaint(f"request query.{name}", "it is required and missing")

    def _of_parameter(
        self, where: str, declared: Mapping[str, Json], text: str
    ) -> Iterator[Complaint]:
        """A parameter is text, which can be read in several ways; one valid reading is enough."""
        errors: list[ValidationError] = []
        for value in readings(text):
            found = best_match(self._validator(declared["schema"]).iter_errors(value))
            if found is None:
                return
            errors.append(found)
        yield Complaint(where, errors[-1].message)

    def _of_request_body(self, operation: Operation, request: Message) -> Iterator[Complaint]:
        declared = operation.document.get("requestBody")
        if declared is None:
            if request.body:
                yield Complaint("request body", f"{operation.id} takes none")
            return
        if not request.body:
            if declared.get("required"):
                yield Complaint("request body", "it is required and missing")
            return
        yield from self._of_body("request", declared["content"], request, strict=False)

    # The answer

    def _of_answer(self, operation: Operation, exchange: Exchange) -> Iterator[Complaint]:
        declared = operation.document["responses"].get(str(exchange.status))
        if declared is None:
            yield Complaint(
                "answer status", f"{operation.id} does not document {exchange.status} by name"
            )
            declared = operation.document["responses"].get("default")
            if declared is None:
                return
        answer = exchange.answer
        for name, header in declared.get("headers", {}).items():
            where = f"answer header.{name}"
            known = self.resolved(header)
            if name.lower() in answer.headers:
                yield from self._of_parameter(where, known, answer.headers[name.lower()])
            elif known.get("required"):
                yield Complaint(where, "it is documented as required and missing")
        content = declared.get("content")
        if not content:
            if answer.body:
                yield Complaint("answer body", f"{exchange.status} is documented without one")
            return
        yield from self._of_body("answer", content, answer, strict=True)
        if answer.media_type == PROBLEM_MEDIA_TYPE:
            yield from self._of_problem(exchange, declared)

    def _of_problem(self, exchange: Exchange, declared: Mapping[str, Json]) -> Iterator[Complaint]:
        """What RFC 9457 and the contract's list of kinds ask of a problem beyond its schema."""
        problem = _object(exchange.answer.body)
        if problem is None:
            return
        if problem.get("status") != exchange.status:
            yield Complaint("answer body.status", f"it is not {exchange.status}")
        if problem.get("request_id") != exchange.answer.headers.get("x-request-id"):
            yield Complaint("answer body.request_id", "it is not that of X-Request-Id")
        catalogue = self._components["schemas"]["ProblemType"]
        slug = str(problem.get("type")).removeprefix(TYPE_PREFIX)
        if TYPE_PREFIX + slug != problem.get("type") or slug not in catalogue["x-problems"]:
            yield Complaint("answer body.type", "the contract does not list this kind of problem")
            return
        if slug not in declared.get("x-problems", catalogue["x-problems-everywhere"]):
            what = f"the operation does not name {slug} for {exchange.status}"
            yield Complaint("answer body.type", what)
        yield from _of_kind(catalogue["x-problems"][slug], problem)

    def _of_body(
        self, side: str, content: Mapping[str, Json], message: Message, *, strict: bool
    ) -> Iterator[Complaint]:
        media_type = message.media_type
        if media_type not in content:
            sent = media_type or "none"
            yield Complaint(f"{side} media type", f"{sent} is not {' or '.join(content)}")
            return
        if media_type == "text/event-stream":
            yield from self._of_events(message.body)
            return
        if not media_type.endswith("json"):
            return
        try:
            value = json.loads(message.body)
        except ValueError as error:
            yield Complaint(f"{side} body", f"it is not JSON: {error}")
            return
        yield from self._of_value(f"{side} body", content[media_type]["schema"], value, strict)

    def _of_value(
        self, where: str, schema: Mapping[str, Json], value: Json, strict: bool
    ) -> Iterator[Complaint]:
        for error in self._validator(schema, strict=strict).iter_errors(value):
            told = nearest(error)
            place = "".join(
                f"[{part}]" if isinstance(part, int) else f".{part}" for part in told.absolute_path
            )
            yield Complaint(where + place, shortened(told.message))

    def _of_events(self, body: bytes) -> Iterator[Complaint]:
        for number, (name, data) in enumerate(events_of(body.decode())):
            where = f"answer event[{number}]"
            if name not in EVENTS:
                yield Complaint(where, f"there are no events named {name!r}")
                continue
            reference = {"$ref": f"#/components/schemas/{EVENTS[name]}"}
            yield from self._of_value(where, reference, json.loads(data), strict=True)

    # Schemas

    def _validator(
        self, schema: Mapping[str, Json], *, strict: bool = False
    ) -> Draft202012Validator:
        components = self._strict_components if strict else self._components
        return Draft202012Validator(
            {**(closed(schema) if strict else schema), "components": components},
            format_checker=FORMATS,
        )

    def resolved(self, node: Mapping[str, Json]) -> Mapping[str, Json]:
        """What a reference leads to, or the node itself."""
        while "$ref" in node:
            found: Mapping[str, Json] = self.document
            for part in node["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            node = found
        return node


@cache
def _loaded(path: Path, _changed_ns: int, _size: int) -> Contract:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return Contract(yaml.load(path.read_text("utf-8"), loader))


def events_of(text: str) -> Iterator[tuple[str, str]]:
    """The names and the data of a stream's events (WHATWG HTML, section 9.2)."""
    for block in text.split("\n\n"):
        members = [line.partition(":")[::2] for line in block.splitlines() if line[:1] != ":"]
        named = {name: value.removeprefix(" ") for name, value in members}
        if "data" in named:
            yield named.get("event", "message"), named["data"]


def _object(body: bytes) -> Mapping[str, Json] | None:
    try:
        document = json.loads(body)
    except ValueError:
        return None
    return document if isinstance(document, dict) else None


def _of_kind(kind: Mapping[str, Json], problem: Mapping[str, Json]) -> Iterator[Complaint]:
    if problem.get("title") != kind["title"]:
        yield Complaint("answer body.title", f"it is not {kind['title']!r}")
    if problem.get("status") not in kind["statuses"]:
        yield Complaint("answer body.status", f"it is not {kind['statuses']}")
    for name in problem.keys() - RFC_9457 - set(kind["members"]):
        yield Complaint(f"answer body.{name}", "its kind of problem has no such member")
