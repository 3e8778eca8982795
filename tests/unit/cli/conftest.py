"""A command line in one process: its streams, environment, prompter and server are handed in."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

import httpx
import pytest
from attrs import frozen

from fittrack_cli.__main__ import main
from fittrack_cli.session.file_store import FileStore
from fittrack_cli.wire.version_gate import SERVER_INFO
from fittrack_contract import CONTRACT_VERSION
from tests.unit.cli.renewing import KEY, Server, Setting, pair
from tools.running import transcript
from tools.running.prompter import FakePrompter

Handler = Callable[[httpx.Request], httpx.Response]


@frozen
class Result:
    """What a command line ended with."""

    code: int
    out: str
    err: str
    asked: list[str]

    def json(self) -> object:
        return json.loads(self.out)

    def error(self) -> dict[str, object]:
        """The JSON error on stderr."""
        found = json.loads(self.err)
        assert isinstance(found, dict)
        return found


class Run(Protocol):
    def __call__(
        self,
        *args: str,
        handler: Handler | None = ...,
        answers: list[str] | None = ...,
        stdin: str = ...,
        env: Mapping[str, str] | None = ...,
        screen: str | None = ...,
    ) -> Result: ...


class Screen(io.TextIOWrapper):
    """Results that go to a terminal with an encoding, as wide as COLUMNS says."""

    def __init__(self, encoding: str) -> None:
        self._shown = io.BytesIO()
        super().__init__(self._shown, encoding)

    def isatty(self) -> bool:
        return True

    def getvalue(self) -> str:
        self.flush()
        return self._shown.getvalue().decode(self.encoding)


@pytest.fixture
def config_dir(tmp_path: Path) -> Path:
    return tmp_path / "config"


@pytest.fixture
def run(raw_run: Run) -> Run:
    """Runs a command line against a handler of requests; without one the backend is down.

    Which contract the backend has, which every command asks first, is not the handler's to answer.
    """

    def run_it(*args: str, handler: Handler | None = None, **others: Any) -> Result:
        known = knowing_the_version(handler) if handler is not None else None
        return raw_run(*args, handler=known, **others)

    return run_it


@pytest.fixture
def raw_run(config_dir: Path, tmp_path: Path) -> Run:
    """As `run`, with every request for the handler."""

    def run_it(
        *args: str,
        handler: Handler | None = None,
        answers: list[str] | None = None,
        stdin: str = "",
        env: Mapping[str, str] | None = None,
        screen: str | None = None,
    ) -> Result:
        out, err = io.StringIO() if screen is None else Screen(screen), io.StringIO()
        asked = FakePrompter(answers or [], can_ask=answers is not None)
        code = main(
            list(args),
            {
                "FITTRACK_CONFIG_DIR": str(config_dir),
                "FITTRACK_DATA_DIR": str(tmp_path / "data"),
                "FITTRACK_CACHE_DIR": str(tmp_path / "cache"),
                "HOME": str(tmp_path / "home"),
                **(env or {}),
            },
            io.StringIO(stdin),
            out,
            err,
            asked,
            httpx.MockTransport(handler or refused),
        )
        transcript.printed(args, out.getvalue(), err.getvalue())
        return Result(code, out.getvalue(), err.getvalue(), asked.asked)

    return run_it


def refused(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("[Errno 111] Connection refused", request=request)


def knowing_the_version(handler: Handler) -> Handler:
    """Answers which contract the server has; the rest is the handler's own."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == SERVER_INFO and "authorization" not in request.headers:
            info = {"server_version": "1", "contract_version": CONTRACT_VERSION, "features": []}
            return httpx.Response(200, json=info)
        return handler(request)

    return answer


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    """A session of somebody who is signed in."""
    store = FileStore(tmp_path)
    store.save(KEY, pair(1))
    return Setting(store, Server(), tmp_path)
