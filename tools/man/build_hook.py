"""Puts the man pages into a wheel as it is built (hatch calls this); nothing generated is committed."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = ("", "generated_client/client", "generated_client/commands")


class ManPages(BuildHookInterface):  # type: ignore[type-arg]
    """Writes the pages to a folder of its own, and names them as files of the wheel."""

    _folder: TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the pages, except to an editable installation: that is to be quick, and has no files of its own."""
        if version == "editable":
            return
        # An installed fittrack of another version must not be the one that is described.
        before = list(sys.path)
        sys.path[:0] = [str(Path(self.root, source)) for source in SOURCES]
        try:
            from tools.man.pages import pages

            made = pages()
        finally:
            sys.path[:] = before
        self._folder = TemporaryDirectory(prefix="fittrack-man-")
        for path, text in made.items():
            file = Path(self._folder.name, path)
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(text.encode("ascii"))
            build_data["shared_data"][str(file)] = f"share/man/{path}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes the folder."""
        if self._folder is not None:
            self._folder.cleanup()
