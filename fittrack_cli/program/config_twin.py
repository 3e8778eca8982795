"""The configuration as JSON, in a file beside it: importing a YAML parser takes 50 ms.

The twin holds the very text that it was made from, so it can never speak for another: a file that
was changed, by whomever and however, is read by the YAML parser, which then makes its new twin.
Without a twin everything works, and takes longer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from fittrack_cli.errors import CliError
from fittrack_cli.files import read_private, write_private

FILE_NAME = ".config.json"
_TEXT, _MEANING = "text", "meaning"


def read(folder: Path, data: bytes) -> object | None:
    """What the text `data` of the configuration in `folder` means; None where no twin tells."""
    try:
        twin = json.loads(read_private(folder / FILE_NAME) or b"{}")
    except (CliError, ValueError, RecursionError):
        return None
    if not isinstance(twin, dict) or twin.get(_TEXT) != _as_text(data):
        return None
    return twin.get(_MEANING)


def write(folder: Path, data: bytes, meaning: Mapping[str, object]) -> None:
    """Notes what `data` means, in values of JSON; where nothing can be written, nothing is."""
    twin = {_TEXT: _as_text(data), _MEANING: meaning}
    try:
        write_private(folder / FILE_NAME, json.dumps(twin).encode())
    except (CliError, OSError):
        pass


def _as_text(data: bytes) -> str:
    """All bytes, one character each: the file need not be UTF-8, nor text at all."""
    return data.decode("latin-1")
