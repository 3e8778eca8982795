"""Clients of Garmin's Personal API that others wrote, each in an environment of its own.

    python -m tools.running.garmin_clients

What was installed stays: the next run takes a moment. Tests ask for `python_of`, and are skipped without it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from tools import REPOSITORY

_FOLDER = REPOSITORY / ".garmin-clients"
_LONGEST_S = 180


@frozen
class Client:
    """A client as it is published, and the Python that it needs."""

    package: str
    version: str
    minor: int
    """The second part of the oldest Python 3 that it runs with."""

    @property
    def folder(self) -> Path:
        """Its environment, which is there once it is whole."""
        return _FOLDER / f"{self.package}-{self.version}"


GARMINS_OWN = Client("garmin-connect-personal-api-python", "1.0.0", 12)
GCPAPI = Client("gcpapi-sync", "0.1.20261022", 11)


class NotInstalled(Exception):
    """A client is not there; the text says why."""


def python_of(client: Client) -> str:
    """The Python that has the client. Raises NotInstalled."""
    python = client.folder / "bin" / "python"
    if not python.exists():
        raise NotInstalled(f"{client.package} is not installed (scripts/garmin-clients)")
    return str(python)


def install(client: Client) -> None:
    """Makes the environment of a client, whole or not at all. Raises NotInstalled."""
    if client.folder.exists():
        return
    python = next(_pythons(client.minor), None)
    if python is None:
        raise NotInstalled(f"{client.package} needs Python 3.{client.minor} or newer")
    shutil.rmtree(client.folder, ignore_errors=True)
    half_made = client.folder.with_suffix(".half-made")
    shutil.rmtree(half_made, ignore_errors=True)
    wanted = f"{client.package}=={client.version}"
    pip = ("-m", "pip", "install", "--quiet", "--retries", "1", "--timeout", "10", wanted)
    try:
        subprocess.run([python, "-m", "venv", half_made], check=True, timeout=_LONGEST_S)
        subprocess.run([half_made / "bin" / "python", *pip], check=True, timeout=_LONGEST_S)
    except (OSError, subprocess.SubprocessError) as error:
        shutil.rmtree(half_made, ignore_errors=True)
        raise NotInstalled(f"{client.package} could not be installed ({error})") from error
    half_made.rename(client.folder)


def _pythons(minor: int) -> Iterator[str]:
    """Pythons that are new enough and run; those that pyenv has, too."""
    for number in range(minor, 16):
        found = shutil.which(f"python3.{number}")
        if found is None:
            continue
        of_pyenv = Path(found).parent.parent / "versions"
        candidates = [*of_pyenv.glob(f"3.{number}.*/bin/python"), Path(found)]
        yield from (str(one) for one in candidates if _runs(one))
    if sys.version_info[:2] >= (3, minor):
        yield sys.executable


def _runs(python: Path) -> bool:
    done = subprocess.run([python, "-c", "import venv"], capture_output=True, check=False)
    return done.returncode == 0


def main() -> int:
    """Installs both, and says what it could not."""
    failed = 0
    for client in (GARMINS_OWN, GCPAPI):
        try:
            install(client)
        except NotInstalled as missing:
            print(missing, file=sys.stderr)
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
