"""Which modules were run to their end and held, as they stood then: `finished.toml`."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from attrs import frozen

from tools import REPOSITORY

LIST = Path(__file__).with_name("finished.toml")
_HEADER = """\
# Modules of which every mutant was tried and no new one survived. Written by scripts/mutate --record.
# `sha256` is the start of a digest of the module's code, without comments and docstrings, at that time:
# a module that has changed since is tried again.
"""


@frozen
class Finished:
    """A module that was run to its end."""

    module: str
    sha256: str
    mutants: int
    stay: int
    """Mutants that no quick test notices, and that `survivors.toml` gives a reason for."""

    @property
    def is_current(self) -> bool:
        """Whether the module is still what it was."""
        path = REPOSITORY / self.module
        return path.is_file() and digest(self.module) == self.sha256


def digest(module: str) -> str:
    """What the module does now: its code without comments, docstrings and layout."""
    tree = ast.parse((REPOSITORY / module).read_bytes())
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = [one for one in node.body if not _is_text(one)] or [ast.Pass()]
    return sha256(ast.unparse(tree).encode()).hexdigest()[:16]


def _is_text(statement: ast.stmt) -> bool:
    """Whether a statement is nothing but a text: a docstring, or one below a constant."""
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def listed(path: Path | None = None) -> dict[str, Finished]:
    """All of them, by the path of the module."""
    path = path or LIST
    if not path.exists():
        return {}
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("module", [])
    return {
        one["path"]: Finished(one["path"], one["sha256"], one["mutants"], one["stay"])
        for one in entries
    }


def add(modules: Iterable[Finished], path: Path | None = None) -> None:
    """Adds modules, in place of their earlier entries; drops those that are gone."""
    known = {**listed(path), **{one.module: one for one in modules}}
    entries = (
        f'\n[[module]]\npath = "{one.module}"\nsha256 = "{one.sha256}"\n'
        f"mutants = {one.mutants}\nstay = {one.stay}\n"
        for _, one in sorted(known.items())
        if (REPOSITORY / one.module).is_file()
    )
    (path or LIST).write_text(_HEADER + "".join(entries), encoding="utf-8")
