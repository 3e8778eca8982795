"""The formats of results. A new one is a module here with a `Writer`, and an entry in `FORMATS`."""

from __future__ import annotations


class Format:
    """A format; its module, imported when it is used, has the same name.

    `errors_in_json` says whether errors are JSON on stderr, as for a program that reads JSON.
    """

    __slots__ = ("errors_in_json", "name")

    def __init__(self, name: str, *, errors_in_json: bool = False) -> None:
        self.name = name
        self.errors_in_json = errors_in_json


FORMATS = (
    Format("table"),
    Format("json", errors_in_json=True),
    Format("jsonl", errors_in_json=True),
    Format("csv"),
    Format("yaml"),
    Format("parquet"),
)
