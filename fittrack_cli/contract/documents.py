"""Contracts as documents: read from JSON or YAML, bounded, with references that resolve.

A document may come from anywhere, so one that is too large, nested too deeply, nested in itself, or
small on disk and huge in memory (YAML aliases) is refused by one sentence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, ClassVar
from urllib.parse import unquote

from fittrack_cli.contract.recursion import deep_recursion

MAX_BYTES = 16 << 20
MAX_NODES = 2_000_000
MAX_DEPTH = 800
"""In objects and lists of JSON; a schema in a schema takes two. Parsing takes as many calls of C code
within each other, of which Python allows 1000."""

Json = Any
Node = Mapping[str, Json]


class BrokenContract(ValueError):
    """A document is not an OpenAPI contract or cannot be read. The text says why."""


class Document:
    """An OpenAPI 3 document whose local references can be followed."""

    def __init__(self, root: Json, *, is_ours: bool = False) -> None:
        """Raises BrokenContract for what is not an OpenAPI 3 document, or, unless it is ours, too large or deep."""
        if not is_ours:
            with deep_recursion():
                root = _bounded(root)
        self.root = mapping(root, "the document")
        _check_version(self.root)
        self._targets: dict[str, Json] = {}

    @property
    def version(self) -> str:
        """`info.version`, the contract's own version; empty where there is none."""
        version = mapping(self.root.get("info", {}), "info").get("version", "")
        return str(version)

    @property
    def paths(self) -> Node:
        return mapping(self.root.get("paths") or {}, "paths")

    def resolved(self, node: Json, where: str) -> Node:
        """The object that `node` is or refers to. Raises BrokenContract."""
        seen: set[str] = set()
        found = mapping(node, where)
        while isinstance(reference := found.get("$ref"), str) and is_local(reference):
            if reference in seen:
                raise BrokenContract(f"{where} refers to itself ({reference})")
            seen.add(reference)
            found = mapping(self.target(reference), reference)
        return found

    def target(self, reference: str) -> Json:
        """What a local reference (`#/…`, RFC 6901) points to. Raises BrokenContract."""
        if reference not in self._targets:
            self._targets[reference] = self._looked_up(reference)
        return self._targets[reference]

    def _looked_up(self, reference: str) -> Json:
        node: Json = self.root
        for word in unquote(reference)[1:].split("/")[1:]:
            name = word.replace("~1", "/").replace("~0", "~")
            if isinstance(node, dict) and name in node:
                node = node[name]
            elif isinstance(node, list) and name.isdecimal() and int(name[:9]) < len(node):
                node = node[int(name[:9])]
            else:
                raise BrokenContract(f"{reference} points to nothing")
        return node


@cache
def our_contract() -> Document:
    """The contract that this build was generated from."""
    from fittrack_contract.contract import document

    return Document(document(), is_ours=True)


