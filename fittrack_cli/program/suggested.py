"""The commands that messages suggest, so that each works where it is pasted.

Messages name commands in their short form: `fittrack auth login`. `Suggested` is the one place that adds the profile,
the server and the data folder that were options of this run, to those commands that take them. What a variable says
still holds where the command is pasted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fittrack_cli.program.command_table import OWN_PACKAGE, Leaf, find

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence

_PROGRAM = "fittrack "
_WITHOUT_PROFILE = frozenset({"alias", "backend", "completion", "help", "profile"})
_WITHOUT_SERVER = _WITHOUT_PROFILE | {"config"}
_OF_THE_DATA_FOLDER = "backend"
_DATA_DIR = "data_dir"


class Suggested:
    """What a run adds to the commands in a message; `typed` gives its options by name."""

    def __init__(self, typed: Callable[[str], str | None]) -> None:
        self._typed = typed

    def __call__(self, text: str) -> str:
        """`text` with each `fittrack COMMAND` in it in full."""
        if _PROGRAM not in text:
            return text
        import re

        return re.sub(r"(?<![\w/.-])fittrack((?: [a-z][a-z-]*)+)", self._in_full, text)

    def _in_full(self, found: re.Match[str]) -> str:
        said = found[1].split()
        count = max((n for n in range(len(said) + 1) if find(said[:n]) is not None), default=0)
        if not count:
            return found[0]
        words, rest = said[:count], said[count:]
        return " ".join(
            ("fittrack", *self._common(words[0]), *words, *self._data_folder(words), *rest)
        )

    def _common(self, word: str) -> list[str]:
        profile = None if word in _WITHOUT_PROFILE else self._typed("profile")
        server = None if word in _WITHOUT_SERVER else self._server()
        return [*_option("--profile", profile), *_option("--server", server)]

    def _server(self) -> str | None:
        """The server that was given, unless it cannot be one: it may hold a password then."""
        from fittrack_cli.errors import UsageError
        from fittrack_cli.program.config import parse_setting

        given = self._typed("server")
        try:
            return None if given is None else str(parse_setting("server", given))
        except UsageError:
            return None

    def _data_folder(self, words: Sequence[str]) -> list[str]:
        given = self._typed(_DATA_DIR)
        if given is None or words[0] != _OF_THE_DATA_FOLDER or not _takes(words, _DATA_DIR):
            return []
        return _option("--data-dir", given)


def _option(name: str, value: str | None) -> list[str]:
    if value is None:
        return []
    import shlex

    return [name, shlex.quote(value)]


def _takes(words: Sequence[str], parameter: str) -> bool:
    """Whether a command of ours has a parameter of that name."""
    leaf = find(words)
    if not isinstance(leaf, Leaf) or leaf.package != OWN_PACKAGE:
        return False
    import inspect
    from importlib import import_module

    module, _, name = leaf.target.partition(":")
    function = getattr(import_module(f"{leaf.package}.{module}"), name)
    return parameter in inspect.signature(function).parameters


def how_to_use(words: Sequence[str]) -> str:
    """Where a command is explained."""
    return f"{' '.join(('fittrack', *words))} --help shows how to use it"
