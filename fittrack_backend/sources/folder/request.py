"""Asking for a folder to be connected: what the request holds, and whether it can be done."""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field

from fittrack_backend.errors import Problem, invalid
from fittrack_backend.os_errors import os_reason
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.sources.allowed_folders import AllowedFolders, is_in
from fittrack_backend.sources.folder.beneath import hold
from fittrack_backend.sources.folder.names import display_name
from fittrack_backend.sources.port import NewSource
from fittrack_backend.sources.request import SourceRequest


class FolderSourceRequest(SourceRequest):
    """A folder of training files on the server's machine, or a mounted watch."""

    PROBLEMS = (
        Kind.FOLDER_NOT_FOUND,
        Kind.FOLDER_NOT_ALLOWED,
        Kind.FOLDER_NOT_READABLE,
        Kind.NOT_A_FOLDER,
    )
    EXAMPLE: ClassVar[dict[str, str]] = {"kind": "folder", "path": "/media/athlete/GARMIN"}

    kind: Literal["folder"]
    path: str = Field(min_length=1, max_length=4096, description="Absolute, as the server sees it.")
    watch: bool = Field(
        default=False, description="Start a sync by itself when something changes in it."
    )

    def checked(self, allowed: AllowedFolders) -> NewSource:
        """The folder by its real path.

        Problems: 422 `validation` for a path that is not absolute, `not-a-folder`,
        `folder-not-readable` or `folder-not-allowed`; 404 `folder-not-found`.
        """
        root = _real_folder(self.path, allowed)
        shown = display_name(root)
        return NewSource(
            identity=root,
            settings=root,
            name=shown.rstrip("/\\").replace("\\", "/").rpartition("/")[2] or shown,
            title=f"the folder {shown}",
            path=shown,
            watched=self.watch,
        )


def _real_folder(path: str, allowed: AllowedFolders) -> bytes:
    if "\0" in path or any("\ud800" <= c <= "\udfff" for c in path):
        raise invalid("body.path", "This is not a path.")
    if not Path(path).is_absolute():
        raise invalid(
            "body.path", f"The path must be absolute, as the server sees it; {path!r} is not."
        )
    root = os.path.realpath(os.fsencode(path))
    # First of all: whether something else is there is nobody's business who may not read it.
    if (why := allowed.refusal(root)) is not None:
        raise Problem(Kind.FOLDER_NOT_ALLOWED, f"{path} cannot be a source: {why}.")
    try:
        with hold(root, allowed.closed_because, to_list=True):
            return root
    except FileNotFoundError as error:
        if any(is_in(root, seen) for seen in allowed.seen_by_workers):
            return root  # on a worker's machine: its first sync says what is there
        raise Problem(Kind.FOLDER_NOT_FOUND, f"There is no folder {path}.") from error
    except NotADirectoryError as error:
        raise Problem(Kind.NOT_A_FOLDER, f"{path} is not a folder.") from error
    except OSError as error:
        raise Problem(
            Kind.FOLDER_NOT_READABLE,
            f"The server cannot read {path}: {os_reason(error)}.",
        ) from error
