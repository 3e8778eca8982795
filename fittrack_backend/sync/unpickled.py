"""Keeps DBOS from unpickling: whoever can write its tables must not run code in the server.

A serializer of one's own is not enough. DBOS unpickles every row that says `py_pickle`, whatever it was
configured with (`dbos._serialization`), so the class that does it is made to refuse.
"""

from __future__ import annotations

from typing import NoReturn

from dbos import _serialization

SERIALIZER = _serialization.DBOSPortableJSON
"""Writes arguments, results and errors as JSON."""


class NotUnpickled(Exception):
    """A row holds a pickle: an older FitTrack wrote it, or somebody planted it."""


def never_unpickle() -> None:
    """From now on a pickle in DBOS's tables raises `NotUnpickled` and is not opened."""
    setattr(_serialization.DefaultSerializer, "deserialize", _refuse)  # noqa: B010 (mypy: a method)


def _refuse(_serializer: object, _data: str) -> NoReturn:
    raise NotUnpickled("a row of the jobs database holds a pickle, and pickles are not opened")
