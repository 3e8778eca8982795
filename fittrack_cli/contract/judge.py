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

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from fittrack_cli.contract.difference import Difference, Place
from fittrack_cli.contract.documents import BrokenContract, Document, Json, Node, mapping, sequence
from fittrack_cli.contract.messages import Messages
from fittrack_cli.contract.operations import TEMPLATE, Operation, operations, paired
from fittrack_cli.contract.parameters import Parameters
from fittrack_cli.contract.problem_kinds import Problems, kind_changes
from fittrack_cli.contract.recursion import deep_recursion
from fittrack_cli.contract.report import Report
from fittrack_cli.contract.schemas import Comparison
from fittrack_cli.contract.security import security_change, ways_in

_OPERATION_TEXTS = ("summary", "description", "externalDocs")


def compare(old: Document, new: Document) -> list[Difference]:
    """Every difference between two contracts, the breaking ones first.

    A difference that many operations share is reported once, with all of them. Raises BrokenContract.
    """
    try:
        with deep_recursion():
            return _Judge(old, new).differences()
    except RecursionError as error:
        raise BrokenContract("its schemas are nested too deeply") from error
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        # There are more ways not to be a contract than are worth a sentence each.
        why = (
            f"{error.args[0]!r} is missing where it has to be"
            if isinstance(error, KeyError)
            else "a part of it is not of the type that it has to be"
        )
        raise BrokenContract(f"it does not have the shape of OpenAPI 3.1: {why}"[:200]) from error


class _Judge:
    def __init__(self, old: Document, new: Document) -> None:
        self._old = old
        self._new = new
        self._schemas = Comparison(old, new)
        self._report = Report(self._schemas)
        self._parameters = Parameters(old, new, self._schemas, self._report)
        self._messages = Messages(old, new, self._report)

    def differences(self) -> list[Difference]:
        if self._old.root == self._new.root:
            return []
        before, after = operations(self._old), operations(self._new)
        pairs = paired(before, after)
        matched = {id(other) for _, other in pairs}
        for one, other in pairs:
            self._operation(one, other)
        for one in before.values():
            if all(one is not kept for kept, _ in pairs):
                self._report.add_to_operation(
                    "operation-removed", one.name, f"{one.request_line} is gone"
                )
        for other in after.values():
            if id(other) not in matched:
                self._report.add_to_operation(
                    "operation-added", other.name, f"{other.request_line} is new"
                )
        self._document()
        self._problems(before.values(), after.values())
        return self._report.differences()

    def _document(self) -> None:
        for name in ("info", "tags", "externalDocs"):
            one, other = self._old.root.get(name), self._new.root.get(name)
            if name == "info":
                one, other = _without_version(one), _without_version(other)
            if one != other:
                self._report.add("text-changed", "operation", None, name, f"{name} changed", None)
        self._extensions(self._old.root, self._new.root, None)
        hooks = [
            mapping(one.root.get("webhooks") or {}, "webhooks") for one in (self._old, self._new)
        ]
        self._callbacks(hooks[0], hooks[1], None)

    def _problems(self, before: Iterable[Operation], after: Iterable[Operation]) -> None:
        """The kinds of problems, each with the operations that answer it."""
        old, new = Problems(self._old), Problems(self._new)
        answered = [(one.name, old.answered_by(one)) for one in before]
        answered += [(one.name, new.answered_by(one)) for one in after]
        for change in kind_changes(old, new):
            part = f"problem {change.problem}"
            self._report.add(change.kind, "answer", None, part, change.what, None)
            for name, kinds in answered:
                if change.problem in kinds:
                    self._report.add_to_operation(change.kind, name, change.what, part, "answer")

    def _operation(self, old: Operation, new: Operation) -> None:
        name = old.name
        if old.wire_path != new.wire_path:
            self._report.add_to_operation(
                "path-changed", name, f"the path {old.path} became {new.path}", "path"
            )
        if old.method != new.method:
            what = f"the method {old.method.upper()} became {new.method.upper()}"
            self._report.add_to_operation("method-changed", name, what, "method")
        if old.name != new.name:
            self._report.add_to_operation(
                "operation-renamed", name, f"{name} became {new.name}", "operationId"
            )
        self._remarks(old, new)
        self._servers(old, new)
        self._security(old, new)
        same = self._schemas.sameness.same
        if (
            old.path_names == new.path_names
            and same(old.said, new.said)
            and same(old.item.get("parameters"), new.item.get("parameters"))
        ):
            return
        self._parameters.compare(old, new)
        self._messages.compare_bodies(old, new)
        self._messages.compare_answers(old, new)
        callbacks = [mapping(one.said.get("callbacks") or {}, "callbacks") for one in (old, new)]
        self._callbacks(callbacks[0], callbacks[1], name)

    def _remarks(self, old: Operation, new: Operation) -> None:
        name = old.name
        if (old.said.get("deprecated") is True) != (new.said.get("deprecated") is True):
            word = "deprecated" if new.said.get("deprecated") is True else "no longer deprecated"
            self._report.add_to_operation("deprecation-changed", name, f"it is {word}")
        if old.said.get("tags", []) != new.said.get("tags", []):
            self._report.add_to_operation("tags-changed", name, "its tags changed", "tags")
        before, after = (
            [one.said.get(word, one.item.get(word)) for word in _OPERATION_TEXTS]
            for one in (old, new)
        )
        if before != after:
            self._report.add_to_operation("text-changed", name, "its description changed")
        self._extensions(old.said, new.said, name)

    def _extensions(self, old: Node, new: Node, operation: str | None) -> None:
        for name in sorted({word for word in (*old, *new) if word.startswith("x-")}):
            if old.get(name) != new.get(name):
                place = Place(operation, name, "") if operation is not None else None
                self._report.add(
                    "extension-changed", "operation", None, name, f"{name} changed", place
                )

    def _servers(self, old: Operation, new: Operation) -> None:
        one, other = _servers_of(self._old, old), _servers_of(self._new, new)
        before, after = (
            {_base_path(server) for server in servers or [{}]} for servers in (one, other)
        )
        if before - after:
            what = f"the base path {_words(before)} became {_words(after)}"
            self._report.add_to_operation("base-path-changed", old.name, what, "servers")
        elif one != other:
            self._report.add_to_operation(
                "servers-changed", old.name, "the list of servers changed", "servers"
            )

    def _security(self, old: Operation, new: Operation) -> None:
        change = security_change(ways_in(self._old, old), ways_in(self._new, new))
        if change is not None:
            kind, what = change
            self._report.add_to_operation(kind, old.name, what, "security")

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
            self._report.add(kind, "operation", None, part, f"the callback {name} {word}", place)


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
        return urlsplit(TEMPLATE.sub("_", str(url))).path.rstrip("/")
    except ValueError:
        return str(url)


def _words(values: set[str]) -> str:
    return ", ".join(sorted(value or "/" for value in values))
