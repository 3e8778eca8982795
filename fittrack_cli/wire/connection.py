"""The connection to a backend: base URL, tokens, retries, timeouts, tracing, and what can go wrong.

    connection = cli.connection
    job = connection.call(api.get_sync_job(job_id))

Every failure is a CliError with the right exit code.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from fittrack_cli.errors import Incompatible
from fittrack_cli.wire.address import base_url, is_loopback, origin
from fittrack_cli.wire.http import httpx
from fittrack_cli.wire.problems import check_answer, check_json, unusable
from fittrack_cli.wire.transport import BoundedTransport, RetryingTransport, Trace
from fittrack_cli.wire.version_gate import GatedTransport, VersionGate
from fittrack_common.version import __version__

if TYPE_CHECKING:
    import ssl
    from types import TracebackType

    from fittrack_cli.program.context import Cli
    from fittrack_cli.wire.events import Event
    from fittrack_client.operation import Operation

CONNECT_TIMEOUT_S = 10.0
PAGE_SIZE = 500
MAX_EMPTY_PAGES = 100
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
    """An open connection; `origin` is what its tokens are bound to."""

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
    ) -> None:
        self.url = url
        self.origin = origin(url)
        self.timeout_s = timeout_s
        wire = transport or _wire(url, ca_file)
        patient = RetryingTransport(BoundedTransport(wire, timeout_s, trace))
        self.http = _Http(
            base_url=url,
            auth=auth,
            transport=patient if gate is None else GatedTransport(patient, gate),
            timeout=httpx.Timeout(timeout_s, connect=min(timeout_s, CONNECT_TIMEOUT_S)),
            headers={"User-Agent": f"fittrack/{__version__}", "Accept-Encoding": "gzip"},
            trust_env=False,
            follow_redirects=False,
        )

    @classmethod
    def open(cls, cli: Cli, *, signed_in: bool = True, any_version: bool = False) -> Connection:
        """A connection for the settings in force; without `signed_in` it sends no token.

        Requests to a server of another major version raise Incompatible, unless `any_version`.

        Raises UsageError for an impossible address. A missing session shows at the first request.
        """
        url = base_url(cli.given("server"), cli.profile, cli.env)
        trace = (lambda text: cli.output.detail(f"debug: {text}")) if cli.debug else None
        try:
            connection = cls(
                url,
                timeout_s=cli.timeout_s,
                transport=cli.transport,
                ca_file=cli.profile.ca_file,
                trace=trace,
                gate=None if any_version else VersionGate(cli, url, origin(url)),
            )
        except httpx.InvalidURL as error:
            raise unusable(error, url, cli.timeout_s) from error
        if signed_in:
            from fittrack_cli.session.session import auth_for

            connection.http.auth = auth_for(cli, connection)
        return connection

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
                )
            )

    def items(self, operation: Operation[Page[T]], *, limit: int | None = None) -> Iterator[T]:
        """The items of an operation that lists, page by page, at most `limit` of them.

        Raises CliError; a server that repeats a cursor is noticed.
        """

        def page(cursor: str | None, size: int) -> tuple[Sequence[T], object]:
            found = self.call(operation.page(cursor, size))
            return found.items, found.next_cursor

        for items in pages(page, self.url, limit=limit):
            yield from items

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

    def download(
        self,
        path: str,
        target: Path | None,
        cli: Cli,
        *,
        force: bool = False,
        sha256: str | None = None,
    ) -> int:
        """Saves the answer of `GET path` in `target`, or writes it to stdout when that is None.

        The file appears whole or not at all, replaces another only with `force`, and must have
        the digest `sha256` (in hex) where that is given. Returns its size in bytes. Raises
        CliError.
        """
        from fittrack_cli.wire.download import download

        return download(self, path, target, cli, force=force, sha256=sha256)

    def events(
        self,
        path: str,
        *,
        patience_s: float = 60.0,
        on_trouble: Callable[[str], None] | None = None,
    ) -> Iterator[Event]:
        """The events of `GET path` (SSE), across broken connections; it never ends by itself.

        Raises CliError when nothing could be had for `patience_s`, and at once for an answer
        that a new try would not change. `on_trouble` is told why it connects again.
        """
        from fittrack_cli.wire.events import events

        return events(self, path, patience_s=patience_s, on_trouble=on_trouble)


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


def pages(
    fetch: Callable[[str | None, int], tuple[Sequence[T], object]],
    url: str,
    *,
    limit: int | None = None,
    size: int = PAGE_SIZE,
) -> Iterator[Sequence[T]]:
    """The pages of a list, until there is no next cursor or `limit` items have come.

    `fetch` gets a cursor (None for the first page) and a page's size, and answers the items and
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


def _wire(url: str, ca_file: str | None) -> httpx.BaseTransport:
    """The connection itself; for plain http no certificates are loaded, which takes 15 ms."""
    import ssl

    if url.startswith("http:"):
        return httpx.HTTPTransport(
            verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), proxy=_proxy_for(url)
        )
    return httpx.HTTPTransport(verify=_trust(ca_file), proxy=_proxy_for(url))


def _trust(ca_file: str | None) -> ssl.SSLContext:
    import ssl

    from fittrack_cli.errors import UsageError

    try:
        if ca_file is not None:
            return ssl.create_default_context(cafile=str(Path(ca_file).expanduser()))
        return httpx.create_ssl_context()
    except (OSError, ssl.SSLError) as error:
        where = ca_file or os.environ.get("SSL_CERT_FILE") or "the certificates"
        raise UsageError(
            f"cannot read {where}", str(error), "fittrack config set ca_file FILE"
        ) from error


def _proxy_for(url: str) -> str | None:
    """The proxy that the environment names for an address; never one for the loopback address."""
    if is_loopback(url):
        return None
    from urllib.parse import urlsplit
    from urllib.request import getproxies, proxy_bypass

    parts = urlsplit(url)
    if proxy_bypass(parts.netloc):
        return None
    proxies = getproxies()
    return proxies.get(parts.scheme) or proxies.get("all")
