"""A process that reads files for the server, which talks to it through its pipes.

Decoding can take long, take much memory, or crash: none of that may touch the server. The process
ends with its parent, however that ends, because the pipe to it then closes.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import struct
import threading
from pathlib import Path
from typing import BinaryIO

from fittrack_backend.records.local_time import load_borders
from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.sync.reading import Keep, LookTask, Reading, ReadTask, look, not_kept, read

LENGTH = struct.Struct("<Q")


def send(pipe: BinaryIO, message: object) -> None:
    """Writes one message."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(LENGTH.pack(len(data)) + data)
    pipe.flush()


def receive(pipe: BinaryIO) -> object:
    """Reads one message; EOFError when the other side is gone."""
    header = pipe.read(LENGTH.size)
    if len(header) < LENGTH.size:
        raise EOFError
    (length,) = LENGTH.unpack(header)
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)  # noqa: S301 - from our own process


def main() -> None:
    """Answers lists of tasks with lists of results until the pipe closes."""
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    incoming, outgoing = os.dup(0), os.dup(1)
    os.dup2(2, 1)  # what anything prints goes to the log, and not into the answers
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123 - no file
        os.dup2(nothing.fileno(), 0)
    tasks: queue.SimpleQueue[object] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(incoming, tasks), daemon=True).start()
    load_borders()  # nearly every file asks for them, and now nobody waits
    with open(outgoing, "wb") as answers:  # noqa: PTH123 - a descriptor
        while True:
            send(answers, _do_all(_as_list(tasks.get())))


def _listen(descriptor: int, tasks: queue.SimpleQueue[object]) -> None:
    with open(descriptor, "rb") as pipe:
        try:
            while True:
                tasks.put(receive(pipe))
        finally:
            os._exit(0)


def _as_list(message: object) -> list[object]:
    return message if isinstance(message, list) else []


def _do_all(tasks: list[object]) -> list[object]:
    """Does the tasks; their originals are brought to the disk together, since each one waits for it."""
    kept: dict[Path, dict[str, bytes]] = {}

    def keep(folder: Path, sha256: str, data: bytes) -> None:
        kept.setdefault(folder, {})[sha256] = data

    results = [_do(task, keep) for task in tasks]
    for folder, originals in kept.items():
        refused = OriginalStore(folder).store_all(originals)
        for index, result in enumerate(results):
            if isinstance(result, Reading) and result.contents is not None:
                error = refused.get(result.sha256 or "")
                results[index] = result if error is None else not_kept(result, error)
    return results


def _do(task: object, keep: Keep) -> object:
    if isinstance(task, LookTask):
        return look(task)
    if isinstance(task, ReadTask):
        return read(task, keep)
    return None


if __name__ == "__main__":
    main()
