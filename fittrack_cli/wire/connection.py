"""The connection to a backend: what is sent, and the failure that a wrong answer stands for.

    connection = Connection("https://fit.example.org", timeout_s=30, auth=auth)
    job = connection.call(api.get_sync_job(job_id))

It is handed its auth and its gate, and knows neither commands nor settings. Every failure is a
CliError with the right exit code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

import httpx
from attrs import evolve

from fittrack_cli.wire.address import origin
from fittrack_cli.wire.bounds import LONG_BODY, BoundedTransport, Trace
from fittrack_cli.wire.every_request import ACCEPT_ENCODING, CONNECT_TIMEOUT_S, USER_AGENT
from fittrack_cli.wire.network import network_transport
from fittrack_cli.wire.problems import check_answer, check_json, unusable
from fittrack_cli.wire.retry import RetryingTransport
from fittrack_cli.wire.version_gate import GatedTransport, VersionGate

if TYPE_CHECKING:
    from types import TracebackType

    from fittrack_cli.wire.plain_http import FirstAnswer
    from fittrack_client.operation import Operation

ANY_CONTENT = "any_content"
"""The extension of a request whose answer need not be JSON."""

T = TypeVar("T")
ItemT = TypeVar("ItemT", covariant=True)


class Page(Protocol[ItemT]):
    """A page of a list: its items, and the cursor of the next page."""

    @property
    def items(self) -> Sequence[ItemT]: ...

    @property
    def next_cursor(self) -> object: ...


class Connection:
    """An open connection; `origin` is what its tokens are bound to.

    Without `auth` it sends no token. With a `gate`, requests to a server of another major version
    raise Incompatible. `on_answer` sees each answer before it is read. The `first` request was answered already. Raises UsageError for an impossible address, and for certificates that
    cannot be read.
    """

    def __init__(
        self,
        url: str,
        *,
        timeout_s: float,
        auth: httpx.Auth | None = None,
        transport: httpx.BaseTransport | None = None,
        ca_file: str | None = None,
        trace: Trace | None = None,
        gate: VersionGate | None = None,
        on_answer: Callable[[httpx.Response], None] | None = None,
        first: FirstAnswer | None = None,
    ) -> None:
        self.url = url
        self.origin = origin(url)
        self.timeout_s = timeout_s
        try:
            network = transport or network_transport(url, ca_file)
            bounded: httpx.BaseTransport = BoundedTransport(network, timeout_s, trace)
            if first is not None:
                from fittrack_cli.wire.answered import AnsweredTransport

                bounded = AnsweredTransport(bounded, first)
            patient = RetryingTransport(bounded)
            self.http = _Http(
                base_url=url,
                auth=auth,
                transport=patient if gate is None else GatedTransport(patient, gate),
                timeout=httpx.Timeout(timeout_s, connect=min(timeout_s, CONNECT_TIMEOUT_S)),
                headers={"User-Agent": USER_AGENT, "Accept-Encoding": ACCEPT_ENCODING},
                trust_env=False,
                follow_redirects=False,
                event_hooks={"response": [on_answer] if on_answer is not None else []},
            )
        except httpx.InvalidURL as error:
            raise unusable(error, url, timeout_s) from error

    def __enter__(self) -> Connection:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self.http.close()

    def call(self, operation: Operation[T]) -> T:
        """Sends an operation of the contract, and returns its answer.

        Raises UsageError for values that the contract does not allow, and CliError.
        """
        if operation.query or operation.headers or operation.json is not None:
            from fittrack_cli.wire.allowed import check_allowed

            check_allowed(operation)
        has_long_body = operation.content is not None or operation.files is not None
        with _readable(self):
            return operation.read(
                self.http.request(
                    operation.method,
                    operation.url,
                    headers=operation.headers,
                    json=operation.json,
                    data=operation.data,
                    files=operation.files,
                    content=operation.content,
                    extensions={LONG_BODY: True} if has_long_body else None,
                )
            )

    def record(self, operation: Operation[object], fields: Sequence[str]) -> dict[str, object]:
        """The one object that an operation answers, which has these fields, as plain JSON for who only prints it.

        Raises as `call`.
        """
        from fittrack_cli.wire.items import read_record

        asked: Operation[dict[str, object]] = evolve(  # type: ignore[assignment]
            operation, read=partial(read_record, fields=fields)
        )
        return self.call(asked)

    def items(
        self,
        operation: Operation[Page[T]],
        *,
        limit: int | None = None,
        on_page: Callable[[Page[T]], None] | None = None,
    ) -> Iterator[T]:
        """The items of an operation that lists, page by page, at most `limit` of them. `on_page` sees each answer.

        Raises CliError; a server that repeats a cursor is noticed.
        """

        def page(cursor: str | None, size: int) -> tuple[Sequence[T], object]:
            found = self.call(operation.page(cursor, size))
            if on_page is not None:
                on_page(found)
            return found.items, found.next_cursor

        from fittrack_cli.wire.pages import pages

        for items in pages(page, self.url, limit=limit):
            yield from items

    def row_pages(
        self, operation: Operation[object], fields: Sequence[str], *, limit: int | None = None
    ) -> Iterator[Sequence[dict[str, object]]]:
        """The items, which have these fields first, as plain JSON and page by page, for who only prints them; the next page comes
        while this one is printed.

        Raises CliError; a server that repeats a cursor is noticed.
        """
        from fittrack_cli.wire.items import read_items

        return self._pages(operation, partial(read_items, fields=fields), limit)

    def lines(
        self, operation: Operation[object], fields: Sequence[str], *, limit: int | None = None
    ) -> Iterator[Sequence[str]]:
        """The same, each item as JSON on a line."""
        from fittrack_cli.wire.items import read_lines

        return self._pages(operation, partial(read_lines, fields=fields), limit)

    def _pages(
        self,
        operation: Operation[object],
        read: Callable[[httpx.Response], Page[T]],
        limit: int | None,
    ) -> Iterator[Sequence[T]]:
        def page(cursor: str | None, size: int) -> tuple[Sequence[T], object]:
            asked: Operation[Page[T]] = evolve(operation.page(cursor, size), read=read)  # type: ignore[assignment]
            found = self.call(asked)
            return found.items, found.next_cursor

        from fittrack_cli.wire.pages import FIRST_PAGE, LARGE_PAGE, fetched_ahead, pages

        return fetched_ahead(pages(page, self.url, limit=limit, size=FIRST_PAGE, then=LARGE_PAGE))

    def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[bytes, bytes],
        content: bytes | None = None,
        files: Sequence[tuple[str, tuple[str | None, bytes]]] | None = None,
    ) -> httpx.Response:
        """The answer to a request that no generated function makes, whatever it holds.

        Raises CliError for everything but a success.
        """
        with _readable(self):
            return self.http.request(
                method,
                url,
                headers=headers,
                content=content,
                files=files,
                extensions={ANY_CONTENT: True},
            )

    @contextmanager
    def stream(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[bytes, bytes] | None = None,
        content: bytes | None = None,
        files: Sequence[tuple[str, tuple[str | None, bytes]]] | None = None,
    ) -> Iterator[httpx.Response]:
        """The same, while its content still comes."""
        try:
            with self.http.stream(
                method, url, headers=headers, content=content, files=files
            ) as response:
                yield response
        except httpx.HTTPError as error:
            raise unusable(error, self.url, self.timeout_s) from error


_UNUSABLE = (
    httpx.HTTPError,
    httpx.InvalidURL,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    RecursionError,
)


@contextmanager
def _readable(connection: Connection) -> Iterator[None]:
    """Raises the CliError that a broken answer stands for."""
    try:
        yield
    except _UNUSABLE as error:
        raise unusable(error, connection.url, connection.timeout_s) from error


class _Http(httpx.Client):
    """The client whose answers are checked before anything reads them."""

    def send(  # type: ignore[no-untyped-def]
        self, request: httpx.Request, *, stream: bool = False, **options
    ) -> httpx.Response:
        if stream:
            request.extensions["stream"] = True
        response = super().send(request, stream=stream, **options)
        try:
            check_answer(response)
            if not stream and ANY_CONTENT not in request.extensions:
                check_json(response)
        except Exception:
            response.close()
            raise
        return response
