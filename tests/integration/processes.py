"""A backend of several processes: servers, workers and a bucket, which can be killed, paused and restarted."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Mapping
from pathlib import Path

from attrs import define, field

from tests.servers import bucket
from tools import REPOSITORY, import_path
from tools.running import fork_server
from tools.running.live_backend import LiveBackend


@define
class Process:
    """A process of a module and its arguments, on the same data whenever it is started."""

    command: list[str]
    environment: Mapping[str, str]
    log: Path
    running: fork_server.Started | None = None

    def start(self) -> Process:
        """Starts it."""
        kept = {name: text for name, text in os.environ.items() if not name.startswith("FITTRACK_")}
        module, *arguments = self.command
        with self.log.open("ab") as log:
            self.running = fork_server.start(
                module,
                *arguments,
                environment=kept | {"PYTHONPATH": import_path()} | dict(self.environment),
                folder=REPOSITORY,
                output=log.fileno(),
            )
        return self

    def signal(self, number: signal.Signals) -> None:
        """Sends it a signal."""
        assert self.running is not None
        self.running.send_signal(number)

    def kill(self) -> None:
        """kill -9."""
        if self.running is not None:
            self.running.kill()
            self.running.wait()


def worker(folder: Path, environment: Mapping[str, str], *options: str) -> Process:
    """A worker on a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["fittrack_backend", "work", "--data-dir", str(folder), *options]
    return Process(command, environment, folder.with_suffix(".log")).start()


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@define
class Bucket:
    """A bucket on loopback that keeps its objects when it is restarted."""

    folder: Path
    port: int
    process: Process = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        command = ["tests.servers.bucket", str(self.folder), str(self.port)]
        self.process = Process(command, {}, self.folder.with_suffix(".log")).start()

    @property
    def environment(self) -> dict[str, str]:
        """What servers and workers need to use it."""
        return {
            "FITTRACK_ORIGINALS": f"s3://{bucket.NAME}/originals",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.port}",
            "AWS_ACCESS_KEY_ID": bucket.ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY": bucket.SECRET_KEY,
            "AWS_REGION": "us-east-1",
        }


def server(folder: Path, environment: Mapping[str, str]) -> LiveBackend:
    """A server that does no work itself."""
    return LiveBackend(folder, {**environment, "FITTRACK_QUEUES": "none"}).start()
