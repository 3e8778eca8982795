"""Compares what an operation is sent and answers, besides parameters: bodies, statuses, headers."""

from __future__ import annotations

from collections.abc import Mapping

from fittrack_cli.contract.documents import Document, Node, mapping
from fittrack_cli.contract.operations import Operation
from fittrack_cli.contract.parts import content_of, media_type_of, schema_of, texts_of
from fittrack_cli.contract.problem_kinds import named_in
from fittrack_cli.contract.report import Report
from fittrack_cli.contract.rules import Direction


class Messages:
    """Compares bodies and answers of operations of two documents."""

    def __init__(self, old: Document, new: Document, report: Report) -> None:
        self._old = old
        self._new = new
        self._report = report

    def compare_bodies(self, old: Operation, new: Operation) -> None:
        """Tells what differs in the bodies of two requests."""

        def tell(kind: str, what: str) -> None:
            self._report.add_to_operation(kind, old.name, what, "body", "request")

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
            {media_type_of(name): mapping(one, name) for name, one in content_of(side).items()}
            for side in (old, new)
        )
        for name in dict.fromkeys((*before, *after)):
            part_here = part if len(before) == len(after) == 1 else f"{part} {name}"
            if name not in after:
                what = f"{name} is gone"
                self._report.add_to_operation(
                    "media-type-removed", operation, what, part, direction
                )
            elif name not in before:
                self._report.add_to_operation(
                    "media-type-added", operation, f"{name} is new", part, direction
                )
            else:
                one, other = before[name], after[name]
                if one.get("encoding") != other.get("encoding"):
                    what = "how its parts are written changed"
                    self._report.add_to_operation(
                        "encoding-changed", operation, what, part_here, direction
                    )
                if texts_of(one) != texts_of(other):
                    what = "its examples changed"
                    self._report.add_to_operation(
                        "text-changed", operation, what, part_here, direction
                    )
                schemas = (one.get("schema", {}), other.get("schema", {}))
                self._report.compare_schemas(operation, part_here, *schemas, direction)

    def compare_answers(self, old: Operation, new: Operation) -> None:
        """Reports what differs in the answers of two operations."""
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
                self._report.add_to_operation(kind, old.name, what, _named(status), "answer")
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
            self._report.add_to_operation(
                "default-answer-added", operation, f"{part} is new", part, "answer"
            )
        elif status[:1] in "23" or (status[:1] == "1" and status != "1XX"):
            kind = "success-status-added"
            if f"{status[:1]}XX" in before:
                self._answer(operation, part, before[f"{status[:1]}XX"], answer)
            else:
                self._report.add_to_operation(kind, operation, f"{part} is new", part, "answer")
        elif described is not None:
            self._report.add_to_operation(
                "error-status-added", operation, f"{part} is new", part, "answer"
            )
            self._answer(operation, part, described, answer, is_same_status=False)
        else:
            self._report.add_to_operation(
                "undescribed-status-added", operation, f"{part} is new", part, "answer"
            )

    def _answer(
        self, operation: str, part: str, old: Node, new: Node, *, is_same_status: bool = True
    ) -> None:
        def tell(kind: str, what: str, where: str = part) -> None:
            self._report.add_to_operation(kind, operation, what, where, "answer")

        if is_same_status and old.get("description") != new.get("description"):
            tell("text-changed", "its description changed")
        if is_same_status and old.get("links") != new.get("links"):
            tell("text-changed", "its links changed")
        if is_same_status:
            self._problems(operation, part, named_in(old), named_in(new))
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

    def _problems(
        self, operation: str, part: str, old: frozenset[str], new: frozenset[str]
    ) -> None:
        """The kinds of problems that an answer can be; where one of the two says nothing, nothing."""
        if not old or not new:
            return
        for name in sorted(old - new):
            what = f"{part} can no longer be this problem"
            kind = "problem-no-longer-answered"
            self._report.add_to_operation(kind, operation, what, f"problem {name}", "answer")
        for name in sorted(new - old):
            what = f"{part} may be this problem now"
            self._report.add_to_operation(
                "problem-answered", operation, what, f"problem {name}", "answer"
            )

    def _header(self, operation: str, part: str, old: Node, new: Node) -> None:
        was_required, is_required = old.get("required") is True, new.get("required") is True
        if was_required and not is_required:
            self._report.add_to_operation(
                "header-made-optional", operation, "it may be missing", part, "answer"
            )
        elif is_required and not was_required:
            self._report.add_to_operation(
                "header-made-required", operation, "it is always there", part, "answer"
            )
        if texts_of(old) != texts_of(new):
            self._report.add_to_operation(
                "text-changed", operation, "its description changed", part, "answer"
            )
        self._report.compare_schemas(operation, part, schema_of(old), schema_of(new), "answer")


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
