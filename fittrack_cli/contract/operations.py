"""The operations of a contract, and which operations of two contracts stand for each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from fittrack_cli.contract.documents import BrokenContract, Document, Node

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
TEMPLATE = re.compile(r"\{([^{}]*)\}")
"""A parameter in a path or a server's address."""


class Operation(NamedTuple):
    """An operation with what its path item says for all of them."""

    name: str
    method: str
    path: str
    item: Node
    said: Node

    @property
    def request_line(self) -> str:
        """`GET /v1/activities`."""
        return f"{self.method.upper()} {self.path}"

    @property
    def path_names(self) -> list[str]:
        """The names in the path, in their order."""
        return TEMPLATE.findall(self.path)

    @property
    def wire_path(self) -> str:
        """The path without the names of its parameters, which no request shows."""
        return TEMPLATE.sub("{}", self.path)


def operations(document: Document) -> dict[tuple[str, str], Operation]:
    """The operations by method and path, in the document's order.

    Raises BrokenContract, also for an `operationId` that stands twice.
    """
    found: dict[tuple[str, str], Operation] = {}
    named: dict[str, Operation] = {}
    for path, raw in document.paths.items():
        if not path.startswith("/"):
            continue  # an extension
        item = document.resolved(raw, f"the path {path}")
        for method in [word for word in item if word in METHODS]:
            said = document.resolved(item[method], f"{method} {path}")
            given = said.get("operationId")
            name = given if isinstance(given, str) else f"{method.upper()} {path}"
            one = Operation(name, method, path, item, said)
            if name in named:
                raise BrokenContract(
                    f"the operationId {name} stands twice: at {named[name].request_line} and at"
                    f" {one.request_line}"
                )
            found[method, one.wire_path] = named[name] = one
    return found


def paired(
    old: Mapping[tuple[str, str], Operation], new: Mapping[tuple[str, str], Operation]
) -> list[tuple[Operation, Operation]]:
    """Which operations stand for each other: by method and path, else by their names."""
    pairs = [(one, new[key]) for key, one in old.items() if key in new]
    left = {one.name: one for key, one in new.items() if key not in old}
    moved = ((one, left.get(one.name)) for key, one in old.items() if key not in new)
    return pairs + [(one, other) for one, other in moved if other is not None]
