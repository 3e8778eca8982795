"""Folders are where platformdirs has them, which is not imported where two variables say it."""

from __future__ import annotations

import subprocess
import sys
from typing import Literal

import platformdirs
import pytest

from fittrack_common.user_folders import user_folder

NAMED = ("", "relative", "/else", "/else/", "/a b/é", "~/x")
HOMES = (None, "", "relative", "/", "/home/ada", "/home/ada/", "//srv//ada/")


@pytest.mark.parametrize("kind", ["config", "data", "cache"])
@pytest.mark.parametrize("named", NAMED, ids=range(len(NAMED)))
@pytest.mark.parametrize("home", HOMES, ids=range(len(HOMES)))
def test_a_folder_is_where_platformdirs_has_it(
    kind: Literal["config", "data", "cache"],
    named: str,
    home: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", named)
    if home is None:
        monkeypatch.delenv("HOME")
    else:
        monkeypatch.setenv("HOME", home)
    expected = getattr(platformdirs, f"user_{kind}_path")("fittrack", appauthor=False)
    assert user_folder(kind) == expected


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs says it")
def test_platformdirs_is_not_imported_for_it() -> None:
    code = "import sys; from fittrack_cli.places import *; config_dir({}), cache_dir({}); print('platformdirs' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"HOME": "/home/ada"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"
