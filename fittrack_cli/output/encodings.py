"""What the encoding of a terminal lacks, in characters that it has.

In the C locale Python writes UTF-8, as gh and git do. Others are those of old locales, such as Latin-1, and of PYTHONIOENCODING.
"""

from __future__ import annotations

import codecs
from typing import TextIO

INSTEAD = "fittrack-instead"
"""The name of the error handler that writes something else for what cannot be written."""
_OURS = {"…": "...", "°": "", "³": "3"}
"""What we print ourselves; other characters become escapes."""


def _instead(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_OURS.get(one, _escaped(one)) for one in lacking), error.end


def _escaped(text: str) -> str:
    return text.encode("ascii", "backslashreplace").decode()


codecs.register_error(INSTEAD, _instead)


def as_written(text: str, encoding: str | None) -> str:
    """The text as a stream with that encoding shows it; None is one that takes text."""
    if encoding is None or text.isascii() or encoding.lower() == "utf-8":
        return text
    return text.encode(encoding, INSTEAD).decode(encoding)


def writes_anything(stream: TextIO) -> None:
    """Lets a stream write every text, whatever its encoding."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors=INSTEAD)


def has(encoding: str | None, text: str) -> bool:
    """Whether all characters of a text are in an encoding."""
    try:
        text.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
