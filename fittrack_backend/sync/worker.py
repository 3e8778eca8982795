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
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.sync.reading import Keep, LookTask, Reading, ReadTask, look, not_kept, read

_WRITERS = 4
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
    """Does the tasks; several originals are on their way to the disk at once, since each waits."""
    results: list[object] = []
    kept: list[Future[None] | None] = []
    with ThreadPoolExecutor(_WRITERS) as writers:
        for task in tasks:
            writing: list[Future[None]] = []

            def keep(
                folder: Path, sha256: str, data: bytes, into: list[Future[None]] = writing
            ) -> None:
                into.append(writers.submit(OriginalStore(folder).store_as, sha256, data))

            results.append(_do(task, keep))
            kept.append(writing[0] if writing else None)
    for index, written in enumerate(kept):
        result = results[index]
        error = written.exception() if written is not None else None
        if isinstance(error, OSError) and isinstance(result, Reading):
            results[index] = not_kept(result, error)
        elif error is not None:
            raise error
    return results


def _do(task: object, keep: Keep) -> object:
    if isinstance(task, LookTask):
        return look(task)
    if isinstance(task, ReadTask):
        return read(task, keep)
    return None


if __name__ == "__main__":
    main()
