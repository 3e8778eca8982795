"""Runs a Containerfile's steps on this machine, below a folder that stands for the image's root.

Absolute paths of the image become paths below that folder. What only root may do, and would do to this
machine, is left out and named. The result runs as the image's user where we are root.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import httpx
from attrs import define

from fittrack_common import local_server
from tools.containers.containerfile import Instruction, Stage, context_files, parse

_ROOTS_OWN = re.compile(r"\b(groupadd|useradd|apt-get|install --directory)\b")
_PATH = re.compile(r"(?<![\w./:])/(?!usr/|bin\b)(?=\w)")
_START_S = 180
_SYSTEMS_PYTHON = "/usr/bin/python3"


class RehearsalFailed(Exception):
    """A step failed, or the result is not what was promised."""


@define
class Rehearsal:
    """An image's root, and what stands for the rest of the machine."""

    repository: Path
    root: Path
    python: str = ""
    """The interpreter that stands for the image's."""
    user: int | None = None
    """Who the result runs as; None for whoever runs this."""

    def run(self) -> None:
        """Builds and tries the image. Raises RehearsalFailed."""
        stages = parse((self.repository / "Containerfile").read_text("utf-8"))
        self._choose_user(stages[-1])
        for stage in stages:
            self._build(stage)
        self._try(stages[-1])

    def _build(self, stage: Stage) -> None:
        folder = self.root
        environment: dict[str, str] = {}
        for one in stage.instructions:
            if one.keyword == "ENV":
                environment |= self._variables(Stage("", None, (one,)))
            elif one.keyword == "WORKDIR":
                folder = Path(self._below(one.text))
                folder.mkdir(parents=True, exist_ok=True)
            elif one.keyword == "COPY":
                self._copy(one, folder)
            elif one.keyword == "RUN" and _ROOTS_OWN.search(one.text):
                self._say(f"left out  {one.text}")
            elif one.keyword == "RUN":
                self._step(one.text, folder, environment)

    def _step(self, text: str, folder: Path, environment: Mapping[str, str]) -> None:
        shims = self.root / "shims"
        shims.mkdir(exist_ok=True)
        if not (shims / "python").exists():
            (shims / "python").symlink_to(self.python)
        path = f"{shims}:{os.environ['PATH']}"
        done = subprocess.run(
            ["sh", "-e", "-c", self._below(text)],
            cwd=folder,
            env={**os.environ, **environment, "PATH": path},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RehearsalFailed(f"{text}\n{done.stderr}")
        self._say(f"ran       {text}")

    def _copy(self, one: Instruction, folder: Path) -> None:
        *sources, destination = one.words()
        if one.flag("from") is not None:
            missing = [name for name in sources if not Path(self._below(name)).exists()]
            if missing or sources != [destination]:
                raise RehearsalFailed(f"COPY --from: cannot copy {' '.join(sources)} here")
            return
        ignored = (self.repository / ".dockerignore").read_text("utf-8")
        for file in context_files(self.repository, ignored):
            name = file.relative_to(self.repository)
            if "." in sources or str(name) in sources:
                target = folder / (name if "." in sources else destination)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, target)

    def _try(self, stage: Stage) -> None:
        entry, command = stage.last("ENTRYPOINT"), stage.last("CMD")
        assert entry is not None and command is not None
        variables = self._variables(stage)
        home = Path(variables["FITTRACK_DATA_DIR"]).parent
        home.mkdir(parents=True, exist_ok=True)
        if self.user is not None:
            os.chown(home, self.user, self.user)
        program = shutil.which(entry.words()[0], path=variables["PATH"])
        if program is None:
            raise RehearsalFailed(f"{entry.words()[0]} is not in the image")
        words = [program, *entry.words()[1:]]
        environment = {**variables, "HOME": str(home)}
        refused = subprocess.run(
            [*words, "work"],
            env=environment,
            cwd=home,
            capture_output=True,
            text=True,
            user=self.user,
        )
        if refused.returncode != 2 or "FITTRACK_DATABASE_URL" not in refused.stderr:
            raise RehearsalFailed(f"`work` does not reach the worker: {refused.stderr}")
        shutil.rmtree(home / "backend", ignore_errors=True)
        before = self._files(home)
        port = _free_port()
        served = [str(port) if word == str(local_server.PORT) else word for word in command.words()]
        process = subprocess.Popen([*words, *served], env=environment, cwd=home, user=self.user)
        try:
            _wait_for(f"http://127.0.0.1:{port}/v1/health/ready", process)
            self._say(f"serves    {' '.join(entry.words() + command.words())}")
        finally:
            process.send_signal(signal.SIGTERM)
            code = process.wait(_START_S)
        if code:
            raise RehearsalFailed(f"the server ended with code {code}")
        changed = dict(self._files(home).items() ^ before.items())
        if changed:
            raise RehearsalFailed(f"written outside the volume: {', '.join(sorted(changed)[:5])}")
        self._say("stopped   by SIGTERM, with code 0; wrote nothing outside its volume")

    def _files(self, home: Path) -> dict[str, tuple[int, int]]:
        """What there is in the image but for the volume, with sizes and times."""
        return {
            str(path): (path.lstat().st_size, path.lstat().st_mtime_ns)
            for path in self.root.rglob("*")
            if home not in (path, *path.parents)
        }

    def _choose_user(self, stage: Stage) -> None:
        one = stage.last("USER")
        assert one is not None
        number = int(one.text.partition(":")[0])
        ours = str(Path(sys.executable).resolve())
        for python in (ours, _SYSTEMS_PYTHON) if os.geteuid() == 0 else ():
            if _runs(python, number):
                self.python, self.user = python, number
                self._say(f"as user   {number}, with {python}")
                return
        self.python = ours
        self._say(f"as you    and not as user {number}, who may not run {ours} here")

    def _variables(self, stage: Stage) -> dict[str, str]:
        return {name: self._below(text) for name, text in stage.variables().items()}

    def _below(self, text: str) -> str:
        return _PATH.sub(f"{self.root}/", text)

    def _say(self, line: str) -> None:
        print(line, file=sys.stderr, flush=True)


def _runs(python: str, user: int) -> bool:
    program = "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([python, "-c", program], user=user, check=False).returncode == 0
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(url, trust_env=False, timeout=30).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise RehearsalFailed(f"nothing responds at {url}")
