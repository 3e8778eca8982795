"""A request that is yet to be sent, and how its answer is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO, Generic, TypeVar

from attrs import evolve, field, frozen

from .parameters import query_text, url_of

if TYPE_CHECKING:
    import httpx

    from .types import RequestFiles

AnswerT = TypeVar("AnswerT", covariant=True)


@frozen
class Operation(Generic[AnswerT]):
    """One call of an operation, with its parameters filled in; it does nothing by itself.

    Whoever sends it must treat every answer that is not a success (2xx, RFC 9110) as a failure.
    """

    name: str
    """As the contract calls it."""
    method: str
    path: str
    """Relative to the server, percent-encoded."""
    read: Callable[[httpx.Response], AnswerT]
    """The answer of a success whose body has come. Raises ValueError (text that is not JSON among
    it), TypeError, KeyError or AttributeError for a body that is not what the contract says."""
    query: Sequence[str] = ()
    """`name=value` each, percent-encoded, in the contract's order."""
    headers: Mapping[str, str] = field(factory=dict)
    # What is sent may be secret, and is not to be shown.
    json: object = field(default=None, repr=False)
    data: Mapping[str, object] | None = field(default=None, repr=False)
    files: RequestFiles | None = field(default=None, repr=False)
    content: bytes | BinaryIO | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Path and query."""
        return url_of(self.path, self.query)

    def page(self, cursor: str | None, limit: int) -> Operation[AnswerT]:
        """The same list from `cursor` on (None for its start), with at most `limit` items."""
        kept = [text for text in self.query if not text.startswith(("limit=", "cursor="))]
        kept.append(query_text("limit", limit))
        if cursor is not None:
            kept.append(query_text("cursor", cursor))
        return evolve(self, query=kept)
