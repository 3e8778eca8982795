"""The configuration as JSON, cached in a file beside it: importing a YAML parser takes 50 ms.

The cache holds the very text that it was made from, so it never stands for another: a file that was
changed, by whomever and however, is read by the YAML parser, and the cache is written anew. Without
the cache everything works, and takes longer.
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
    """What the text `data` of the configuration in `folder` means; None where the cache does not know."""
    try:
        cache = json.loads(read_private(folder / FILE_NAME) or b"{}")
    except (CliError, ValueError, RecursionError):
        return None
    if not isinstance(cache, dict) or cache.get(_TEXT) != _as_text(data):
        return None
    return cache.get(_MEANING)


def write(folder: Path, data: bytes, meaning: Mapping[str, object]) -> None:
    """Caches what `data` means, in values of JSON; where nothing can be written, nothing is."""
    cache = {_TEXT: _as_text(data), _MEANING: meaning}
    try:
        write_private(folder / FILE_NAME, json.dumps(cache).encode())
    except (CliError, OSError):
        pass


def _as_text(data: bytes) -> str:
    """All bytes, one character each: the file need not be UTF-8, nor text at all."""
    return data.decode("latin-1")
