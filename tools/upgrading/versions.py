"""Servers and workers of a version: of this tree, or of a revision that git has."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from attrs import frozen

from tools import REPOSITORY
from tools.running.fork_server import CHEAP_HASHES
from tools.running.live_backend import LiveBackend

_ALLOW = """
import sys
from pathlib import Path
from fittrack_backend.people.operator import operating
from fittrack_backend.settings import load_settings

with operating(load_settings(Path(sys.argv[1]))) as operator:
    operator.allow(sys.argv[2], Path(sys.argv[3]))
"""


@frozen
class Version:
    """A version by the folder of its code. Its processes keep all else below `folder`."""

    name: str
    code: Path
    folder: Path
    shared: Mapping[str, str]
    """The settings that all processes share."""

    @property
    def _environment(self) -> dict[str, str]:
        return {**self.shared, **runs(self.code)}

    def server(self) -> LiveBackend:
        """A server that does no jobs itself."""
        folder = self.folder / f"{self.name}-server"
        server = LiveBackend(folder, {**self._environment, "FITTRACK_QUEUES": "none"})
        server.gives_folders = False
        return server.start()

    def allow(self, username: str, folder: Path) -> None:
        """Gives an account a folder, by this version's code: another one's refuses its tables."""
        allow(self._environment, self.folder / "operator", username, folder)

    @contextmanager
    def worker(self) -> Iterator[None]:
        """A worker, for as long as the block lasts."""
        folder = self.folder / f"{self.name}-worker"
        folder.mkdir(mode=0o700)
        kept = {name: text for name, text in os.environ.items() if not name.startswith("FITTRACK_")}
        with self.log_of_the_worker.open("ab") as log:
            running = subprocess.Popen(
                [sys.executable, "-m", "fittrack_backend", "work", "--data-dir", str(folder)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=kept | self._environment,
            )
        try:
            yield
            assert running.poll() is None, f"the worker of {self.name} ended by itself"
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(60)

    @property
    def log_of_the_worker(self) -> Path:
        """What its worker wrote."""
        return self.folder / f"{self.name}-worker.log"


def runs(code: Path) -> dict[str, str]:
    """What a process's environment has so that it runs this code."""
    paths = os.pathsep.join([str(CHEAP_HASHES), str(code)])
    return {"PYTHONPATH": paths, "PYTHONSAFEPATH": "1"}


def allow(environment: Mapping[str, str], data_dir: Path, username: str, folder: Path) -> None:
    """Gives an account a folder, by the code that the environment names."""
    subprocess.run(
        [sys.executable, "-c", _ALLOW, str(data_dir), username, str(folder)],
        check=True,
        env={**os.environ, **environment},
    )


def code_of(revision: str, folder: Path) -> Path:
    """The code of a revision, in a folder that is made."""
    archive = subprocess.run(
        ["git", "archive", revision, "fittrack_backend"],
        cwd=REPOSITORY,
        check=True,
        stdout=subprocess.PIPE,
    )
    with tarfile.open(fileobj=BytesIO(archive.stdout)) as tar:
        tar.extractall(folder, filter="data")
    return folder
