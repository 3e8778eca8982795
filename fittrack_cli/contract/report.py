"""Collects differences. One that many operations share is reported once, with all of them."""

from __future__ import annotations

from collections import deque

from fittrack_cli.contract.difference import Difference, Place
from fittrack_cli.contract.documents import Json
from fittrack_cli.contract.rules import Direction
from fittrack_cli.contract.schemas import Comparison, Finding, Key


class Report:
    """The differences found so far."""

    def __init__(self, schemas: Comparison) -> None:
        self._schemas = schemas
        self._found: dict[tuple[str, Direction, str | None, str, str], dict[str, Place]] = {}

    def differences(self) -> list[Difference]:
        """All of them, breaking ones first."""
        found = [
            Difference(kind, direction, component, field, what, tuple(places.values()))
            for (kind, direction, component, field, what), places in self._found.items()
        ]
        return sorted(found, key=lambda one: not one.is_breaking)

    def add_to_operation(
        self,
        kind: str,
        operation: str,
        what: str,
        part: str = "",
        direction: Direction = "operation",
    ) -> None:
        """Adds a difference in one operation."""
        self.add(kind, direction, None, part, what, Place(operation, part, ""))

    def add(
        self,
        kind: str,
        direction: Direction,
        component: str | None,
        field: str,
        what: str,
        place: Place | None,
    ) -> None:
        """Adds a difference, with the place where an operation comes across it if one does."""
        places = self._found.setdefault((kind, direction, component, field, what), {})
        if place is not None:
            places.setdefault(place.operation, place)

    def compare_schemas(
        self, operation: str, part: str, old: Json, new: Json, direction: Direction
    ) -> None:
        """Compares two schemas, and adds each difference with the path from the operation to it."""
        root = self._schemas.root(old, new, direction)
        for finding in root.findings:
            self._add_finding(operation, part, "", direction, None, finding)
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
                    self._add_finding(operation, part, below, direction, child.label, finding)
                waiting.append((child, below))

    def _add_finding(
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
        self.add(finding.kind, direction, component, field, finding.what, place)


def _below(above: str, path: str) -> str:
    if not above or not path:
        return above or path
    return f"{above}{path}" if path[0] in "[{" else f"{above}.{path}"
