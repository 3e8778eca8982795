"""Saving the page: whole or not at all, for its owner alone; or writing it to standard output. And showing it."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from fittrack_cli.errors import UsageError, printable_path
from fittrack_cli.files import cannot, write_new
from fittrack_cli.output.streams import is_terminal
from fittrack_cli.values.given_paths import given_path
from fittrack_cli.wire.download import check_target, put

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli

STANDARD_OUTPUT = "-"


def check_place(cli: Cli, to: str | None, name: str, *, force: bool, show: bool) -> Path | None:
    """Where the page is to go, before it is made: a file, by default one here called `name`; None for standard output.
    Raises the CliError of a place that it cannot go to."""
    if to == STANDARD_OUTPUT:
        if show:
            raise UsageError("--open needs a file", "standard output has no address", "--out FILE")
        if is_terminal(cli.stdout):
            raise UsageError(
                "will not write a page to the terminal", "it is for a browser", "--out FILE"
            )
        return None
    target = Path(name) if to is None else given_path(to)
    check_target(target, force=force)
    return target


def save_page(cli: Cli, page: str, target: Path | None, *, force: bool, show: bool) -> None:
    """Saves the page where `check_place` said. Raises Conflict for a file that is there, unless `force`, and CliError."""
    data = page.encode()
    if target is None:
        _write(cli, data)
        return
    _save(data, target, force=force)
    path = printable_path(target)
    if cli.output.is_for_people:
        cli.output.note(f"Saved {path} ({len(data):,} bytes).")
    else:
        digest = hashlib.sha256(data).hexdigest()
        cli.output.item({"path": path, "size_bytes": len(data), "file_sha256": digest})
    if show:
        _show(cli, target)


def _write(cli: Cli, data: bytes) -> None:
    from fittrack_cli.output.streams import bytes_of

    stream = bytes_of(cli.stdout)
    stream.write(data)
    stream.flush()


def _save(data: bytes, target: Path, *, force: bool) -> None:
    temporary = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
    try:
        write_new(temporary, data)
        put(temporary, target, force=force)
    except OSError as error:
        raise cannot("write", target, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def _show(cli: Cli, target: Path) -> None:
    import webbrowser

    try:
        is_shown = webbrowser.open(target.resolve().as_uri())
    except (webbrowser.Error, OSError):
        is_shown = False
    if not is_shown:
        cli.output.warn(f"no browser was found; open {printable_path(target.resolve())} yourself")
