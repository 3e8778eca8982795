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


def read_record(response: httpx.Response, fields: Sequence[str]) -> dict[str, object]:
    """The object in an answer, with these fields in this order and before all others. Raises as `read_items`."""
    (record,) = _in_order([response.json()], tuple(fields))
    return record


def read_items(response: httpx.Response, fields: Sequence[str]) -> Page:
    """The page in an answer, whose items have these fields, in this order and before all others. Raises ValueError, TypeError
    or KeyError for one that is not what the contract says."""
    page = _object(response.json())
    items = page["items"]
    if not isinstance(items, list):
        raise TypeError("the items are no list")
    return Page(_in_order(items, tuple(fields)), page["next_cursor"])


def _in_order(items: list[object], fields: tuple[str, ...]) -> list[dict[str, object]]:
    known = frozenset(fields)
    as_they_should, found = fields, []
    for one in items:
        item = _object(one)
        keys = tuple(item)
        if keys == as_they_should:
            as_they_should = keys  # a parser makes each key of a page once: the same texts compare sooner than equal ones
        elif known <= item.keys():
            item = {name: item[name] for name in fields} | item
        else:
            raise KeyError(*sorted(known - item.keys()))
        found.append(item)
    return found


def read_lines(response: httpx.Response, fields: Sequence[str]) -> LinePage:
    """The page in an answer, whose items need not be parsed where each is on a line of its own; raises as `read_items`."""
    first, last = f'{{"{fields[0]}":', f'"{fields[-1]}":'
    text = response.content.decode(errors="replace")  # httpx would look for another encoding
    begin, between, rest = text.partition(_BEGIN)
    lines, end, rest = rest.rpartition(_END)
    found = lines.split(_BETWEEN)
    if (
        begin
        or not between
        or not end
        or not all(
            line.startswith(first) and line.rfind(last) > 0 and _is_whole(line) for line in found
        )
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
