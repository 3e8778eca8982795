"""One operation, sent and printed by the kind of its answer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fittrack_cli.errors import Incompatible, printable_path
from fittrack_cli.operations.request import Given, Request, request_for, with_query
from fittrack_cli.operations.spec import Operation
from fittrack_cli.output.columns import Column
from fittrack_cli.wire.pages import PAGE_SIZE, pages
from fittrack_cli.wire.problems import check_json, is_json

if TYPE_CHECKING:
    import httpx

    from fittrack_cli.program.context import Cli
    from fittrack_cli.wire.connection import Connection

CURSOR = "cursor"
LIMIT = "limit"
NEXT_CURSOR = "next_cursor"
STANDARD_OUTPUT = "-"
KEPT = 4
"""How many columns a table keeps on a terminal that is too narrow for all."""
EVENT_FIELDS = ("id", "event", "data")

Row = Mapping[str, object]


class Run:
    """A command line's operation. Raises UsageError at once for a request that is not allowed."""

    def __init__(self, cli: Cli, operation: Operation, given: Given, body: str | None) -> None:
        self._cli = cli
        self._operation = operation
        self._given = given
        self._body = body
        self._request = request_for(cli, operation, given, body)

    def print_answer(self, *, paginate: bool, to: str | None, force: bool) -> None:
        """Sends it and prints the answer. Raises CliError."""
        with self._connected() as connection:
            if self._operation.answer == "file":
                self._save(connection, to, force=force)
            elif self._operation.answer == "events":
                self._print_events(connection)
            elif paginate:
                self._print_rows(self._all_items(connection), self._operation.fields)
            else:
                self._print(_answer(connection, self._request))

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        if self._operation.signed_in:
            yield self._cli.connection
        else:
            with self._cli.connect() as connection:
                yield connection

    # Answers in JSON or text

    def _print(self, response: httpx.Response) -> None:
        if response.status_code == 204 or not response.content:
            return
        if self._operation.answer == "text" and not is_json(response):
            self._print_text(response)
            return
        check_json(response)
        answer = response.json()
        rows = self._rows_of(answer)
        if rows is None or self._is_shown_as_sent(answer):
            self._print_value(answer)
        else:
            self._print_rows(rows, self._operation.fields)
        if isinstance(answer, dict) and self._operation.items and answer.get(NEXT_CURSOR):
            self._cli.output.note("There is more: --paginate follows the pages.")

    def _rows_of(self, answer: object) -> list[Row] | None:
        """The rows of a list, where the answer is one."""
        items = answer
        if self._operation.items is not None and isinstance(answer, dict):
            items = answer.get(self._operation.items)
        if isinstance(items, list) and all(isinstance(item, dict) for item in items):
            return items
        return None

    def _is_shown_as_sent(self, answer: object) -> bool:
        """Whether a list's envelope is printed, too: for a program that asked for all of it."""
        return isinstance(answer, dict) and self._cli.output.wants_whole_answers

    def _print_value(self, answer: object) -> None:
        output = self._cli.output
        if not isinstance(answer, dict) or self._operation.items is not None:
            output.value(answer)
            return
        tables = self._tables_in(answer)
        if not tables:
            output.item(answer, fields=_known(self._operation.fields, [answer]))
            return
        rest = {name: value for name, value in answer.items() if name not in tables}
        if rest:
            output.item(rest)
        for index, (name, rows) in enumerate(tables.items()):
            if rest or index:
                output.blank()
            output.line(f"{name}:")
            self._print_rows(rows, ())

    def _tables_in(self, answer: Row) -> dict[str, list[Row]]:
        """The lists of objects in an answer, each of which a person sees as a table of its own."""
        if not self._cli.output.is_for_people:
            return {}
        return {
            name: value
            for name, value in answer.items()
            if isinstance(value, list) and value and all(isinstance(one, dict) for one in value)
        }

    def _print_rows(self, rows: Iterable[Row], fields: tuple[str, ...]) -> None:
        """Prints a list; members that a newer server adds come last."""
        output = self._cli.output
        if isinstance(rows, list):
            fields = _known(fields, rows)
        columns = [Column(field, wide=index >= KEPT) for index, field in enumerate(fields)]
        output.rows(rows, columns, fields=fields, empty="The list is empty.")

    def _print_text(self, response: httpx.Response) -> None:
        from fittrack_cli.output.harmless import harmless

        text = response.text
        output = self._cli.output
        output.text(harmless(text, keep_lines=True) if output.is_terminal else text)

    # Pages

    def _all_items(self, connection: Connection) -> Iterator[Row]:
        """The items of all pages as they come; --limit is the size of a page."""
        has_size = self._given_query(LIMIT) is not None

        def page(cursor: str | None, size: int) -> tuple[list[Row], object]:
            given = self._given
            if cursor is not None:
                given = with_query(self._operation, given, CURSOR, cursor)
            if not has_size and self._takes(LIMIT):
                given = with_query(self._operation, given, LIMIT, str(size))
            request = request_for(self._cli, self._operation, given, self._body)
            return self._page(connection, _answer(connection, request))

        first = True
        for items in pages(page, connection.url, size=self._page_size()):
            if not first:
                self._cli.output.flush()
            first = False
            yield from items
        self._cli.output.flush()

    def _page(self, connection: Connection, response: httpx.Response) -> tuple[list[Row], object]:
        answer = response.json() if is_json(response) else None
        rows = self._rows_of(answer)
        if not isinstance(answer, dict) or rows is None:
            raise Incompatible(
                f"cannot understand the answer of {connection.url}",
                "it is not a page of a list",
                "the backend may be newer or older than this fittrack",
            )
        return rows, answer.get(NEXT_CURSOR)

    def _page_size(self) -> int:
        """As many as one page may hold."""
        for parameter in self._operation.parameters:
            if (parameter.location, parameter.name) == ("query", LIMIT):
                return int(min(PAGE_SIZE, parameter.schema.get("maximum", PAGE_SIZE)))
        return PAGE_SIZE

    def _takes(self, name: str) -> bool:
        return any(
            (one.location, one.name) == ("query", name) for one in self._operation.parameters
        )

    def _given_query(self, name: str) -> object:
        for one in self._operation.inputs:
            if (one.location, one.path) == ("query", (name,)):
                return self._given.get(one.argument)
        return None

    # Files

    def _save(self, connection: Connection, to: str | None, *, force: bool) -> None:
        from fittrack_cli.output.streams import bytes_of
        from fittrack_cli.values.given_paths import given_path
        from fittrack_cli.wire.download import announced_name, check_target, save

        if to == STANDARD_OUTPUT:
            stream = bytes_of(self._cli.stdout)
            with connection.stream(**self._request._asdict()) as response:
                save(response, stream, connection)
            return
        named = None if to is None else given_path(to)
        if named is not None:
            check_target(named, force=force)
        with connection.stream(**self._request._asdict()) as response:
            target = named or Path(announced_name(response, self._default_name()))
            check_target(target, force=force)
            size, digest = save(response, target, connection, force=force)
        path = printable_path(target)
        if self._cli.output.is_for_people:
            self._cli.output.note(f"Saved {path} ({size:,} bytes).")
        else:
            self._cli.output.item({"path": path, "size_bytes": size, "file_sha256": digest})

    def _default_name(self) -> str:
        """The last value of the path, which as a rule is the id."""
        ids = [
            self._given.get(one.argument)
            for one in self._operation.inputs
            if one.location == "path"
        ]
        return str(ids[-1]) if ids else self._operation.name

    # Events

    def _print_events(self, connection: Connection) -> None:
        from fittrack_cli.wire.events import until_end

        headers = self._request.headers
        events = until_end(connection, self._request.url, headers, patience_s=connection.timeout_s)
        rows = ({"id": one.id, "event": one.event, "data": _data(one.text)} for one in events)
        self._cli.output.lines(rows, _event_line, fields=EVENT_FIELDS, empty="No events.")


def _answer(connection: Connection, request: Request) -> httpx.Response:
    return connection.request(**request._asdict())


def _known(fields: tuple[str, ...], rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*fields, *(name for row in rows for name in row)]))


def _data(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _event_line(row: Row) -> str:
    from fittrack_cli.output.harmless import exact_json

    data = row["data"]
    shown = data if isinstance(data, str) else exact_json(data)
    return "  ".join(str(part) for part in (row["id"], row["event"], shown) if part)
