"""How an operation lets people in, compared."""

from __future__ import annotations

import json

from fittrack_cli.contract.documents import Document, Node, mapping, sequence
from fittrack_cli.contract.operations import Operation

_Way = dict[str, frozenset[str]]


def security_change(old: list[_Way], new: list[_Way]) -> tuple[str, str] | None:
    """The kind of change from one list of ways in to another, in words; None for no change."""
    what = f"{_ways(old)} became {_ways(new)}"
    unserved = [way for way in old if not any(_suffices(way, other) for other in new)]
    if not unserved:
        is_same = len(old) == len(new) and all(way in new for way in old)
        return None if is_same else ("security-relaxed", what)
    if {} in unserved:
        return "security-added", what
    if all(any(way.keys() == other.keys() for other in new) for way in unserved):
        return "security-scope-added", what
    return "security-changed", what


def ways_in(document: Document, operation: Operation) -> list[_Way]:
    """The ways to be let in: each a set of schemes with the scopes that each needs.

    A scheme is known by what it demands, not by its name.
    """
    components = mapping(document.root.get("components") or {}, "components")
    schemes = mapping(components.get("securitySchemes") or {}, "components.securitySchemes")
    said = operation.said.get("security", document.root.get("security"))
    ways: list[_Way] = []
    for raw in sequence(said or [{}], "security"):
        way: _Way = {}
        for name, scopes in mapping(raw, "security").items():
            scheme = document.resolved(schemes[name], name) if name in schemes else {"type": name}
            way[_demand(scheme)] = frozenset(map(str, sequence(scopes or [], "scopes")))
        ways.append(way)
    return ways


def _demand(scheme: Node) -> str:
    words = ("description", "bearerFormat")
    kept = {
        name: value
        for name, value in scheme.items()
        if name not in words and not name.startswith("x-")
    }
    if isinstance(kept.get("scheme"), str):
        kept["scheme"] = kept["scheme"].lower()
    return json.dumps(kept, sort_keys=True)


def _suffices(way: _Way, demanded: _Way) -> bool:
    """Whether who came in that way is let in by what is demanded now."""
    return all(scheme in way and scopes <= way[scheme] for scheme, scopes in demanded.items())


def _ways(ways: list[_Way]) -> str:
    def one(way: _Way) -> str:
        schemes = []
        for scheme, scopes in way.items():
            found = json.loads(scheme)
            name = found.get("scheme") or found.get("name") or found.get("type")
            schemes.append(f"{name} ({', '.join(sorted(scopes))})" if scopes else str(name))
        return " and ".join(schemes) or "no sign-in"

    return " or ".join(map(one, ways)) or "no sign-in"
