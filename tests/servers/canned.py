"""A server that answers everything with the same bytes, right or wrong."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading

from fittrack_contract import CONTRACT_VERSION

USUAL = (
    ("content-type", "application/json"),
    ("x-request-id", "11111111-2222-4333-8444-555555555555"),
    ("x-contract-version", CONTRACT_VERSION),
)


def answer(
    body: object,
    status: str = "200 OK",
    headers: tuple[tuple[str, str], ...] = USUAL,
    *,
    length: int | None = None,
) -> bytes:
    """An answer of a server, byte by byte."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    said = ("content-length", str(len(data) if length is None else length))
    ends = ("connection", "close")  # it does, and nobody is to send another request meanwhile
    every = (said, ends, *headers)
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in every)]
    return "\r\n".join([*lines, "", ""]).encode() + data


def problem(status: str, slug: str, *more: tuple[str, str]) -> bytes:
    members = {"type": f"urn:fittrack:problem:{slug}", "title": slug, "status": int(status[:3])}
    headers = (("content-type", "application/problem+json"), *USUAL[1:], *more)
    return answer(members | {"detail": "so it is", "request_id": "abc"}, status, headers)


class CannedServer:
    """Answers every request with the same bytes, and keeps what it was asked."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.raw = b""
        self.interrupts = False
        self.asked: list[tuple[str, dict[str, str]]] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            data = b""
            while b"\r\n\r\n" not in data:
                data += (more := connection.recv(65536))
                if not more:
                    return
            first, *lines = data.partition(b"\r\n\r\n")[0].decode().split("\r\n")
            headers = {name.lower(): value for name, _, value in (x.partition(": ") for x in lines)}
            self.asked.append((first, headers))
            if self.interrupts:
                os.kill(os.getpid(), signal.SIGINT)
            if not self.raw:  # it says nothing until the other side has gone
                connection.recv(1)
                return
            try:
                connection.sendall(self.raw)
            except OSError:
                pass

    def close(self) -> None:
        self._listener.close()