def read_document(data: bytes) -> Document:
    """The contract in some bytes of JSON or YAML. Raises BrokenContract."""
    if len(data) > MAX_BYTES:
        raise BrokenContract(f"it is larger than {MAX_BYTES >> 20} MiB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenContract("it is not UTF-8") from error
    try:
        return Document(_parsed(text))
    except RecursionError as error:
        raise BrokenContract("it is nested too deeply") from error


def is_local(reference: str) -> bool:
    """Whether a reference points into its own document by a JSON pointer."""
    return reference == "#" or reference.startswith("#/")


def mapping(value: Json, where: str) -> Node:
    """`value`, which must be an object. Raises BrokenContract."""
    if not isinstance(value, dict):
        raise BrokenContract(f"{where} is {_kind(value)} and should be an object")
    return value


def sequence(value: Json, where: str) -> Sequence[Json]:
    """`value`, which must be a list. Raises BrokenContract."""
    if not isinstance(value, list):
        raise BrokenContract(f"{where} is {_kind(value)} and should be a list")
    return value


def _kind(value: Json) -> str:
    kinds: list[tuple[type, str]] = [
        (dict, "an object"),
        (list, "a list"),
        (str, "text"),
        (bool, "true or false"),
        (type(None), "null"),
    ]
    return next((name for kind, name in kinds if isinstance(value, kind)), "a number")


def _check_version(root: Node) -> None:
    version = root.get("openapi")
    if not isinstance(version, str) or not version.startswith("3."):
        found = f"says openapi: {version}" if version is not None else "has no member openapi"
        raise BrokenContract(f"it is not an OpenAPI 3 document: it {found}"[:200])


def _parsed(text: str) -> Json:
    if text.lstrip()[:1] == "{":
        try:
            return json.loads(text, parse_constant=_refuse_constant)
        except json.JSONDecodeError as error:
            why = f"{error.msg} in line {error.lineno}"
            if not _may_be_yaml(text):
                raise BrokenContract(f"it is not JSON: {why}") from error
        except ValueError as error:
            raise BrokenContract(f"it is not JSON: {error}") from error
    return _parsed_yaml(text)


def _may_be_yaml(text: str) -> bool:
    """Whether text that starts like JSON, and is not, is short enough to be tried as YAML."""
    return len(text) < 1 << 20


def _refuse_constant(name: str) -> Json:
    raise ValueError(f"{name} is not a number in JSON")


def _parsed_yaml(text: str) -> Json:
    import yaml

    try:
        return yaml.load(text, Loader=_loader())  # noqa: S506 (a safe loader)
    except yaml.MarkedYAMLError as error:
        line = f" in line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise BrokenContract(f"it is neither JSON nor YAML: {error.problem}{line}") from error
    except (yaml.YAMLError, ValueError, TypeError) as error:
        why = (str(error).splitlines() or [type(error).__name__])[0]
        raise BrokenContract(f"it is neither JSON nor YAML: {why}"[:200]) from error


@cache
def _loader() -> Any:
    """YAML's JSON-like core (YAML 1.2): dates, `yes` and `1:30` are text; merges are refused."""
    import re

    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(base):  # type: ignore[misc]
        yaml_implicit_resolvers: ClassVar[dict[str, list[Any]]] = {}

    tags: list[tuple[str, str, str]] = [
        ("null", r"^(?:~|null|Null|NULL|)$", "~nN"),
        ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
        ("int", r"^-?(?:0|[1-9][0-9]*)$", "-0123456789"),
        ("float", r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$", "-0123456789"),
    ]
    for name, pattern, first in tags:
        letters: list[str | None] = [*first, *([""] if name == "null" else [])]
        Loader.add_implicit_resolver(f"tag:yaml.org,2002:{name}", re.compile(pattern), letters)
    return Loader


def _bounded(root: Json) -> Json:
    """The document with text for keys; shared parts stay shared. Raises BrokenContract."""
    known: dict[int, tuple[Json, int, int]] = {}

    def copy(node: Json, depth: int) -> tuple[Json, int, int]:
        if depth > MAX_DEPTH:
            raise BrokenContract("it is nested too deeply, or in itself")
        if id(node) in known:
            return known[id(node)]
        children = list(node.values()) if isinstance(node, dict) else list(node)
        size, height = 1 + len(children), 2 if children else 1
        for number, child in enumerate(children):
            if isinstance(child, dict | list):
                children[number], child_size, child_height = copy(child, depth + 1)
                size += child_size - 1
                height = max(height, child_height + 1)
        if size > MAX_NODES:
            raise BrokenContract(f"it unfolds to more than {MAX_NODES} values")
        if height > MAX_DEPTH:
            raise BrokenContract("it is nested too deeply, or in itself")
        made: Json = children
        if isinstance(node, dict):
            made = dict(zip(map(_key, node), children, strict=True))
        known[id(node)] = (made, size, height)
        return known[id(node)]

    return copy(root, 1)[0] if isinstance(root, dict | list) else root


def _key(name: object) -> str:
    if isinstance(name, str):
        return name
    if isinstance(name, bool):
        return str(name).lower()
    if isinstance(name, int | float):
        return str(name)
    if name is None:
        return "null"
    raise BrokenContract("it has a key that is not text")
