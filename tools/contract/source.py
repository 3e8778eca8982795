"""Reads the contract, from a file or an address, into the values that JSON has."""

from __future__ import annotations

import json
import sys
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

Document = dict[str, Any]
TIMEOUT_S = 30


_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""In C where libyaml is there: ten times as fast."""


class _JsonLike(_Loader):  # type: ignore[misc]
    """YAML with JSON's types only: what looks like a day or a time stays text."""


_JsonLike.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_contract(source: str) -> Document:
    """The OpenAPI 3.1 document in a file or at an address, YAML or JSON. Ends the program on errors."""
    try:
        if source.startswith(("http://", "https://")):
            with urllib.request.urlopen(source, timeout=TIMEOUT_S) as answer:
                text = answer.read().decode("utf-8")
        else:
            text = Path(source).read_text("utf-8")
        # A key such as the status 200 is a number in YAML, and text in JSON.
        document = json.loads(json.dumps(yaml.load(text, _JsonLike), allow_nan=False))
    except (OSError, ValueError, TypeError, yaml.YAMLError) as error:
        sys.exit(f"cannot read the contract from {source}: {error}")
    if not isinstance(document, dict) or not str(document.get("openapi", "")).startswith("3.1"):
        sys.exit(f"{source} is not an OpenAPI 3.1 document")
    return document


def pointed(document: Document, reference: str) -> Any:
    """What a local reference (RFC 6901, `#/components/…`) leads to. Raises ValueError for others."""
    if not reference.startswith("#/"):
        raise ValueError(f"{reference} is not a local reference")
    found: Any = document
    for part in reference[2:].split("/"):
        key = unquote(part).replace("~1", "/").replace("~0", "~")
        if isinstance(found, list) and key.isdigit() and int(key) < len(found):
            found = found[int(key)]
        elif isinstance(found, dict) and key in found:
            found = found[key]
        else:
            raise ValueError(f"{reference} leads nowhere")
    return found


def followed(document: Document, node: Any) -> Any:
    """The node itself, or what its `$ref` leads to in the end."""
    seen: set[str] = set()
    while isinstance(node, dict) and isinstance(node.get("$ref"), str):
        if node["$ref"] in seen:
            raise ValueError(f"{node['$ref']} leads to itself")
        seen.add(node["$ref"])
        node = pointed(document, node["$ref"])
    return node
