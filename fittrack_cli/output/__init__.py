"""What a command prints: results on stdout in the chosen format, everything else on stderr.

Keys and columns are the contract's field names. JSON is one document, JSON lines one a line, CSV as
in RFC 4180 (null is empty, a boolean `true` or `false`, a list or object compact JSON), and a table
is for people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, TextIO

from fittrack_cli.errors import UsageError
from fittrack_cli.output.harmless import harmless, json_text

Row = Mapping[str, object]


class Column(NamedTuple):
    """A column of a table for people; without a header and a format the field's name gives both.

    `format` turns a value that is there into text.
    """

    field: str
    header: str | None = None
    format: Format | None = None
    wide: bool = False
    """Whether the column is left out where the table would not fit the terminal."""


class Format(Protocol):
    """Turns a field's value into the text of a cell."""

    def __call__(self, value: object, /) -> str: ...


class Output:
    """Prints results in one of the formats `table`, `json`, `jsonl` and `csv`."""

    def __init__(
        self,
        mode: str,
        stdout: TextIO,
        stderr: TextIO,
        *,
        fields: Sequence[str] = (),
        query: str | None = None,
        color: bool = True,
        quiet: bool = False,
        verbose: bool = False,
        width: int | None = None,
    ) -> None:
        self.mode = mode
        self.quiet = quiet
        self.verbose = verbose
        self._out = stdout
        self._err = stderr
        self._fields = tuple(fields)
        self._query = query
        self._color = color
        self._width = width
        self._prepared = False

    # Results

    def item(
        self,
        value: Row,
        columns: Sequence[Column] = (),
        *,
        fields: Sequence[str] = (),
        title: str | None = None,
    ) -> None:
        """Prints one object: a JSON object, a CSV row, or lines of name and value for people.

        `fields` are all that --fields may name (default: the object's keys); `columns` what a
        person sees (default: everything). Raises UsageError for an unknown field or bad query.
        """
        known = tuple(fields) or tuple(value)
        chosen = self._chosen(known)
        if self._query is not None:
            self._print_any(self._select(self._query, _project(value, chosen) if chosen else value))
        elif self.mode in ("json", "jsonl"):
            self._print_json(_project(value, chosen) if chosen else value)
        elif self.mode == "csv":
            self._print_csv(chosen or known, [value])
        else:
            self._print_lines(value, self._columns(chosen, columns, known), title)

    def rows(
        self,
        rows: Iterable[Row],
        columns: Sequence[Column],
        *,
        fields: Sequence[str],
        empty: str = "nothing to show",
    ) -> int:
        """Prints a list and returns how many rows there were.

        `fields` are all the contract's fields of a row, in order: the CSV's columns and what
        --fields may name. JSON lines and CSV go out as the rows come in. With no rows a table says
        `empty` on stderr. Raises UsageError for an unknown field or bad query.
        """
        chosen = self._chosen(fields)
        if self._query is not None:
            every = [_project(row, chosen) if chosen else row for row in rows]
            self._print_any(self._select(self._query, every))
            return len(every)
        if self.mode == "jsonl":
            count = 0
            for row in rows:
                self._print_json(_project(row, chosen) if chosen else row)
                count += 1
            return count
        if self.mode == "csv":
            return self._print_csv(chosen or tuple(fields), rows)
        every = [_project(row, chosen) if chosen else row for row in rows]
        if self.mode == "json":
            self._print_json(every)
        elif every:
            self._print_table(every, self._columns(chosen, columns, tuple(fields)))
        else:
            self.note(empty)
        return len(every)

    def value(self, value: object) -> None:
        """Prints JSON of any shape: objects in a list as rows, other values a line each.

        Raises UsageError for a bad query, and for --fields: there is nothing that it could name.
        """
        self._chosen(())
        self._print_any(value if self._query is None else self._select(self._query, value))

    def line(self, text: str) -> None:
        """Prints a line for people, at once."""
        self._write(harmless(text) + "\n")
        self._out.flush()

    def text(self, text: str) -> None:
        """Prints text as it is, such as a script or a path that another program reads."""
        self._prepare()
        self._out.write(text)

    def blank(self) -> None:
        """An empty line between two tables; nothing in the other formats."""
        if self.mode == "table":
            self._write("\n")

    # Messages

    def note(self, text: str) -> None:
        """Tells a person something on stderr, unless --quiet."""
        if not self.quiet:
            self._tell(text)

    def ask_note(self, text: str) -> None:
        """Tells what a person needs to know to answer, even with --quiet."""
        self._tell(text)

    def detail(self, text: str) -> None:
        """Tells what only --verbose wants to know."""
        if self.verbose:
            self._tell(text)

    def warn(self, text: str) -> None:
        """Warns on stderr, even with --quiet: something is wrong or less safe than it looks."""
        self._tell(f"fittrack: warning: {text}")

    @property
    def is_terminal(self) -> bool:
        """Whether results go to a terminal."""
        return _is_terminal(self._out)

    @property
    def messages_on_terminal(self) -> bool:
        """Whether messages and progress go to a terminal."""
        return _is_terminal(self._err)

    @property
    def color(self) -> bool:
        """Whether results may be coloured: on a terminal, unless --no-color or NO_COLOR."""
        return self._color and self.is_terminal

    @property
    def messages_color(self) -> bool:
        """Whether messages and progress may be coloured."""
        return self._color and self.messages_on_terminal

    @property
    def stdout(self) -> TextIO:
        """Where results go."""
        return self._out

    @property
    def stderr(self) -> TextIO:
        """Where messages and progress go."""
        return self._err

    @property
    def width(self) -> int | None:
        """The terminal's width in cells; None off a terminal, where nothing is cut."""
        if self._width is not None:
            return self._width
        if not self.is_terminal:
            return None
        from shutil import get_terminal_size

        return get_terminal_size().columns

    # How

    def _tell(self, text: str) -> None:
        from fittrack_cli.session.secret import without_secrets

        self._err.write(harmless(without_secrets(text), keep_lines=True) + "\n")
        self._err.flush()

    def _prepare(self) -> None:
        """Programs read UTF-8 and the line ends of the format, whatever the locale says."""
        if self._prepared:
            return
        self._prepared = True
        reconfigure = getattr(self._out, "reconfigure", None)
        if reconfigure is None:
            return
        if self.mode == "table":
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="")

    def _write(self, text: str) -> None:
        self._prepare()
        self._out.write(text)

    def _chosen(self, known: Sequence[str]) -> tuple[str, ...]:
        unknown = [field for field in self._fields if field not in known]
        if unknown:
            raise UsageError(
                "unknown field",
                ", ".join(repr(field) for field in unknown),
                f"known fields: {', '.join(known)}",
                extras={"known_fields": list(known)},
            )
        return self._fields

    def _columns(
        self, chosen: Sequence[str], columns: Sequence[Column], known: Sequence[str]
    ) -> Sequence[Column]:
        if not chosen:
            return columns or [Column(field) for field in known]
        declared = {column.field: column for column in columns}
        return [declared.get(field, Column(field))._replace(wide=False) for field in chosen]

    def _select(self, query: str, value: object) -> object:
        import jmespath
        from jmespath.exceptions import JMESPathError

        try:
            selected: object = jmespath.search(query, value)
        except (JMESPathError, RecursionError) as error:
            why = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise UsageError(
                "wrong --query", why, "https://jmespath.org explains the language"
            ) from error
        return selected

    def _print_json(self, value: object) -> None:
        self._write(json_text(value, indent=None if self.mode == "jsonl" else 2) + "\n")

    def _print_any(self, value: object) -> None:
        """What a query selected, which can have any shape."""
        values = value if isinstance(value, list) else [] if value is None else [value]
        objects = [entry for entry in values if isinstance(entry, dict)]
        if self.mode == "json":
            self._print_json(value)
        elif self.mode == "jsonl":
            for entry in values:
                self._print_json(entry)
        elif objects and len(objects) == len(values):
            keys = list(dict.fromkeys(key for entry in objects for key in entry))
            if self.mode == "csv":
                self._print_csv(keys, objects)
            else:
                self._print_table(objects, [Column(key, format=_plain) for key in keys])
        elif self.mode == "csv":
            self._print_csv(
                None,
                [
                    dict(enumerate(entry)) if isinstance(entry, list) else {0: entry}
                    for entry in values
                ],
            )
        else:
            for entry in values:
                self._write(harmless(_plain(entry)) + "\n")

    def _print_csv(
        self,
        fields: Sequence[str] | None,
        rows: Iterable[Mapping[str, object] | Mapping[int, object]],
    ) -> int:
        from fittrack_cli.output.separated import write_csv

        self._prepare()
        return write_csv(self._out, fields, rows, for_terminal=self.is_terminal)

    def _print_table(self, rows: Sequence[Row], columns: Sequence[Column]) -> None:
        from fittrack_cli.output.table import table_text

        self._write(table_text(rows, columns, width=self.width, color=self.color))

    def _print_lines(self, row: Row, columns: Sequence[Column], title: str | None) -> None:
        from fittrack_cli.output.table import lines_text

        self._write(lines_text(row, columns, title, color=self.color))


def _project(row: Row, fields: Sequence[str]) -> dict[str, object]:
    return {field: row.get(field) for field in fields}


def _plain(value: object) -> str:
    from fittrack_cli.output.separated import cell

    return cell(value)


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except (ValueError, OSError):
        return False
