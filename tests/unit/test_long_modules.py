"""A module does one thing: one of more than 400 lines says in its docstring why it is one thing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("fittrack_backend", "fittrack_cli", "fittrack_common", "tests", "tools")
LONG = 400
REASON = f"It has more than {LONG} lines, since "


def test_a_long_module_says_why_it_is_one() -> None:
    assert [name for name, length, why in _modules() if length > LONG and not why] == []


def test_no_short_module_says_that_it_is_long() -> None:
    assert [name for name, length, why in _modules() if length <= LONG and why] == []


def _modules() -> Iterator[tuple[str, int, bool]]:
    """Each module, how many lines it has, and whether it says why so many."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            text = path.read_text("utf-8")
            length = text.count("\n")
            words = ""
            if length > LONG or REASON in text:
                words = " ".join((ast.get_docstring(ast.parse(text)) or "").split())
            yield str(path.relative_to(ROOT)), length, REASON in words
