"""A proxy on the way to a server that cuts connections after a random number of bytes, as a bad network does."""

from __future__ import annotations

import contextlib
import random
import socket
import struct
import threading
from typing import Self

from attrs import define, field

_RESET = struct.pack("ii", 1, 0)
_AT_ONCE = 4096


@define
class CuttingProxy:
    """Stands on a free port of the loopback address while it is used as a context."""

    port: int
    """Where the server is."""
    chance: random.Random
    most: int
    """A connection that is cut carries fewer bytes than this, both ways together."""
    share: float
    """How many of the connections are cut."""
    cuts: int = 0
    _listener: socket.socket = field(factory=lambda: socket.create_server(("127.0.0.1", 0)))
    _lock: threading.Lock = field(factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self.port))
                with self._lock:
                    is_cut = self.chance.random() < self.share
                    left = [self.chance.randrange(self.most) if is_cut else -1]
                for source, target in ((client, server), (server, client)):
                    threading.Thread(
                        target=self._carry,
                        args=(source, target, left, (client, server)),
                        daemon=True,
                    ).start()

    def _carry(
        self,
        source: socket.socket,
        target: socket.socket,
        left: list[int],
        both: tuple[socket.socket, socket.socket],
    ) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(_AT_ONCE):
                with self._lock:
                    is_last = 0 <= left[0] <= len(data)
                    if is_last:
                        data = data[: left[0]]
                        self.cuts += 1
                    elif left[0] >= 0:
                        left[0] -= len(data)
                target.sendall(data)
                if is_last:
                    for one in both:
                        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                        one.shutdown(socket.SHUT_RDWR)
                    break
            with contextlib.suppress(OSError):
                target.shutdown(socket.SHUT_WR)
