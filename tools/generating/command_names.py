"""What the arguments and options of an operation's command are called."""

from __future__ import annotations

from collections.abc import Sequence

from fittrack_cli.operations.spelling import kebab
from fittrack_cli.program.options import COMMON_OPTIONS
from tools.contract.operations import Operation
from tools.generating.command_inputs import Input
from tools.generating.python_text import identifier

LOCATIONS = frozenset({"path", "query", "header", "cookie", "body"})
RESERVED = frozenset(
    {opt.lstrip("-") for option in COMMON_OPTIONS for opt in option.opts} | {"help", "version"}
)


def option_names(operation: Operation, inputs: Sequence[Input]) -> list[str]:
    """`--limit`; where that is taken by a common option or in another place, `--query-limit`."""
    plain = [".".join(kebab(part) or "value" for part in one.path) for one in inputs]
    reserved = RESERVED | own_options(operation)
    places: dict[str, set[str]] = {}
    for name, one in zip(plain, inputs, strict=True):
        if one.kind != "argument":
            places.setdefault(name, set()).add(one.location)
    taken: set[str] = set()
    names = []
    for name, one in zip(plain, inputs, strict=True):
        if one.kind == "argument":
            names.append("")
            continue
        first = name.partition(".")[0]
        negated = {f"no-{name}"} if one.kind == "flag" else set()
        is_taken = {name, first, *negated} & reserved or len(places[name]) > 1
        is_negation = name.startswith("no-") and name[3:] in plain
        chosen = f"{one.location}-{name}" if is_taken or is_negation else name
        while chosen in taken or (one.kind == "flag" and f"no-{chosen}" in taken):
            chosen += "-2"
        taken |= {chosen, f"no-{chosen}"} if one.kind == "flag" else {chosen}
        names.append(chosen)
    return names


def own_options(operation: Operation) -> set[str]:
    """The options that a command has besides its inputs."""
    names = {"body"} if operation.body is not None else set()
    if operation.items is not None:
        names.add("paginate")
    if operation.answer == "file":
        names |= {"to", "force"}
    return names


def argument_names(inputs: Sequence[Input]) -> list[str]:
    """The names of the function's parameters."""
    names: list[str] = []
    for one in inputs:
        name = identifier("_".join((one.location, *one.path)))
        while name in names or name in LOCATIONS:
            name += "_"
        names.append(name)
    return names


def metavar_of_path(path: tuple[str, ...]) -> str:
    """`activity_id` is `ACTIVITY_ID`."""
    return kebab(path[-1]).replace("-", "_").upper()
