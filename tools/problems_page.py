"""Writes docs/problems.md from the contract: every kind of problem, and who answers it."""

from __future__ import annotations

from collections.abc import Iterator

from tools.contract.source import Document

INTRODUCTION = """\
<!-- Generated from openapi.yaml by scripts/export-contract; do not edit. -->

# Problems

When a request fails, the answer is a problem (RFC 9457, `application/problem+json`). Its `type` is
`urn:fittrack:problem:` and one of the kinds below; `title` is the same each time, `detail` says what went wrong this time. A newer
server may answer kinds that are not listed here: treat those by their status.

The kinds are defined in `fittrack_backend/problem_kinds.py`. Clients in Python find them as constants in
`fittrack_contract.problems`. In the JSON that `fittrack` prints about a failure, `slug` is the kind.
"""


def problems_page(contract: Document) -> str:
    """The page as Markdown."""
    return "\n".join([INTRODUCTION, *_kinds(contract), "", *_operations(contract)]) + "\n"


def _kinds(contract: Document) -> Iterator[str]:
    kinds = contract["components"]["schemas"]["ProblemType"]["x-problems"]
    yield "## Kinds"
    yield ""
    yield "| kind | status | title | meaning | more members |"
    yield "|---|---|---|---|---|"
    for slug, kind in kinds.items():
        statuses = ", ".join(map(str, kind["statuses"]))
        members = _listed(kind["members"]) or "-"
        yield f"| `{slug}` | {statuses} | {kind['title']} | {kind['description']} | {members} |"


def _operations(contract: Document) -> Iterator[str]:
    everywhere = contract["components"]["schemas"]["ProblemType"]["x-problems-everywhere"]
    yield "## Who answers them"
    yield ""
    yield f"Any operation may answer {_listed(everywhere)}. Besides:"
    yield ""
    yield "| operation | kinds |"
    yield "|---|---|"
    for methods in contract["paths"].values():
        for operation in methods.values():
            kinds = [
                f"{status}: {_listed(response['x-problems'])}"
                for status, response in operation["responses"].items()
                if "x-problems" in response
            ]
            yield f"| `{operation['operationId']}` | {'; '.join(kinds) or '-'} |"


def _listed(words: list[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
