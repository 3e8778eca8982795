"""The catalogue of problems: every kind is whole, is raised somewhere, and is in the contract."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

import pytest

from fittrack_backend.api.app import create_app
from fittrack_backend.api.schemas.problems import Problem as ProblemSchema
from fittrack_backend.errors import Members, Problem
from fittrack_backend.problem_kinds import Kind

BACKEND = Path(__file__).resolve().parents[3] / "fittrack_backend"
DECLARING = {"problems", "named_problems"}
"""The functions that only say which kinds an operation can answer."""


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_says_what_it_is(kind: Kind) -> None:
    assert kind.title and kind.title[0].isupper() and not kind.title.endswith(".")
    assert kind.meaning.endswith(".")
    assert kind.statuses and all(400 <= status < 600 for status in kind.statuses)
    assert set(kind.members) <= get_type_hints(Members).keys()


def test_no_two_kinds_have_the_same_title() -> None:
    assert len({kind.title for kind in Kind}) == len(Kind)


def test_the_members_of_problems_are_those_of_the_schema() -> None:
    of_every_problem = {"type", "title", "status", "detail", "request_id"}
    assert ProblemSchema.model_fields.keys() - of_every_problem == get_type_hints(Members).keys()
    assert {name for kind in Kind for name in kind.members} == get_type_hints(Members).keys()


def test_the_contract_lists_every_kind() -> None:
    listed = create_app().openapi()["components"]["schemas"]["ProblemType"]
    assert listed["enum"] == [kind.type for kind in Kind]
    assert list(listed["x-problems"]) == [kind.slug for kind in Kind]


def test_a_problem_has_no_status_and_no_member_that_its_kind_lacks() -> None:
    assert Problem(Kind.WRONG_CODE.at(403), "").status == 403
    with pytest.raises(ValueError, match="never comes with 404"):
        Kind.WRONG_CODE.at(404)
    with pytest.raises(ValueError):
        Problem(Kind.WRONG_CODE, "of which status?")
    with pytest.raises(ValueError, match="not-found has no job_id"):
        Problem(Kind.NOT_FOUND, "", members={"job_id": "x"})


def test_every_kind_is_raised_somewhere() -> None:
    raised = {name for path in BACKEND.rglob("*.py") for name in _kinds_raised(path)}
    assert {kind.name for kind in Kind} - raised == set()


def _kinds_raised(path: Path) -> Iterator[str]:
    """The kinds that a module names other than to declare them."""
    unseen: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    while unseen:
        node = unseen.pop()
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in DECLARING:
            continue
        if isinstance(node, ast.Assign) and path.name == "responses.py":
            continue
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "Kind":
            yield node.attr
        unseen += ast.iter_child_nodes(node)
