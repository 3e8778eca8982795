"""This machine: Python, the installation, PATH and completion."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from fittrack_cli.commands.doctor.finding import Finding
from fittrack_cli.errors import printable_path
from fittrack_cli.program.context import Cli

_STARTUP_FILES = {
    "bash": (".bashrc", ".bash_profile", ".bash_completion", ".profile"),
    "zsh": (".zshrc", ".zprofile"),
    "fish": (".config/fish/config.fish", ".config/fish/completions/fittrack.fish"),
}
"""Where people set completion up by themselves, below their home."""


def python(cli: Cli) -> Iterator[Finding]:
    """The interpreter."""
    yield Finding("python", "ok", f"{platform.python_version()} ({printable_path(sys.executable)})")


def install(cli: Cli) -> Iterator[Finding]:
    """The version, and whether the backend is installed, too."""
    from fittrack_common.version import __version__

    with_backend = find_spec("dbos") is not None and find_spec("fastapi") is not None
    what = "with the backend" if with_backend else "the command line only"
    yield Finding("install", "ok", f"fittrack {__version__}, {what}")


def path(cli: Cli) -> Iterator[Finding]:
    """Whether `fittrack` can be typed, and is this one."""
    found = shutil.which("fittrack", path=cli.env.get("PATH"))
    folder = Path(sys.executable).parent
    if found is None:
        yield Finding(
            "path",
            "warning",
            "no fittrack is on the PATH",
            f'export PATH="{printable_path(folder)}:$PATH"',
        )
    elif Path(found).resolve().parent not in (folder, folder.resolve()) and not _runs(found):
        yield Finding(
            "path", "warning", f"{printable_path(found)} is on the PATH, and is another fittrack"
        )
    else:
        yield Finding("path", "ok", printable_path(found))


def _runs(script: str) -> bool:
    """Whether the script is one for this interpreter."""
    try:
        with Path(script).open("rb") as file:
            first = file.readline(512)
    except OSError:
        return False
    return os.fsencode(sys.executable) in first


def completion(cli: Cli) -> Iterator[Finding]:
    """Whether TAB is set up in the person's shell."""
    shell = Path(cli.env.get("SHELL", "")).name
    files = _STARTUP_FILES.get(shell)
    if files is None:
        yield Finding(
            "completion", "ok", "not looked for in this shell", "fittrack completion --help"
        )
        return
    from fittrack_cli.commands.completion.installing import place_of

    home = Path(cli.env.get("HOME") or Path.home())
    ours = place_of(shell, cli.env)
    places = [ours.startup or ours.script, *(home / file for file in files)]
    if any(_names_it(place) for place in places):
        yield Finding("completion", "ok", f"set up for {shell}")
    else:
        yield Finding(
            "completion", "ok", f"not found in the files of {shell}", "fittrack completion install"
        )


def _names_it(file: Path) -> bool:
    try:
        return b"fittrack" in file.read_bytes()
    except OSError:
        return False
