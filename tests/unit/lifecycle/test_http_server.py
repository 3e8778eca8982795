"""A server that waits is woken by a signal, not by looking for one."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import threading
from pathlib import Path

import pytest
from fastapi import FastAPI

from fittrack_backend.api.edge.limits import limits_for
from fittrack_backend.lifecycle import http_server
from fittrack_backend.settings import Settings


def test_a_signal_ends_it_however_rarely_it_looks_at_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_server, "_TICK_S", 3600.0)
    app = FastAPI()
    app.state.refusals = None
    asked: list[str] = []
    with socket.socket() as listener:
        server = http_server.HttpServer(
            app,
            listener,
            Settings(tmp_path),
            limits_for(100),
            on_start=lambda: None,
            on_exit=lambda: asked.append("to stop"),
        )
    usual = signal.signal(signal.SIGTERM, server.handle_exit)
    waking = threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGTERM))
    try:
        waking.start()
        asyncio.run(asyncio.wait_for(server.main_loop(), 60))
    finally:
        waking.join()
        signal.signal(signal.SIGTERM, usual)
    assert asked == ["to stop"]
    assert server.server_state.default_headers[0][0] == b"date"
