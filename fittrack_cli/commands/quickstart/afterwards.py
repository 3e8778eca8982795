"""What a person needs to know once quickstart is done: how to type `fittrack`, and that the backend runs on."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

_SYSTEMD_RUNS = Path("/run/systemd/system")
"""There where systemd has started the system (sd_booted(3))."""
_ACTIVATE = {"fish": "activate.fish", "csh": "activate.csh", "tcsh": "activate.csh"}


def way_to_fittrack(env: Mapping[str, str], program: Path = Path(sys.executable)) -> str | None:
    """What to type so that the shell finds this fittrack; None where it does already."""
    folder = program.parent
    found = shutil.which("fittrack", path=env.get("PATH", ""))
    if found is not None and Path(found).parent.resolve() == folder.resolve():
        return None
    if sys.platform == "win32":
        return f"& {shlex.quote(str(folder / 'Activate.ps1'))}"
    script = folder / _ACTIVATE.get(Path(env.get("SHELL", "")).name, "activate")
    if script.is_file():
        return f"source {shlex.quote(str(script))}"
    return f'export PATH={shlex.quote(str(folder))}:"$PATH"'


def about_the_backend(url: str, *, platform: str = sys.platform) -> str:
    """That the backend of this machine runs on, how to stop it, and how to have it after a restart."""
    rows = [
        ("stop it", "fittrack backend stop"),
        ("start it again", "fittrack backend start"),
    ]
    if platform == "darwin" or (platform == "linux" and _SYSTEMD_RUNS.is_dir()):
        at_login = "fittrack backend stop && fittrack backend install --enable"
        rows.append(("have it at each login", at_login))
    width = max(len(what) for what, _ in rows)
    lines = [f"  {what + ':':<{width + 1}} {command}" for what, command in rows]
    about = f"The backend runs on at {url}, until you stop it or the machine goes down:"
    return "\n".join((about, *lines))
