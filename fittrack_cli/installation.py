"""How this fittrack was installed, and so what installs it again, with an extra or in a newer version."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

NAME = "fittrack"


def install_command(extra: str | None = None, *, newer: bool = False) -> str:
    """What to type to install it with an extra, or anew: by uv, pipx or pip, as this installation was made."""
    return installing(Path(sys.prefix), sys.executable, extra, _origin(), newer=newer)


def installing(
    prefix: Path, python: str, extra: str | None, origin: str | None, *, newer: bool = False
) -> str:
    """The command for the environment `prefix`; `origin` is the address that it was installed from, where that is not
    an index: a wheel, a checkout."""
    what = f"{NAME}[{extra}]" if extra else NAME
    what = shlex.quote(f"{what} @ {origin}" if origin else what)
    upgrade = "--upgrade " if newer else ""
    if (prefix / "uv-receipt.toml").is_file():
        return f"uv tool install --force {upgrade}{what}"
    if (prefix / "pipx_metadata.json").is_file():
        return f"pipx install --force {what}"
    if _is_uvs(prefix):
        return f"uv pip install --python {shlex.quote(python)} {upgrade}{what}"
    return f"{shlex.quote(python)} -m pip install {upgrade}{what}"


def _is_uvs(prefix: Path) -> bool:
    """Whether uv made the environment, which then has no pip (`uv = VERSION` in its pyvenv.cfg)."""
    try:
        lines = (prefix / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    return any(line.partition("=")[0].strip() == "uv" for line in lines)


def _origin() -> str | None:
    """The address in direct_url.json (PEP 610); None for what came from an index."""
    import json
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        document = json.loads(distribution(NAME).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, OSError, ValueError):
        return None
    url = document.get("url") if isinstance(document, dict) else None
    return url if isinstance(url, str) and url.startswith("file:") else None
