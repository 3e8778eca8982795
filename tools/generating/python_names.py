"""Valid Python names for the contract's names."""

from __future__ import annotations

import keyword
import re
from collections.abc import Sequence

from fittrack_cli.program.spelling import kebab
from tools.contract.operations import Operation


def module_names(operations: Sequence[Operation]) -> dict[str, str]:
    """The module of each operation's command, by the operation's name."""
    names: dict[str, str] = {}
    for operation in operations:
        name = identifier(operation.name)
        while name in names.values():
            name += "_"
        names[operation.name] = name
    return names


def identifier(text: str) -> str:
    """A valid Python name, such as `query_min_value`."""
    name = re.sub(r"[^A-Za-z0-9_]+", "_", kebab(text).replace("-", "_").replace(".", "_"))
    name = name.strip("_") or "value"
    if name[0].isdigit() or keyword.iskeyword(name) or keyword.issoftkeyword(name):
        name = f"{name}_" if not name[0].isdigit() else f"n{name}"
    return name
