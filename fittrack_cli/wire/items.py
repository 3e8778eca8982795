"""A page of a list as plain JSON: its items with the text that the server wrote, and no models.

A list is printed more often than it is worked with, and its items can be many: what is made of them is most of what they cost.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    import httpx

_BEGIN, _BETWEEN, _END = '{"items":[\n', ",\n", "\n],"


@frozen
class Page:
    """The items of a page, and the cursor of the next one."""

    items: Sequence[dict[str, object]]
    next_cursor: object


@frozen
class LinePage:
    """The same, each item as JSON on a line."""

    items: Sequence[str]
    next_cursor: object


def read_items(response: httpx.Response, fields: Sequence[str]) -> Page:
    """The page in an answer, whose items have these fields. Raises ValueError, TypeError or KeyError for one that is not
    what the contract says."""
    page = _object(response.json())
    items = page["items"]
    if not isinstance(items, list):
        raise TypeError("the items are no list")
    known = frozenset(fields)
    found = [_object(item) for item in items]
    for item in found:
        if not known <= item.keys():
            raise KeyError(*sorted(known - item.keys()))
    return Page(found, page["next_cursor"])


def read_lines(response: httpx.Response, fields: Sequence[str]) -> LinePage:
    """The page in an answer, whose items need not be parsed where each is on a line of its own; raises as `read_items`."""
    first, last = f'{{"{fields[0]}":', f'"{fields[-1]}":'
    begin, between, rest = response.text.partition(_BEGIN)
    lines, end, rest = rest.rpartition(_END)
    found = lines.split(_BETWEEN)
    if (
        begin
        or not between
        or not end
        or not all(line.startswith(first) and last in line and _is_whole(line) for line in found)
    ):
        page = read_items(response, fields)
        return LinePage([_line(item) for item in page.items], page.next_cursor)
    return LinePage(found, _object(json.loads("{" + rest))["next_cursor"])


def _is_whole(line: str) -> bool:
    """Whether it is an object, as far as its ends and brackets tell; one that is, but has odd brackets in a text, is not
    recognized."""
    return (
        line[:1] == "{"
        and line[-1:] == "}"
        and line.count("{") == line.count("}")
        and line.count("[") == line.count("]")
        and line.count("\n") == 0
    )


def _line(item: dict[str, object]) -> str:
    return json.dumps(item, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError("this is no object")
    return value
