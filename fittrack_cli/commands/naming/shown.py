"""Ids in tables: as many digits as tell them from all others of the account, at least six. JSON and CSV have whole ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar
from uuid import UUID

from fittrack_cli.output.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from fittrack_cli.program.context import Cli
    from fittrack_cli.wire.connection import Page
    from fittrack_client.operation import Operation
    from fittrack_client.types import Unset

LEAST_DIGITS = 6
ALL_DIGITS = 32


class WithId(Protocol):
    @property
    def id(self) -> UUID: ...


T = TypeVar("T")
OneT = TypeVar("OneT", bound=WithId)


class Listed(Generic[T]):
    """The things of a list as they come, how many digits of their ids are to be shown, and how many there are in all,
    where that is known."""

    def __init__(self, things: Iterable[T], digits: int = 0, total: int | None = None) -> None:
        self._things = iter(things)
        self.digits = digits
        self.total = total

    def __iter__(self) -> Iterator[T]:
        return self._things


def listed(
    cli: Cli,
    ask: Callable[[bool | Unset], Operation[Page[T]]],
    *,
    limit: int | None = None,
) -> Listed[T]:
    """A list of which the server says how many digits are enough; it is asked only where a person reads a table.

    `ask` makes the operation, given whether digits are to be counted. With a server that cannot say it, ids stay whole.
    """
    from fittrack_cli.errors import CliError
    from fittrack_client.types import UNSET
    from fittrack_contract import problems

    found: Listed[T] = Listed(())

    def saw(page: object) -> None:
        digits = getattr(page, "id_digits", None)
        total = getattr(page, "total", None)
        found.total = total if isinstance(total, int) else None
        found.digits = max(found.digits, digits if isinstance(digits, int) else ALL_DIGITS)

    def things() -> Iterator[T]:
        if not cli.output.is_for_people or cli.output.prints_ids_alone:
            yield from cli.connection.items(ask(UNSET), limit=limit)
            return
        asked = cli.connection.items(ask(True), limit=limit, on_page=saw)
        try:
            first = list(islice(asked, 1))
        except CliError as error:
            if error.slug != problems.VALIDATION or "id_digits" not in error.detail:
                raise
            yield from cli.connection.items(ask(UNSET), limit=limit)
            return
        yield from first
        yield from asked

    found._things = things()  # noqa: SLF001 (made here, and not before what notes its digits)
    return found


def whole(things: Iterable[OneT], *, limit: int | None = None) -> Listed[OneT]:
    """A list of which all is known here; `limit` cuts what is shown of it."""
    every = list(things)
    return Listed(every[:limit], digits_of([one.id for one in every]), len(every))


def id_column(things: object, *, wide: bool = False) -> Column:
    """The column with the ids of a list; whole ones where nothing says how many digits are enough."""
    return Column(
        "id", format=lambda value: shortened(str(value), getattr(things, "digits", 0)), wide=wide
    )


def digits_of(ids: Sequence[UUID]) -> int:
    """How many first digits tell these ids from each other, at least `LEAST_DIGITS`."""
    ordered = sorted({one.hex for one in ids})
    return max([LEAST_DIGITS, *(_shared(one, other) + 1 for one, other in pairwise(ordered))])


def shortened(text: str, digits: int) -> str:
    """An id to so many digits; whole where that is none or all of them."""
    if not 0 < digits < ALL_DIGITS:
        return text
    left, length = digits, 0
    while left and length < len(text):
        left -= text[length] != "-"
        length += 1
    return text[:length]


def _shared(one: str, other: str) -> int:
    return next((place for place in range(ALL_DIGITS) if one[place] != other[place]), ALL_DIGITS)
