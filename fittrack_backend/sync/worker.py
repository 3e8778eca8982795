"""A process that reads files for the server, which talks to it through its pipes.

Decoding can take long, take much memory, or crash: none of that may touch the server. The process
ends with its parent, however that ends, because the pipe to it then closes.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import queue
import signal
import struct
import threading
from typing import BinaryIO

from fittrack_backend.records.local_time import load_borders
from fittrack_backend.storage.originals_place import open_store
from fittrack_backend.sync.reading import Keep, LookTask, Reading, ReadTask, look, not_kept, read
from fittrack_backend.sync.sample_tasks import SamplesTask, read_table

LENGTH = struct.Struct("<Q")


def send(pipe: BinaryIO, message: object) -> None:
    """Writes one message."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(LENGTH.pack(len(data)) + data)
    pipe.flush()


def receive_tasks(pipe: BinaryIO) -> object:
    """Reads one message of the server, which the worker believes; EOFError when it is gone."""
    return pickle.loads(_message(pipe))  # noqa: S301 - whoever writes here started this process


def receive_results(pipe: BinaryIO) -> object:
    """Reads one message of a worker, which may be in the hands of the file that it read.

    Raises EOFError when it is gone, and ValueError for anything that is not made of the classes of results.
    """
    try:
        return _Results(io.BytesIO(_message(pipe))).load()
    except (EOFError, ValueError):
        raise
    except Exception as error:  # whatever a broken pickle makes of itself
        raise ValueError(f"it cannot be read: {type(error).__name__}: {error}") from error


class _Results(pickle.Unpickler):
    """Makes values of the classes that results consist of, and nothing else."""

    def find_class(self, module: str, name: str) -> type:
        found = super().find_class(module, name) if _holds_results(module) else None
        # A name may have dots, and so lead from one of our modules into any other.
        if isinstance(found, type) and _holds_results(found.__module__):
            return found
        raise ValueError(f"no result holds a {module}.{name}")


_OF_RESULTS = (
    "datetime",
    "fittrack_backend.readers.contents",
    "fittrack_backend.records",
    "fittrack_backend.sync.reading",
    "fittrack_backend.sync.sample_tasks",
)
"""The modules with the classes of results."""


def _holds_results(module: str) -> bool:
    return any(module == one or module.startswith(f"{one}.") for one in _OF_RESULTS)


def _message(pipe: BinaryIO) -> bytes:
    header = pipe.read(LENGTH.size)
    if len(header) < LENGTH.size:
        raise EOFError
    (length,) = LENGTH.unpack(header)
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data


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
                tasks.put(receive_tasks(pipe))
        finally:
            os._exit(0)


def _as_list(message: object) -> list[object]:
    return message if isinstance(message, list) else []


def _do_all(tasks: list[object]) -> list[object]:
    """Does the tasks; their originals are brought to the disk together, since each one waits for it."""
    kept: dict[str, dict[str, bytes]] = {}

    def keep(place: str, sha256: str, data: bytes) -> None:
        kept.setdefault(place, {})[sha256] = data

    results = [_do(task, keep) for task in tasks]
    for place, originals in kept.items():
        refused = open_store(place).store_all(originals)
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
    if isinstance(task, SamplesTask):
        return read_table(task)
    return None


if __name__ == "__main__":
    main()
