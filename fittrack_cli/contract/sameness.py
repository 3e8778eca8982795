"""Tells quickly what is the same in two documents, down to everything that it refers to.

Most parts of two contracts are the same. Those found here need no closer look.
"""

from __future__ import annotations

from collections.abc import Iterator

from fittrack_cli.contract.documents import BrokenContract, Document, Json, is_local

MAX_STEPS = 200_000


class Sameness:
    """Compares parts of two documents as text, and what they refer to."""

    def __init__(self, old: Document, new: Document) -> None:
        self._old = old
        self._new = new
        self._known: dict[str, bool] = {}
        self._steps = 0

    def same(self, old: Json, new: Json) -> bool:
        """Whether both are the same, word for word. False proves nothing: they may still mean the same."""
        return bool(old == new) and all(map(self._leads_to_the_same, _references(old)))

    def _leads_to_the_same(self, reference: str) -> bool:
        if reference not in self._known:
            self._known[reference] = self._is_same_below(reference)
        return self._known[reference]

    def _is_same_below(self, reference: str) -> bool:
        seen = {reference}
        waiting = [reference]
        while waiting:
            self._steps += 1
            if self._steps > MAX_STEPS:
                return False
            try:
                name = waiting.pop()
                one, other = self._old.target(name), self._new.target(name)
            except BrokenContract:
                return False
            if one != other:
                return False
            below = {
                further
                for further in _references(one)
                if further not in seen and self._known.get(further) is not True
            }
            if any(self._known.get(further) is False for further in below):
                return False
            seen |= below
            waiting.extend(below)
        return True


def _references(node: Json) -> Iterator[str]:
    """Every local reference below `node`, those of discriminators included."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            for child in node.values():
                if isinstance(child, dict | list):
                    waiting.append(child)
                elif isinstance(child, str) and child[:1] == "#" and is_local(child):
                    yield child
        elif isinstance(node, list):
            waiting.extend(node)
