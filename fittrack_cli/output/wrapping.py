"""Messages on a terminal, broken between words; commands in them stay whole, to be copied."""

from __future__ import annotations

from typing import TextIO

from fittrack_cli.output.streams import is_terminal

INDENT = "  "
_PROGRAMS = ("fittrack", "mv", "chmod", "export", "pip", "pipx", "uv")
"""What commands in messages begin with."""


def terminal_width(stream: TextIO) -> int | None:
    """How many cells a line of a terminal has; None for what is none: nothing is broken there."""
    if not is_terminal(stream):
        return None
    from shutil import get_terminal_size

    return get_terminal_size().columns


def broken(text: str, stream: TextIO) -> str:
    """A text of several lines as it goes to `stream`; each line keeps its own indent."""
    width = terminal_width(stream)
    if width is None:
        return text
    lines = []
    for line in text.split("\n"):
        bare = line.lstrip(" ")
        lines += wrapped(bare, line[: len(line) - len(bare)], width)
    return "\n".join(lines)


def wrapped(line: str, indent: str, width: int | None) -> list[str]:
    """A line after `indent`, as lines of at most `width` cells where its words and commands allow it.

    What goes on below is indented further. A command at the end gets a line of its own.
    """
    whole = f"{indent}{line}"
    if width is None or _cells(whole) <= width:
        return [whole]
    at = min((at for name in _PROGRAMS if (at := line.find(f": {name} ")) > 0), default=None)
    if at is not None and line[:at] != "fittrack":
        prose, command = line[: at + 1], line[at + 2 :]
        below = f"{indent}{INDENT}"
        return [*wrapped(prose, indent, width), *_ending(command, below, width)]
    if line.startswith("fittrack ") and not line.startswith("fittrack: "):
        return [whole]
    lines, current = [], indent
    is_first = True
    for word in line.split(" "):
        if not is_first and _cells(f"{current} {word}") > width:
            lines.append(current)
            current, is_first = f"{indent}{INDENT}", True
        current += word if is_first else f" {word}"
        is_first = False
    return [*lines, current]


def _ending(command: str, indent: str, width: int) -> list[str]:
    """A command, and below it what is said after a comma or a semicolon."""
    for mark in ("; ", ", "):
        first, found, rest = command.partition(mark)
        if found and _cells(f"{indent}{command}") > width:
            return [f"{indent}{first}{mark.rstrip()}", *wrapped(rest, indent, width)]
    return [f"{indent}{command}"]


def _cells(text: str) -> int:
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(int(wcswidth(text)), 0) or len(text)
