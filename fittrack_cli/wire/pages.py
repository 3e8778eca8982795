"""Lists that come page by page, each page with the cursor of the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from fittrack_cli.errors import Incompatible

PAGE_SIZE = 500
MAX_EMPTY_PAGES = 100
T = TypeVar("T")


def pages(
    fetch: Callable[[str | None, int], tuple[Sequence[T], object]],
    url: str,
    *,
    limit: int | None = None,
    size: int = PAGE_SIZE,
) -> Iterator[Sequence[T]]:
    """The pages of a list, until there is no next cursor or `limit` items have come.

    `fetch` gets a cursor (None for the first page) and a page's size, and returns the items and
    the next cursor. Raises Incompatible when the server repeats a cursor.
    """
    cursor: str | None = None
    seen: set[str] = set()
    empty_pages = 0
    left = limit
    while left is None or left > 0:
        found, next_cursor = fetch(cursor, size if left is None else min(size, left))
        items = found if left is None else found[:left]
        yield items
        left = None if left is None else left - len(items)
        cursor = next_cursor if isinstance(next_cursor, str) else None
        if not cursor:
            return
        empty_pages = 0 if found else empty_pages + 1
        if cursor in seen or empty_pages > MAX_EMPTY_PAGES:
            raise Incompatible(f"the list from {url} does not end", "the server repeats its pages")
        seen.add(cursor)
