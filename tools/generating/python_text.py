"""Pieces of Python source: names, docstrings, options of Typer."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, Sequence

from fittrack_cli.operations.spelling import kebab

INDENT = "    "


def option_source(
    kind: str, declared: Sequence[str], help_text: str, metavar: str | None, default: str
) -> str:
    words = "".join(f"{word!r}, " for word in declared)
    shown = f"metavar={metavar!r}, " if metavar else ""
    return f"Annotated[{kind}, typer.Option({words}{shown}help={help_text!r})] = {default}"


def identifier(text: str) -> str:
    """A name that Python takes, such as `query_min_value`."""
    name = re.sub(r"[^A-Za-z0-9_]+", "_", kebab(text).replace("-", "_").replace(".", "_"))
    name = name.strip("_") or "value"
    if name[0].isdigit() or keyword.iskeyword(name) or keyword.issoftkeyword(name):
        name = f"{name}_" if not name[0].isdigit() else f"n{name}"
    return name


def docstring(text: str, indent: str = "") -> str:
    inside = text.replace("\\", "\\\\").replace('"', '\\"')
    first, *others = inside.splitlines()
    lines = [f"{indent}{line}".rstrip() for line in others]
    return "\n".join([f'{indent}"""{first}', *lines, f'{indent}"""' if lines else ""]).rstrip() + (
        "" if lines else '"""'
    )


def one_line(text: str) -> str:
    return " ".join(text.split())


def tuple_source(parts: Iterator[str]) -> str:
    found = list(parts)
    return f"({', '.join(found)},)" if found else "()"
