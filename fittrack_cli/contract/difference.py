"""One difference between two contracts, as it is reported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fittrack_cli.contract.rules import Direction, Rule, Verdict, rule_for


class Place(NamedTuple):
    """Where an operation meets a difference: `part` is a parameter, the body or an answer."""

    operation: str
    part: str
    path: str


class Difference(NamedTuple):
    """What changed, and where; `field` is seen from `component`, where it lies in one."""

    kind: str
    direction: Direction
    component: str | None
    field: str
    what: str
    places: tuple[Place, ...]

    @property
    def rule(self) -> Rule:
        return rule_for(self.kind, self.direction)

    @property
    def verdict(self) -> Verdict:
        return self.rule.verdict

    @property
    def operations(self) -> tuple[str, ...]:
        """The operations that it touches, in the contract's order."""
        return tuple(dict.fromkeys(place.operation for place in self.places))

    @property
    def where(self) -> str:
        """The field or part that changed, named so that it can be found in the contract."""
        if self.component is not None:
            return f"{self.component}.{self.field}" if self.field else self.component
        return self.field or "the operation"

    @property
    def is_breaking(self) -> bool:
        return self.verdict == "breaking"

    def as_json(self) -> dict[str, object]:
        """The difference as `-o json` shows it."""
        return {
            "verdict": self.verdict,
            "kind": self.kind,
            "direction": self.direction,
            "where": self.where,
            "what": self.what,
            "why": self.rule.reason,
            "operations": list(self.operations),
            "places": [place._asdict() for place in self.places],
        }


def breaking(differences: Sequence[Difference]) -> list[Difference]:
    """Those that break somebody."""
    return [difference for difference in differences if difference.is_breaking]
