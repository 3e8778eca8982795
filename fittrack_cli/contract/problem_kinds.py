"""The kinds of problems of two contracts, compared: `x-problems` of `ProblemType` and of answers."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from fittrack_cli.contract.documents import Document, Json, Node, mapping, sequence
from fittrack_cli.contract.operations import Operation

KINDS = "x-problems"
"""In a schema: every kind by name, with what it means; in an answer: the names of those it can be."""
EVERYWHERE = "x-problems-everywhere"
"""In the same schema: the names of the kinds that any operation may answer."""


class KindChange(NamedTuple):
    """What changed about a kind of problem: the kind of change, and in words."""

    problem: str
    kind: str
    what: str


class Problems:
    """The kinds of problems of one contract."""

    def __init__(self, document: Document) -> None:
        """Raises BrokenContract."""
        self._document = document
        listing = _listing(document.root)
        self.kinds = {
            name: mapping(said, f"the problem {name}")
            for name, said in mapping(listing.get(KINDS, {}), KINDS).items()
        }
        self._everywhere = frozenset(_names(listing.get(EVERYWHERE, [])))

    def answered_by(self, operation: Operation) -> frozenset[str]:
        """The kinds that an operation can answer."""
        answers = mapping(operation.said.get("responses") or {}, "responses").values()
        named = (named_in(self._document.resolved(answer, "an answer")) for answer in answers)
        return self._everywhere.union(*named)


def _listing(root: Node) -> Node:
    """The schema that lists the kinds: a component, or written in place; empty where there is none."""
    waiting: deque[Json] = deque([root.get("components"), root])
    seen: set[int] = set()
    while waiting:
        node = waiting.popleft()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, dict) and isinstance(node.get(KINDS), dict):
            return node
        inside = node.values() if isinstance(node, dict) else node
        waiting.extend(one for one in inside or () if isinstance(one, dict | list))
    return {}


def named_in(answer: Node) -> frozenset[str]:
    """The kinds that one answer can be; empty where it says nothing of kinds."""
    return frozenset(_names(answer.get(KINDS, [])))


def kind_changes(old: Problems, new: Problems) -> Iterator[KindChange]:
    """What changed about the kinds, other than which operations answer them."""
    for name in dict.fromkeys((*old.kinds, *new.kinds)):
        if name not in new.kinds:
            yield KindChange(name, "problem-removed", f"the problem {name} is gone")
        elif name not in old.kinds:
            yield KindChange(name, "problem-added", f"there is a new problem {name}")
        else:
            for kind, what in _changes(old.kinds[name], new.kinds[name]):
                yield KindChange(name, kind, what)


def _changes(old: Node, new: Node) -> Iterator[tuple[str, str]]:
    before, after = (sorted(map(str, _listed(one, "statuses"))) for one in (old, new))
    if before != after:
        what = f"its status {', '.join(before)} became {', '.join(after)}"
        yield "problem-status-changed", what
    had, has = (set(_names(_listed(one, "members"))) for one in (old, new))
    for member in sorted(had - has):
        yield "problem-member-removed", f"it no longer has {member}"
    for member in sorted(has - had):
        yield "problem-member-added", f"it has {member} now"
    if any(old.get(word) != new.get(word) for word in ("title", "description")):
        yield "text-changed", "its title or description changed"


def _listed(kind: Node, word: str) -> list[Json]:
    return list(sequence(kind.get(word, []), word))


def _names(value: Json) -> list[str]:
    return [name for name in sequence(value, KINDS) if isinstance(name, str)]
