"""CSV (RFC 4180) that reads back into the same values with `csv.reader` and `newline=''`."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from typing import TextIO

from fittrack_cli.output.harmless import exact_json, harmless


def write_csv(
    stream: TextIO,
    fields: Sequence[str] | None,
    rows: Iterable[Mapping[str, object] | Mapping[int, object]],
    *,
    for_terminal: bool = False,
) -> int:
    """Writes a header and the rows as they come, and returns how many rows there were.

    Without `fields` each row's values are written as they are, with no header. Values are exact,
    except on a terminal, where dangerous characters are shown as escapes.
    """
    writer = csv.writer(stream)
    rest = iter(rows)
    first = list(islice(rest, 1))  # may fail, and then nothing is printed
    if fields is not None:
        writer.writerow([harmless(field) if for_terminal else field for field in fields])
    count = 0
    for row in chain(first, rest):
        by_name: dict[object, object] = dict(row.items())
        values = by_name.values() if fields is None else [by_name.get(field) for field in fields]
        cells = [cell(value) for value in values]
        writer.writerow([harmless(text) for text in cells] if for_terminal else cells)
        count += 1
    return count


def cell(value: object) -> str:
    """A value as CSV shows it: null empty, booleans in lower case, lists and objects as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return exact_json(value)
