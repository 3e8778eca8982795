"""What commands print with: results on stdout in the chosen format, everything else on stderr.

Keys and columns are the contract's field names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, TextIO, TypeVar

from fittrack_cli.output.columns import Column, Lines, Row, Table
from fittrack_cli.output.encodings import has
from fittrack_cli.output.formats.writer import LineWriter, PageWriter, Reader, writer_for
from fittrack_cli.output.harmless import harmless
from fittrack_cli.output.selecting import check_fields, columns_of, only, select
from fittrack_cli.output.streams import for_programs, is_terminal
from fittrack_cli.output.units import METRIC, Units
from fittrack_cli.output.wrapping import broken

if TYPE_CHECKING:
    from fittrack_cli.output.formats.writer import Writer
    from fittrack_cli.output.pager import Pages

T = TypeVar("T")


class Output:
    """Prints results in one of the formats, narrowed by --fields and --query, and messages."""

    def __init__(
        self,
        format_name: str,
        stdout: TextIO,
        stderr: TextIO,
        *,
        fields: Sequence[str] = (),
        query: str | None = None,
        color: bool | None = None,
        units: Callable[[], Units] = lambda: METRIC,
        pages: Callable[[TextIO], Pages | None] = lambda _out: None,
        csv_safe: bool = False,
        bom: bool = False,
        in_full: Callable[[str], str] = str,
        quiet: bool = False,
        verbose: bool = False,
        width: int | None = None,
    ) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self.stderr = stderr
        self._in_full = in_full
        self._out = stdout
        self._format = format_name
        self._fields = tuple(fields)
        self._query = query
        self._color = color
        self._find_units = units
        self._make_pages = pages
        self._pages: Pages | None = None
        self.csv_safe = csv_safe
        self.bom = bom
        self.known_fields: Sequence[str] = ()
        self.most_rows: int | None = None
        """After how many rows a list ends, with a note that there are more; None for all of them."""
        self._width = width

    # Results

    @property
    def fields(self) -> tuple[str, ...]:
        """What --fields names; empty for everything."""
        return self._fields

    @property
    def is_for_people(self) -> bool:
        """Whether a person reads the result, all of it."""
        is_read = self._writer.reader is Reader.PERSON
        return is_read and not self._fields and self._query is None

    @property
    def is_for_programs(self) -> bool:
        """Whether the format is one that programs read."""
        return self._writer.reader is not Reader.PERSON

    @property
    def prints_ids_alone(self) -> bool:
        """Whether lists, and what was made, are printed as ids for another command, a line each."""
        return self.quiet and self.is_for_people

    @property
    def may_end_early(self) -> bool:
        """Whether a list may end with a note that there is more: where a person reads the note below a table."""
        is_read = self._writer.reader is Reader.PERSON and self._query is None
        return is_read and self.is_terminal and not self.quiet

    @property
    def wants_whole_answers(self) -> bool:
        """Whether what is around a list is part of the result: a query may ask for it, too."""
        if self._query is not None:
            return True
        return self._writer.reader is Reader.WHOLE and not self._fields

    @property
    def prints_as_it_comes(self) -> bool:
        """Whether lines go out one by one, so that they need not end."""
        is_program = self._writer.reader is Reader.PROGRAM
        return self.is_for_people or (is_program and self._query is None)

    def item(
        self,
        row: Row,
        columns: Sequence[Column] = (),
        *,
        fields: Sequence[str] = (),
        title: str | None = None,
        in_words: Row | None = None,
        below: Sequence[Table | Lines] = (),
    ) -> None:
        """Prints one object: a JSON object, a CSV row, or lines of name and value for people.

        `fields` are all that --fields may name (default: the object's keys). The rest is what a
        person sees who asks for no fields: `columns` (default: everything), a title, values that are the object's own
        `in_words`, and tables `below`. Raises UsageError for an unknown field or a bad query.
        """
        known = tuple(fields) or tuple(row)
        check_fields(self._fields, known)
        shown = only(row, self._fields)
        if self._query is not None:
            self._writer.value(select(self._query, shown))
            return
        if self.is_for_people and in_words:
            shown = {**shown, **in_words}
        self._writer.item(
            shown,
            self._fields or known,
            columns_of(self._fields, columns, known),
            title=None if self._fields else title,
            below=() if self._fields else below,
        )

    def rows(
        self,
        rows: Iterable[Row],
        columns: Sequence[Column],
        *,
        fields: Sequence[str],
        empty: str | Callable[[], str] = "nothing to show",
        called_by: str = "id",
        total: Callable[[], int | None] = lambda: None,
    ) -> int:
        """Prints a list and returns how many rows there were; with --quiet, for people, only what each is `called_by`.

        `fields` are all the contract's fields of a row, in order: the CSV's columns and what
        --fields may name. JSON lines and CSV go out as the rows come in. With no rows a table says
        `empty` on stderr. A list that ends after `most_rows` says of how many, where `total` knows it. Raises
        UsageError for an unknown field or a bad query.
        """
        check_fields(self._fields, fields)
        if self.prints_ids_alone and called_by in fields:
            return self._names(row[called_by] for row in rows)
        shown = (only(row, self._fields) for row in rows)
        if self._query is not None:
            every = list(shown)
            self._writer.value(select(self._query, every))
            return len(every)
        columns = columns_of(self._fields, columns, fields)
        self.known_fields = fields
        rest = iter(shown)
        first = rest if self.most_rows is None else islice(rest, self.most_rows)
        count = self._writer.rows(first, self._fields or tuple(fields), columns)
        if count == self.most_rows and next(rest, None) is not None:
            found = total()
            self.note(
                f"The first {count}: --all" if found is None else f"{count} of {found:,}: --all"
            )
        if not count and self._writer.reader is Reader.PERSON:
            self.note(empty if isinstance(empty, str) else empty())
        return count

    def id_alone(self, made: object) -> bool:
        """With --quiet prints only the id of what was made; false where all of it is to be printed."""
        return self.prints_ids_alone and bool(self._names([made]))

    def _names(self, names: Iterable[object]) -> int:
        known = [name for name in names if name is not None]
        self.text("".join(f"{harmless(str(name))}\n" for name in known))
        return len(known)

    @property
    def takes_lines(self) -> bool:
        """Whether a list is printed from the lines of JSON that it came as."""
        return not self._fields and self._query is None and isinstance(self._writer, LineWriter)

    def json_lines(self, pages: Iterable[Sequence[str]]) -> None:
        """Prints objects, page by page, from compact JSON, each on a line."""
        assert isinstance(self._writer, LineWriter)
        self._writer.lines(_pieces(pages))

    @property
    def takes_pages(self) -> bool:
        """Whether a list is printed page by page, as it came."""
        return self._query is None and isinstance(self._writer, PageWriter)

    def pages(self, pages: Iterable[Sequence[Row]], *, fields: Sequence[str]) -> None:
        """Prints a list of which many rows come at once, as `rows` does. Raises UsageError for an unknown field."""
        check_fields(self._fields, fields)
        assert isinstance(self._writer, PageWriter)
        chosen = self._fields
        pieces = _pieces(pages)
        if chosen:
            pieces = ([only(row, chosen) for row in piece] for piece in pieces)
        self._writer.pages(pieces, chosen or tuple(fields))

    def plain(self, text: str, row: Row, *, fields: Sequence[str] = ()) -> None:
        """Prints `text` as it is, which a script takes without any option, such as a token.

        In the other formats, and with --fields or --query, it is the object `row` instead.
        """
        if self.is_for_people:
            self.text(text)
        else:
            self.item(row, fields=fields)

    def lines(
        self,
        rows: Iterable[Row],
        line: Callable[[Row], str],
        *,
        fields: Sequence[str],
        empty: str = "nothing to show",
    ) -> None:
        """Prints rows the moment that they come, for people as the text that `line` makes."""
        if not self.is_for_people:
            columns = [Column(field) for field in fields]
            self.rows(self._flushed(rows), columns, fields=fields, empty=empty)
            return
        for row in rows:
            self.text(harmless(line(row), keep_lines=True) + "\n")
            self.flush()

    def value(self, value: object) -> None:
        """Prints JSON of any shape: objects in a list as rows, other values a line each.

        Raises UsageError for a bad query, and for --fields: there is nothing that it could name.
        """
        check_fields(self._fields, ())
        self._writer.value(value if self._query is None else select(self._query, value))

    def line(self, text: str) -> None:
        """Prints a line for people, at once."""
        self.text(harmless(text) + "\n")
        self.flush()

    def sentence(self, text: str) -> None:
        """Prints a line for people, at its spaces onto as many lines as the terminal needs."""
        from textwrap import wrap

        text = harmless(text)
        if self.width is not None:
            text = "\n".join(wrap(text, self.width, break_long_words=False, break_on_hyphens=False))
        self.text(text + "\n")

    def text(self, text: str) -> None:
        """Prints text as it is, such as a script that another program reads."""
        self.stream.write(text)

    def blank(self) -> None:
        """An empty line between two tables; nothing in the other formats."""
        if self._writer.reader is Reader.PERSON:
            self.text("\n")

    def flush(self) -> None:
        """Lets what was printed so far be seen."""
        self._out.flush()

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

    def show_pages(self) -> None:
        """Shows what a person is to see page by page, if anything; from then on nothing waits."""
        if self._pages is not None:
            self._pages.show()

    def _tell(self, text: str) -> None:
        from fittrack_cli.secret import without_secrets

        self.show_pages()
        shown = harmless(without_secrets(self._in_full(text)), keep_lines=True)
        self.stderr.write(broken(shown, self.stderr) + "\n")
        self.stderr.flush()

    # Where it goes

    @property
    def is_terminal(self) -> bool:
        """Whether results go to a terminal."""
        return is_terminal(self._out)

    @cached_property
    def units(self) -> Units:
        """In which units, and with which signs, a person reads numbers."""
        return self._find_units()

    @property
    def messages_on_terminal(self) -> bool:
        """Whether messages and progress go to a terminal."""
        return is_terminal(self.stderr)

    @property
    def color(self) -> bool:
        """Whether results may be coloured: on a terminal, unless that is forced or unwanted."""
        return self.is_terminal if self._color is None else self._color

    @property
    def draws_blocks(self) -> bool:
        """Whether bars and charts may be drawn with more than ASCII: where colours are welcome, and the
        terminal's encoding has the characters."""
        return self.color and has(self.encoding, "▏█⣿")

    @property
    def messages_color(self) -> bool:
        """Whether messages and progress may be coloured."""
        return self.messages_on_terminal if self._color is None else self._color

    @property
    def encoding(self) -> str | None:
        """How a person's results are encoded; None where they stay text."""
        return self._out.encoding

    @property
    def width(self) -> int | None:
        """The terminal's width in cells; None without a terminal, where nothing is cut."""
        if self._width is not None:
            return self._width
        if not self.is_terminal:
            return None
        from shutil import get_terminal_size

        return get_terminal_size().columns

    @cached_property
    def stream(self) -> TextIO:
        """Where results go: in UTF-8 with the line ends of the format, whatever the locale says.

        What a person reads has the locale's encoding.
        """
        if not hasattr(self._out, "reconfigure"):
            return self._out
        if self.is_for_programs:
            return for_programs(self._out)
        self._pages = self._make_pages(self._out) if self.is_terminal else None
        return self._pages or self._out  # type: ignore[return-value]

    @cached_property
    def _writer(self) -> Writer:
        return writer_for(self._format, self)

    def _flushed(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows, each written out before the next one is waited for."""
        for row in rows:
            yield row
            self.flush()


_AT_ONCE = 100
"""So many rows are written together: fewer cost more each, and the text of more does not stay near the processor."""


def _pieces(pages: Iterable[Sequence[T]]) -> Iterator[Sequence[T]]:
    for page in pages:
        for start in range(0, len(page), _AT_ONCE):
            yield page[start : start + _AT_ONCE]
