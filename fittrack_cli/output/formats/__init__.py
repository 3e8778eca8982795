"""The formats of results. A new one is a module here with a `Writer`, and an entry in `FORMATS`."""

from __future__ import annotations

from typing import NamedTuple


class Format(NamedTuple):
    """A format; its module, imported when it is used, has the same name."""

    name: str
    errors_in_json: bool = False
    """Whether errors are JSON on stderr, as for a program that reads JSON."""


FORMATS = (
    Format("table"),
    Format("json", errors_in_json=True),
    Format("jsonl", errors_in_json=True),
    Format("csv"),
    Format("yaml"),
)
