"""Values for TAB after `fittrack api OPERATION`: from the contract, and ids that the backend has."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from fittrack_cli.completion.candidates import KINDS_BY_ID, Candidate, cached, candidates
from fittrack_cli.operations.spec import Input, Operation
from fittrack_cli.operations.values import choices_of, items_of
from fittrack_cli.program.options import COMMON_OPTIONS
from fittrack_cli.program.spelling import kebab
from fittrack_cli.values.checking import type_names
from fittrack_contract.operation_index import OPERATIONS

FILES = [(":files", "")]


def candidates_for(
    metavar: str,
    name: str,
    path: tuple[str, ...],
    env: Mapping[str, str],
    profile: str | None,
    server: str | None,
) -> list[Candidate]:
    """What may stand for the parameter `name` of the operation that ends `path`."""
    operation = operation_named(path[-1])
    if name == "fields":
        return [(field, "") for field in operation.fields]
    if any(option.name == name for option in COMMON_OPTIONS):
        return candidates(metavar, name, path, env, profile, server)
    one = next((one for one in operation.inputs if one.argument == name), None)
    if one is None:
        return FILES if name in ("body", "to") else []
    if one.secret:
        return []
    fixed = _fixed(one, operation)
    kind = KINDS_BY_ID.get(kebab(one.path[-1]).replace("-", "_").removesuffix("s"))
    return cached(kind, env, profile, server) if kind and not fixed else fixed


def operation_named(name: str) -> Operation:
    """The operation of the contract with that name."""
    module = import_module(f"fittrack_commands.operations.{OPERATIONS[name][2]}")
    found: Operation = module.OPERATION
    return found


def _fixed(one: Input, operation: Operation) -> list[Candidate]:
    definitions = operation.definitions
    names = type_names(one.schema, definitions)
    is_list = names - {"null"} == {"array"}
    schema = items_of(one.schema, definitions) if is_list else one.schema
    values = [(text, "") for text in choices_of(schema, definitions)]
    if not values and type_names(schema, definitions) - {"null"} == {"boolean"}:
        values = [("true", ""), ("false", "")]
    if values and "null" in names and one.location == "body":
        values.append(("null", ""))
    return values
