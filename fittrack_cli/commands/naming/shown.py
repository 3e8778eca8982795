"""Ids in tables: as many digits as tell them from all others of the account, at least six. JSON and CSV have whole ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar
from uuid import UUID

from fittrack_cli.output.columns import Column

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_cli.wire.connection import Page
    from fittrack_client.operation import Operation
    from fittrack_client.types import Unset

LEAST_DIGITS = 6
SAFE_DIGITS = 10
"""Where nobody says how many are enough: of a million ids one in a million begins like another in so many."""
ALL_DIGITS = 32


class WithId(Protocol):
    @property
    def id(self) -> UUID: ...


T = TypeVar("T")
OneT = TypeVar("OneT", bound=WithId)


def not_known() -> None:
    """Nobody knows how many there are."""


class Listed(Generic[T]):
    """The things of a list as they come, how many digits of their ids are to be shown (0 for all of them), and what says
    how many there are in all, once they have come."""

    def __init__(
        self,
        things: Iterable[T],
        digits: int = SAFE_DIGITS,
        count: Callable[[], int | None] = not_known,
    ) -> None:
        self._things = iter(things)
        self.digits = digits
        self.count = count

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

    total: int | None = None
    found: Listed[T] = Listed((), 0, lambda: total)

    def saw(page: object) -> None:
        nonlocal total
        digits, counted = getattr(page, "id_digits", None), getattr(page, "total", None)
        total = counted if isinstance(counted, int) else None
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


def wants_total(cli: Cli) -> bool | Unset:
    """Whether the server is to count all things of a list: where a person sees only the first of them."""
    from fittrack_client.types import UNSET

    return True if cli.output.most_rows is not None else UNSET


def counted_list(cli: Cli, asked: Operation[Page[T]], *, limit: int | None = None) -> Listed[T]:
    """A list of things without ids, of which the server says how many there are where it is asked to count them."""
    total: int | None = None

    def saw(page: object) -> None:
        nonlocal total
        counted = getattr(page, "total", None)
        total = counted if isinstance(counted, int) else None

    return Listed(cli.connection.items(asked, limit=limit, on_page=saw), count=lambda: total)


def whole(things: Iterable[OneT], *, limit: int | None = None) -> Listed[OneT]:
    """A list of which all is known here; `limit` cuts what is shown of it."""
    every = list(things)
    return Listed(every[:limit], digits_of([one.id for one in every]), lambda: len(every))


def id_column(
    things: Listed[T], field: str = "id", header: str | None = None, *, wide: bool = False
) -> Column:
    """The column with the ids of a list, or of other things that a `field` of it names."""
    return Column(
        field, header, format=lambda value: shortened(str(value), things.digits), wide=wide
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
