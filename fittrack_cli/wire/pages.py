"""Lists that come page by page, each page with the cursor of the next."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from fittrack_cli.errors import Incompatible

FIRST_PAGE = 50
"""So few items are there at once, while many more are on their way."""
PAGE_SIZE = 500
LARGE_PAGE = 1000
"""So many items every server gives of any list: the fewest requests."""
MAX_EMPTY_PAGES = 100
T = TypeVar("T")


def pages(
    fetch: Callable[[str | None, int], tuple[Sequence[T], object]],
    url: str,
    *,
    limit: int | None = None,
    size: int = PAGE_SIZE,
    then: int = PAGE_SIZE,
) -> Iterator[Sequence[T]]:
    """The pages of a list, until there is no next cursor or `limit` items have come.

    `fetch` gets a cursor (None for the first page) and a page's size (`size`, and `then` for later ones), and returns
    the items and the next cursor. Raises Incompatible when the server repeats a cursor.
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
        size = then
        # Answers hold themselves in circles, and a command collects garbage less often than Python by itself.
        gc.collect(1)


def fetched_ahead(pages: Iterator[Sequence[T]]) -> Iterator[Sequence[T]]:
    """The same pages, each fetched while the one before is used. Raises what fetching raises, in its place."""
    from threading import Thread

    page = next(pages, None)
    while page is not None:
        fetched: list[Sequence[T] | None] = []
        failed: list[BaseException] = []
        thread = Thread(target=_fetch, args=(pages, fetched, failed), daemon=True)
        thread.start()
        yield page
        thread.join()
        if failed:
            raise failed[0]
        (page,) = fetched


def _fetch(
    pages: Iterator[Sequence[T]], fetched: list[Sequence[T] | None], failed: list[BaseException]
) -> None:
    try:
        fetched.append(next(pages, None))
    except BaseException as error:  # it is raised where the page is wanted
        failed.append(error)
