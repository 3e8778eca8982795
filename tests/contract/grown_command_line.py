"""The command line, generated from a contract that has grown."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from attrs import frozen

from tests.servers.recording import RecordingServer
from tools import import_path


@frozen
class Grown:
    """The command line of a contract with more operations, in a process of its own."""

    generated: Path
    folder: Path

    def __call__(
        self, *words: str, server: RecordingServer | None = None, stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "PYTHONPATH": import_path(self.generated),
            "FITTRACK_CONFIG_DIR": str(self.folder / "config"),
            "FITTRACK_TOKEN": "the-token",
            "FITTRACK_SERVER": server.url if server else "http://127.0.0.1:9",
        }
        return subprocess.run(
            [sys.executable, "-m", "fittrack_cli", *words],
            env=environment,
            input=stdin,
            capture_output=True,
            text=True,
            cwd=self.folder,
            check=False,
        )
