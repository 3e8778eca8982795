# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""Parameters as text: the serialisation styles of OpenAPI 3.1 (after RFC 6570).

A value is what the generated models hold, or plain JSON. Names and values are percent-encoded in
paths and queries, delimiters are not; an array or object inside another is sent as JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from .types import Unset

_SEPARATORS = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}


def is_given(value: Any) -> bool:
    """Whether there is anything to send; null in an optional parameter counts as not given."""
    return value is not None and not isinstance(value, Unset)


def plain(value: Any) -> Any:
    """A value as JSON has it: models become objects, times and ids become text."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(inner) for inner in value]
    if hasattr(value, "to_dict"):
        return plain(value.to_dict())
    return str(value)


def path_text(name: str, value: Any, style: str = "simple", explode: bool = False) -> str:
    """What stands for `{name}` in a path; a `/` in the value does not end its segment."""
    value = "null" if value is None else plain(value)
    if style == "label":
        return "." + _joined(value, explode, "." if explode else ",", encoded)
    if style == "matrix":
        return "".join(f";{pair.removesuffix('=')}" for pair in _pairs(name, value, explode))
    if style == "json":
        return encoded(_json(value))
    return _joined(value, explode, ",", encoded)


def query_text(name: str, value: Any, style: str = "form", explode: bool = True) -> str:
    """The part of a query that carries a parameter, such as `a=1&a=2`; empty for an empty array."""
    value = plain(value)
    if style == "json":
        return f"{encoded(name)}={encoded(_json(value))}"
    if style == "deepObject" and isinstance(value, dict):
        return "&".join(_deep(encoded(name), value))
    separator = "," if explode else _SEPARATORS.get(style, ",")
    return "&".join(_pairs(name, value, explode, separator))


def header_text(value: Any, style: str = "simple", explode: bool = False) -> str:
    """A header's value; nothing in it is encoded."""
    value = plain(value)
    return _json(value) if style == "json" else _joined(value, explode, ",", str)


def cookie_text(name: str, value: Any, style: str = "form", explode: bool = True) -> str:
    """One or more `name=value`, as the header `Cookie` carries them."""
    return query_text(name, value, style, explode).replace("&", "; ")


def path_of(template: str, texts: Mapping[str, str]) -> str:
    """The path with its parameters filled in. No segment can be `.` or `..`, which lead elsewhere."""
    filled = re.sub(r"\{([^{}]*)\}", lambda found: texts[found[1]], template)
    segments = [
        segment.replace(".", "%2E") if segment in (".", "..") else segment
        for segment in filled.split("/")
    ]
    return "/".join(segments)


def url_of(path: str, query: Iterable[str]) -> str:
    """The path, followed by the query where there is one."""
    texts = "&".join(filter(None, query))
    return f"{path}?{texts}" if texts else path


def encoded(text: str) -> str:
    """Percent-encoded (RFC 3986): all but letters, digits and `-._~`."""
    return quote(text, safe="")


def _pairs(name: str, value: Any, explode: bool, separator: str = ",") -> list[str]:
    if explode and isinstance(value, dict):
        return [f"{encoded(key)}={encoded(_scalar(inner))}" for key, inner in value.items()]
    if explode and isinstance(value, list):
        return [f"{encoded(name)}={encoded(_scalar(inner))}" for inner in value]
    if value in ([], {}):
        return []
    return [f"{encoded(name)}={_joined(value, False, separator, encoded)}"]


def _joined(value: Any, explode: bool, separator: str, encode: Callable[[str], str]) -> str:
    if isinstance(value, dict):
        between = "=" if explode else separator
        return separator.join(
            encode(key) + between + encode(_scalar(inner)) for key, inner in value.items()
        )
    if isinstance(value, list):
        return separator.join(encode(_scalar(inner)) for inner in value)
    return encode(_scalar(value))


def _deep(name: str, value: Any) -> list[str]:
    if isinstance(value, dict):
        return [
            pair
            for key, inner in value.items()
            for pair in _deep(f"{name}%5B{encoded(key)}%5D", inner)
        ]
    if isinstance(value, list):
        return [pair for inner in value for pair in _deep(name, inner)]
    return [f"{name}={encoded(_scalar(value))}"]


def _scalar(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
