"""The folders that a person's programs have for settings, data and what may be lost, by the platform."""

from __future__ import annotations

import os
import sys
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Kind = Literal["config", "data", "cache"]

_BELOW_HOME = {"config": ".config", "data": ".local/share", "cache": ".cache"}


def user_folder(kind: Kind) -> Path:
    """FitTrack's folder of that kind.

    On Linux two variables say it (XDG Base Directory Specification). Where these do not, and elsewhere, platformdirs does: importing
    it takes as long as half an interpreter.
    """
    if sys.platform == "linux" and "ANDROID_ROOT" not in os.environ:
        named, home = os.environ.get(f"XDG_{kind.upper()}_HOME", ""), os.environ.get("HOME", "")
        if named.startswith("/"):
            return Path(named, "fittrack")
        if home.startswith("/"):
            return Path(home, _BELOW_HOME[kind], "fittrack")
    import platformdirs

    folders = platformdirs.PlatformDirs("fittrack", appauthor=False)
    return Path(getattr(folders, f"user_{kind}_dir"))
