"""Run by a test: two workers, forks of one process, each with a fork of what that one started for all.

Each prints the process that its forks come from, and waits to be killed beside a fork that waits as well."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from tools.running import fork_server


def main(shown: str, folder: str) -> None:
    fork_server._LOADED[:] = [fork_server.__name__]
    fork_server.prepare()
    fork_server.start_for_all()
    workers = [os.fork() or work(name, shown, Path(folder)) for name in ("one", "two")]
    for worker in workers:
        os.waitpid(worker, 0)


def work(name: str, shown: str, folder: Path) -> int:
    done = fork_server.run(shown, name, environment=os.environ, folder=folder, timeout_s=60)
    with (folder / f"{name}.log").open("wb") as output:
        waiting = fork_server.start(
            shown, "--wait", environment=os.environ, folder=folder, output=output.fileno()
        )
    parent = Path(f"/proc/{waiting.pid}/stat").read_text().rpartition(")")[2].split()[1]
    told = {"name": name, "worker": os.getpid(), "server": int(parent), "waiting": waiting.pid}
    told |= {"arguments": json.loads(done.stdout)["arguments"]}
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    time.sleep(300)
    return 0


if __name__ == "__main__":
    main(*sys.argv[1:])
