"""A newer backend: the real one, whose answers get what this contract does not know yet.

Everything follows from the contract: where there are objects, enums, statuses, problems and events.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import httpx
from attrs import define, field, frozen
from jsonschema import Draft202012Validator

from tools.contract.conformance import EVENTS, PROBLEM_MEDIA_TYPE, Contract, Operation

ADDED: dict[str, Any] = {
    "added_text": "from the future \x1b[31m",
    "added_number": 1e300,
    "added_object": {"deeper": [{"id": None, "state": "brand_new"}]},
    "added_list": [[], {}, "x", None, True],
    "added_null": None,
}
NEW_VALUE = "brand_new"
OTHER_SUCCESSES = {200: 203, 201: 200, 202: 200, 204: 202}
OTHER_FAILURES = {403: 451, 404: 418, 409: 423, 410: 418, 422: 424, 503: 599, 507: 599}
"""Numbers with a name, and without one, of the same class. 401 stays: what to do about it is known."""


@frozen
class News:
    """What the backend has that this client does not know."""

    members: bool = False
    """In every object, every header and every list of features; events, and a minor version."""
    enums: bool = False
    """In every place of an enum: another value; in a list of them: one more."""
    problems: bool = False
    """Kinds of problems, in place of those that are known."""
    statuses: bool = False
    """Of the same class as the documented ones."""


@define
class NewerBackend(httpx.BaseTransport):
    """A transport to the real backend that puts the news into what it answers."""

    contract: Contract
    news: News
    changed: list[str] = field(factory=list)
    """What was changed, for a test to see that anything was."""
    _validators: dict[int, Draft202012Validator] = field(factory=dict)
    _wire: httpx.HTTPTransport = field(factory=lambda: httpx.HTTPTransport(trust_env=False))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._wire.handle_request(request)
        answer.read()
        operation = self.contract.operation_of(request.method, str(request.url))
        assert operation is not None, f"the contract has no {request.method} {request.url}"
        headers = [
            (name, value)
            for name, value in answer.headers.raw
            if name.lower() not in (b"content-length", b"transfer-encoding", b"content-encoding")
        ]
        status = answer.status_code
        content = self._content(operation, answer)
        if self.news.statuses:
            others = OTHER_SUCCESSES if status < 300 else OTHER_FAILURES
            status = others.get(status, status)
            self.changed.append(f"status {answer.status_code} of {operation.id}")
        if self.news.members:
            headers += [(b"X-Added", b"1"), (b"Deprecation", b"@1"), (b"Link", b"<x>; rel=next")]
        return httpx.Response(status, headers=headers, content=content, request=request)

    def close(self) -> None:
        self._wire.close()

    def _content(self, operation: Operation, answer: httpx.Response) -> bytes:
        kind = answer.headers.get("content-type", "").partition(";")[0] if answer.content else ""
        if kind == "text/event-stream":
            return "".join(self._stream(answer.text)).encode()
        if kind == PROBLEM_MEDIA_TYPE:
            known = answer.json()
            problem = self._made_new({"$ref": "#/components/schemas/Problem"}, known)
            problem["type"] = known["type"]
            if self.news.problems:  # news of its own: what a command exits with may follow the kind
                problem["type"] = "urn:fittrack:problem:brand-new"
                self.changed.append(f"problem of {operation.id}")
            return json.dumps(problem).encode()
        if kind == "application/json":
            documented = operation.document["responses"][str(answer.status_code)]
            schema = documented["content"][kind]["schema"]
            return json.dumps(self._made_new(schema, answer.json())).encode()
        return answer.content

    def _stream(self, text: str) -> Iterator[str]:
        if self.news.members:
            yield ": a comment\n\nretry: 100\n\nadded: 1\n\n"
        for block in text.split("\n\n"):
            lines = dict(line.partition(": ")[::2] for line in block.splitlines() if line)
            if self.news.members:
                yield "event: added\ndata: no JSON\n\n"
                yield 'event: added\ndata: ["no object"]\n\ndata: without a name\n\n'
                self.changed.append("event")
            if lines.get("event") in EVENTS:
                schema = {"$ref": f"#/components/schemas/{EVENTS[lines['event']]}"}
                lines["data"] = json.dumps(self._made_new(schema, json.loads(lines["data"])))
            if lines:
                yield "".join(f"{name}: {value}\n" for name, value in lines.items()) + "\n"

    def _made_new(self, schema: Mapping[str, Any], value: Any) -> Any:
        schema = self._resolved(schema, value)
        if isinstance(value, list):
            made = [self._made_new(schema.get("items", {}), one) for one in value]
            if self.news.enums and "enum" in self._resolved(schema.get("items", {}), None):
                self.changed.append("list of enum values")
                made = [*value, NEW_VALUE]
            return made
        if isinstance(value, dict):
            members = schema.get("properties", {})
            if not members:  # the contract leaves it open: nothing in it is news
                return value
            made_object = {
                name: self._made_new(members.get(name, {}), one) for name, one in value.items()
            }
            if self.news.members:
                self.changed.append("member")
                made_object = self._with_news(made_object)
            return made_object
        if self.news.enums and isinstance(value, str) and "enum" in schema:
            self.changed.append("enum value")
            return NEW_VALUE
        return value

    @staticmethod
    def _with_news(value: dict[str, Any]) -> dict[str, Any]:
        if "contract_version" in value:
            major, _, patch = value["contract_version"].split(".")
            value["contract_version"] = f"{major}.99.{patch}"
            value["features"] = [*value["features"], NEW_VALUE]
        # First and last: no order is promised.
        first, *rest = ADDED.items()
        return {first[0]: first[1], **value, **dict(rest)}

    def _resolved(self, schema: Mapping[str, Any], value: Any) -> Mapping[str, Any]:
        """The schema itself; of alternatives, the one that the value keeps to."""
        while True:
            if "$ref" in schema:
                name = schema["$ref"].rpartition("/")[2]
                schema = self.contract.document["components"]["schemas"][name]
            elif alternatives := schema.get("anyOf") or schema.get("oneOf"):
                schema = next(one for one in alternatives if self._takes(one, value))
            else:
                return schema

    def _takes(self, schema: Mapping[str, Any], value: Any) -> bool:
        """Whether the value keeps to a schema of the contract, which stays as it is: a validator takes longer to make
        than to ask."""
        validator = self._validators.get(id(schema))
        if validator is None:
            components = self.contract.document["components"]
            validator = Draft202012Validator({**schema, "components": components})
            self._validators[id(schema)] = validator
        return bool(validator.is_valid(value))
