"""`fittrack source connect folder`: the path as its owner types it, checked before the backend is
asked."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

from fittrack_cli.errors import CliError, UsageError, printable_path
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option
from fittrack_cli.values.given_paths import check_there

if TYPE_CHECKING:
    from fittrack_client.models.source import Source

_NOT_THERE = ("folder-not-found", "not-a-folder", "folder-not-readable", "folder-not-allowed")
"""What a backend answers that does not see a folder of this machine."""
_SEND_IT = "name the folder that it is in, or send it: fittrack upload {}"


def command(
    cli: Cli,
    path: Annotated[str, Argument(metavar="FOLDER", help="The folder, or a mounted watch.")],
    name: Annotated[
        str | None,
        Option("--name", metavar="NAME", help="What to call it (default: its own name)."),
    ] = None,
    watch: Annotated[
        bool,
        Option("--watch", help="Start a sync by itself when something changes in it."),
    ] = False,
) -> None:
    """Connect a folder of FIT, TCX and GPX files on the backend's machine.

    Where the backend is on another machine than the folder, send the files instead: fittrack upload FOLDER

    Examples:
        fittrack source connect folder ~/Training
        fittrack source connect folder /media/GARMIN/GARMIN --name watch --watch
    """
    from fittrack_cli.commands.source.connecting import print_connected

    print_connected(cli, connect_folder(cli, path, name=name, watch=watch))


def connect_folder(cli: Cli, path: str, *, name: str | None = None, watch: bool = False) -> Source:
    """Connects a folder; `~` and relative paths are seen from here.

    Raises UsageError for anything but a folder (before anything is sent, when the backend is on
    this machine), Conflict for a folder that is already connected, and other CliErrors.
    """
    from fittrack_cli.commands.source.connecting import connect
    from fittrack_client.models.folder_source_request import FolderSourceRequest
    from fittrack_client.types import UNSET
    from fittrack_common.loopback import is_loopback

    folder = absolute(path)
    if is_loopback(cli.connection.url):
        check_folder(folder, _SEND_IT)
    request = FolderSourceRequest(
        kind="folder", path=str(folder), name=name or UNSET, watch=watch or UNSET
    )
    try:
        return connect(cli, request)
    except CliError as error:
        if error.slug in _NOT_THERE and folder.is_dir():
            _offer_upload(cli, error, folder)
        raise


def _offer_upload(cli: Cli, error: CliError, folder: Path) -> None:
    """Says that the backend does not see a folder which is here, and what does work."""
    from fittrack_contract.problems import FOLDER_NOT_ALLOWED

    if error.slug != FOLDER_NOT_ALLOWED:
        error.detail = (
            f"{printable_path(folder)} is on this machine; the backend at {cli.connection.url} "
            "does not see it"
        )
    send = f"send its files instead: fittrack upload {quote(str(folder))}"
    error.hint = f"{error.hint}\n{send}" if error.slug == FOLDER_NOT_ALLOWED else send


def absolute(path: str) -> Path:
    """The folder that a person means by `path`. Raises UsageError."""
    if not path:
        raise UsageError("no folder", "its path is empty", "for example ~/Training")
    try:
        # Links stay as they are: they are how their owner names the folder.
        folder = Path(path).expanduser().absolute()
        str(folder).encode()
    except RuntimeError as error:
        raise UsageError(f"cannot understand {printable_path(path)}", str(error)) from error
    except UnicodeEncodeError as error:
        raise UsageError(
            f"cannot connect {printable_path(path)}",
            "its name is not UTF-8, which JSON cannot carry",
            "make a link to it with a plain name, and connect that",
        ) from error
    parts = [part for part in folder.parts if part != "."]
    return Path(*parts) if ".." not in parts else folder.resolve()


def check_folder(folder: Path, about_a_file: str) -> None:
    """Raises UsageError unless it is a folder that can be read; of a file it says what to do with `{}`, which it is."""
    shown = printable_path(folder)
    check_there(folder)
    try:
        if not folder.is_dir():
            hint = about_a_file.replace("{}", quote(shown))
            raise UsageError(f"cannot connect {shown}", "it is a file, not a folder", hint)
        next(folder.iterdir(), None)
    except OSError as error:
        raise UsageError(f"cannot read {shown}", error.strerror or str(error)) from error
