"""The command line knows kinds of problems by the contract's constants, not by spelling them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from fittrack_contract import problems
from fittrack_contract.contract import document

CLI = Path(__file__).resolve().parents[3] / "fittrack_cli"
KINDS = {value for name, value in vars(problems).items() if name.isupper()} - {problems.TYPE_PREFIX}


def test_there_is_a_constant_for_each_kind() -> None:
    listed = document()["components"]["schemas"]["ProblemType"]["enum"]  # type: ignore[index]
    assert {problems.TYPE_PREFIX + kind for kind in KINDS} == set(listed)


def test_no_kind_is_compared_by_its_spelling() -> None:
    found = [
        f"{path.relative_to(CLI)}:{node.lineno}"
        for path in CLI.rglob("*.py")
        for node in _compared(ast.parse(path.read_text("utf-8")))
        if node.value in KINDS
    ]
    assert found == []


def _compared(tree: ast.Module) -> Iterator[ast.Constant]:
    """The literals that a `slug` is compared with."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and getattr(node.left, "attr", "") == "slug":
            inside = (one for right in node.comparators for one in ast.walk(right))
            yield from (one for one in inside if isinstance(one, ast.Constant))
