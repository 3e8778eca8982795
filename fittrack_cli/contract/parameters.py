"""The parameters of an operation, compared."""

from __future__ import annotations

from fittrack_cli.contract.documents import Document, Node, mapping, sequence
from fittrack_cli.contract.operations import Operation
from fittrack_cli.contract.parts import media_type_of, schema_of, texts_of
from fittrack_cli.contract.report import Report
from fittrack_cli.contract.schemas import Comparison

_STYLES = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}


_Named = dict[tuple[str, str], Node]
"""Parameters by where they are and their names."""


class Parameters:
    """Compares the parameters of operations of two documents."""

    def __init__(self, old: Document, new: Document, schemas: Comparison, report: Report) -> None:
        self._old = old
        self._new = new
        self._schemas = schemas
        self._report = report

    def compare(self, old: Operation, new: Operation) -> None:
        """Tells what differs in the parameters of two operations."""
        before = _parameters_of(self._old, old)
        after = _parameters_of(self._new, new)
        names = _names_by_place(old, new)
        for (location, key), parameter in before.items():
            other_key = names.get(key, key) if location == "path" else key
            other = after.pop((location, other_key), None)
            part = f"{location} parameter {parameter['name']}"
            if other is not None:
                if location == "path" and key != other_key:
                    self._another_name(old, part, other_key)
                self._parameter(old.name, part, parameter, other)
                continue
            moved = next((place for place, name in after if name == key), None)
            if moved is None:
                self._report.add_to_operation(
                    "parameter-removed", old.name, "the parameter is gone", part, "request"
                )
            else:
                del after[moved, key]
                what = f"it is expected in the {moved}"
                self._report.add_to_operation("parameter-moved", old.name, what, part, "request")
        for (location, _), parameter in after.items():
            part = f"{location} parameter {parameter['name']}"
            if location == "path" and old.wire_path != new.wire_path:
                continue  # the path already shows it
            if parameter.get("required") is True:
                what = "there is a new required parameter"
                self._report.add_to_operation(
                    "required-parameter-added", old.name, what, part, "request"
                )
            else:
                what = "there is a new parameter"
                self._report.add_to_operation("parameter-added", old.name, what, part, "request")

    def _another_name(self, old: Operation, part: str, name: str) -> None:
        """In its place in the path stands another name: of another parameter, or a new one."""
        if name in old.path_names:
            kind, what = "path-parameter-moved", f"in its place in the path stands {name} now"
        else:
            kind, what = "path-parameter-renamed", f"it is called {name} now"
        self._report.add_to_operation(kind, old.name, what, part, "request")

    def _parameter(self, operation: str, part: str, old: Node, new: Node) -> None:
        def tell(kind: str, what: str) -> None:
            self._report.add_to_operation(kind, operation, what, part, "request")

        was_required, is_required = old.get("required") is True, new.get("required") is True
        if is_required and not was_required:
            tell("parameter-made-required", "it must be there")
        elif was_required and not is_required:
            tell("parameter-made-optional", "it may be left out")
        if (old.get("deprecated") is True) != (new.get("deprecated") is True):
            word = "deprecated" if new.get("deprecated") is True else "no longer deprecated"
            tell("deprecation-changed", f"it is {word}")
        if texts_of(old) != texts_of(new):
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
        one, other = schema_of(old), schema_of(new)
        self._report.compare_schemas(operation, part, one, other, "request")

    def _style(self, document: Document, parameter: Node) -> tuple[object, ...]:
        """How values are written; `explode` says nothing about those that are neither a list nor an object."""
        if "content" in parameter:
            content = mapping(parameter["content"], "a parameter's content")
            return ("content", *sorted(map(media_type_of, content)))
        style = parameter.get("style", _STYLES.get(parameter.get("in", ""), "form"))
        explode = parameter.get("explode", style == "form")
        shapes = self._schemas.old if document is self._old else self._schemas.new
        found = shapes.of(shapes.parts(parameter.get("schema", {}))).shapes
        is_plain = all(shape.type not in ("array", "object", "any") for shape in found)
        reserved = parameter.get("allowReserved") is True
        return (style, reserved) if is_plain else (style, reserved, explode)


def _parameters_of(document: Document, operation: Operation) -> _Named:
    """The parameters by where they are and their names; names of headers in small letters."""
    found: _Named = {}
    for side in (operation.item, operation.said):
        for raw in sequence(side.get("parameters") or [], "parameters"):
            parameter = document.resolved(raw, f"a parameter of {operation.name}")
            location, name = str(parameter.get("in")), str(parameter.get("name"))
            if location == "header" and name.lower() in ("accept", "content-type", "authorization"):
                continue  # OpenAPI says that these are described elsewhere
            known = {**parameter, "name": name}
            found[location, name.lower() if location == "header" else name] = known
    return found


def _names_by_place(old: Operation, new: Operation) -> dict[str, str]:
    """Where two paths look alike in requests: the names in one, and what stands there in the other."""
    if old.wire_path != new.wire_path:
        return {}
    return dict(zip(old.path_names, new.path_names, strict=True))
