"""What commands declare of their arguments and options, and how they end early.

These are plain values: a command is called by them (`command_line.py`), and Typer's parser, which takes 20 ms to import, is made of
them only where it is needed (`typer_tree.py`).
"""

from __future__ import annotations


class Argument:
    """A word, or several, that a command takes by their place."""

    __slots__ = ("help", "metavar")

    def __init__(self, *, metavar: str, help: str) -> None:
        self.metavar = metavar
        self.help = help


class Option:
    """An option: how it is spelled (`--full`, or `--color/--no-color` for a flag with two sides), and what a number may be."""

    __slots__ = ("help", "max", "metavar", "min", "opts", "show_default")

    def __init__(
        self,
        *opts: str,
        help: str,
        metavar: str | None = None,
        min: int | None = None,
        max: int | None = None,
        show_default: bool = True,
    ) -> None:
        self.opts = opts
        self.help = help
        self.metavar = metavar
        self.min = min
        self.max = max
        self.show_default = show_default


class Exit(Exception):
    """The command is done, and that is its exit code."""

    def __init__(self, code: int = 0) -> None:
        self.code = code
        super().__init__(code)
