"""Running `fittrack` against a live backend."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import frozen

from tools import import_path
from tools.running import fork_server, forked_children, transcript

PATIENCE_S = 120


@frozen
class Done:
    """What a command ended with."""

    code: int
    out: str
    err: str

    def json(self) -> object:
        return json.loads(self.out)

    def rows(self) -> list[dict[str, object]]:
        """A JSON array of objects."""
        found = self.json()
        assert isinstance(found, list)
        return found

    def one(self) -> dict[str, object]:
        """A JSON object."""
        found = self.json()
        assert isinstance(found, dict)
        return found

    def error(self) -> dict[str, object]:
        """The JSON error, which is the last line on stderr."""
        found = json.loads(self.err.splitlines()[-1])
        assert isinstance(found, dict)
        return found

    def csv(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out, newline="")))


@frozen
class CommandLine:
    """`fittrack` for a person with a home of their own, without a terminal."""

    home: Path
    environment: Mapping[str, str]

    @classmethod
    def at(cls, home: Path, **variables: str) -> CommandLine:
        home.mkdir(parents=True, exist_ok=True)
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        own = {"HOME": str(home), "PYTHONPATH": import_path(), "TZ": "UTC"}
        keyring = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        return cls(home, kept | own | keyring | variables)

    def __call__(self, *args: str, stdin: str = "", env: Mapping[str, str] | None = None) -> Done:
        done = fork_server.run(
            "fittrack_cli",
            *args,
            environment={**self.environment, **(env or {})},
            folder=self.home,
            stdin=stdin.encode(),
            timeout_s=PATIENCE_S,
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        transcript.printed(args, out, err)
        return Done(done.returncode, out, err)

    def ok(self, *args: str, stdin: str = "") -> Done:
        """Runs a command that must end with 0."""
        done = self(*args, stdin=stdin)
        assert done.code == 0, f"{args} ended with {done.code}:\n{done.err}"
        return done

    def start(self, *args: str) -> subprocess.Popen[bytes]:
        """Starts a command that a test ends itself."""
        return forked_children.start_with_pipes(
            "fittrack_cli", *args, environment=self.environment, folder=self.home
        )

    def start_anew(self, *args: str) -> subprocess.Popen[bytes]:
        """As `start`, where it matters what Python does before the command begins."""
        return subprocess.Popen(
            self.command(*args),
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.home,
        )

    @staticmethod
    def command(*args: str) -> Sequence[str]:
        return [sys.executable, "-m", "fittrack_cli", *args]
