"""A backend in this process, with a clock that tests move, and command lines that talk to it."""

from __future__ import annotations

import datetime as dt
import io
import json
import warnings
from pathlib import Path

import httpx
import pyotp
from argon2 import PasswordHasher
from attrs import define, evolve, field, frozen

from fittrack_backend.accounts.passwords import Passwords
from fittrack_backend.api.app import create_app
from fittrack_backend.runtime import Backend
from fittrack_backend.settings import Settings
from fittrack_cli import secret
from fittrack_cli.__main__ import main
from tests.unit.migrated import migrated
from tools.running import transcript
from tools.running.live_backend import NOBODY
from tools.running.prompter import FakePrompter

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it is about httpx, whose successor nothing here needs
    from starlette.testclient import TestClient

PASSWORD = "a marked and long enough password 77aa"
ORIGIN = "http://127.0.0.1:8765"


@frozen
class Done:
    """How a command line ended."""

    code: int
    out: str
    err: str
    asked: list[str]

    def json(self) -> dict[str, object]:
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    def error(self) -> dict[str, object]:
        found = json.loads(self.err)
        assert isinstance(found, dict)
        return found


class Server(httpx.BaseTransport):
    """The application without a socket; jobs do not run."""

    def __init__(self, folder: Path) -> None:
        self.now = dt.datetime.now(dt.UTC)
        if not (folder / "fittrack.db").exists():
            folder.mkdir(mode=0o700, exist_ok=True)
            migrated(folder / "fittrack.db").dispose()
        nobody = NOBODY["FITTRACK_GARMIN_URL"]
        self.backend = Backend(Settings(folder, garmin_url=nobody), lambda: self.now)
        quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        self.backend.safeguards = evolve(self.backend.safeguards, passwords=Passwords(quick))
        self._client = TestClient(create_app(self.backend), base_url=ORIGIN)
        self.asked: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(f"{request.method} {request.url.path}")
        answer = self._client.request(
            request.method,
            request.url,
            headers=request.headers.raw,
            content=request.read(),
            follow_redirects=False,
        )
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    def advance(self, **by: float) -> None:
        self.now += dt.timedelta(**by)

    def code(self, secret: str) -> str:
        return pyotp.TOTP(secret).at(self.now)

    def close_all(self) -> None:
        self._client.close()
        self.backend.database.dispose()


@define
class Machine:
    """A machine with a command line of its own; `folder` has its tokens."""

    server: Server
    folder: Path
    environment: dict[str, str] = field(factory=dict)

    def __call__(self, *args: str, answers: list[str] | None = None, stdin: str = "") -> Done:
        """Runs a command; without `answers` nobody is there to be asked."""
        out, err = io.StringIO(), io.StringIO()
        secret._known.clear()  # each command is a process of its own
        prompter = FakePrompter([*answers] if answers else [], can_ask=answers is not None)
        environment = {
            "FITTRACK_CONFIG_DIR": str(self.folder),
            "FITTRACK_CACHE_DIR": str(self.folder / "cache"),
            "FITTRACK_DATA_DIR": str(self.folder / "data"),
            **self.environment,
        }
        code = main(list(args), environment, io.StringIO(stdin), out, err, prompter, self.server)
        transcript.printed(args, out.getvalue(), err.getvalue())
        return Done(code, out.getvalue(), err.getvalue(), prompter.asked)

    def ok(self, *args: str, answers: list[str] | None = None, stdin: str = "") -> Done:
        done = self(*args, answers=answers, stdin=stdin)
        assert done.code == 0, done.err
        return done

    def register(self, username: str = "ada") -> None:
        transcript.secret("password", PASSWORD)
        self.ok("auth", "register", "--username", username, "--password-stdin", stdin=PASSWORD)

    def sign_in(self, username: str = "ada", password: str = PASSWORD) -> None:
        login = ("auth", "login", "--username", username, "--password-stdin")
        self.ok(*login, "--credential-store", "file", stdin=password)
