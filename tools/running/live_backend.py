"""A live backend for tools and tests: its own process, data folder and port."""

from __future__ import annotations

import itertools
import os
import signal
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pyotp
from attrs import define, field

from fittrack_backend.lifecycle import data_folder
from fittrack_backend.people.operator import Operator, operating
from fittrack_backend.settings import load_settings
from tools import import_path
from tools.running import fork_server, transcript

PASSWORD = "a marked and long enough password 5e0c"
START_TIMEOUT_S = 300
PLAIN_HTTP = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Without authorities, which take 25 ms to load; nothing under test speaks TLS here."""
SAMPLES_ON_DEMAND = {"FITTRACK_SAMPLES": "on-demand"}
"""What a test does not look at need not be read while others run."""
NOBODY = {"FITTRACK_GARMIN_URL": "http://127.0.0.1:9"}
"""Where nobody listens: a test that names no stand-in must not reach the real service."""
_numbers = itertools.count(1)

http_get = partial(httpx.get, verify=PLAIN_HTTP, timeout=90)
http_post = partial(httpx.post, verify=PLAIN_HTTP, timeout=90)


@define
class Person:
    """An account with what its owner knows."""

    username: str
    password: str
    totp_secret: str | None = None
    recovery_codes: list[str] = field(factory=list)
    last_step: int = -1
    """The time step of the last code that was used."""

    def next_code(self) -> str:
        """A code that was not used yet; waits while the next one is too far in the future."""
        assert self.totp_secret is not None
        step = max(self.last_step + 1, int(time.time() // 30) - 1)
        while step > int(time.time() // 30) + 1:
            time.sleep(0.2)
        # A step that is about to become too old gives way to the next one.
        if step < int((time.time() + 2) // 30) - 1:
            step += 1
        self.last_step = step
        return pyotp.TOTP(self.totp_secret).at(step * 30)


@define
class SignedIn:
    """A session with its tokens, and a client that sends the access token."""

    person: Person
    grant: dict[str, Any]
    client: httpx.Client

    @property
    def access_token(self) -> str:
        return str(self.grant["access_token"])

    @property
    def refresh_token(self) -> str:
        return str(self.grant["refresh_token"])


class LiveBackend:
    """One server process on one data folder; it can be stopped, killed and started again."""

    def __init__(
        self,
        data_dir: Path,
        environment: Mapping[str, str] | None = None,
        *,
        real_hashes: bool = False,
        program: str = "fittrack_backend",
    ) -> None:
        self.data_dir = data_dir
        self.real_hashes = real_hashes
        self.program = program
        self.environment = dict(environment or {})
        self.gives_folders = True
        """Whether each account may connect any folder."""
        self.url = ""
        self.port = 0
        self.founder: Person | None = None
        self._founder_session: SignedIn | None = None
        self._process: fork_server.Started | None = None
        self._clients: list[httpx.Client] = []

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> LiveBackend:
        """Starts the server, on the same port as before, and waits until it answers."""
        self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = {name: text for name, text in os.environ.items() if not name.startswith("FITTRACK_")}
        paths = [import_path()]
        if not self.real_hashes:
            paths.insert(0, str(fork_server.CHEAP_HASHES))
        with data_folder.log_path(self.data_dir).open("ab") as log:
            is_ours = self.program == "fittrack_backend"
            start = fork_server.start if is_ours else fork_server.start_anew
            self._process = start(
                self.program,
                *("serve", "--data-dir", str(self.data_dir), "--port", str(self.port)),
                environment=kept
                | {"PYTHONPATH": os.pathsep.join(paths)}
                | SAMPLES_ON_DEMAND
                | NOBODY
                | self.environment,
                folder=Path.cwd(),
                output=log.fileno(),
            )
        deadline = time.monotonic() + START_TIMEOUT_S
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise AssertionError(f"the backend ended while it started:\n{self.log()}")
            status = data_folder.status(self.data_dir)
            if status.state == "running" and status.pid == self._process.pid and status.url:
                self.url = status.url
                self.port = int(status.url.rsplit(":", 1)[1])
                assert http_get(f"{self.url}/v1/meta/health").status_code == 200
                return self
            time.sleep(0.02)
        raise AssertionError(f"the backend does not answer:\n{self.log()}")

    def stop(self, timeout_s: float = 60) -> int:
        """Asks the server to end; returns its exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(timeout_s)

    def kill(self) -> None:
        """kill -9."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def restart(self) -> LiveBackend:
        """kill -9, and a start on the same port."""
        self.kill()
        return self.start()

    @contextmanager
    def awake(self) -> Iterator[LiveBackend]:
        """It works within. Afterwards it stands still, and costs nothing, until it is wanted again. Raises what it
        wrote last if it has ended meanwhile."""
        assert self._process is not None
        if self._process.poll() is not None:  # which was told then
            self.start()
        self._process.send_signal(signal.SIGCONT)
        yield self
        if (code := self._process.poll()) is not None:
            raise AssertionError(f"the backend ended with {code}:\n{self.log()[-20_000:]}")
        self._process.send_signal(signal.SIGSTOP)

    def close(self) -> None:
        """Ends everything that was started."""
        for client in self._clients:
            client.close()
        if self._process is not None and self._process.poll() is None:
            self.kill()

    def log(self) -> str:
        """What the server wrote so far."""
        path = data_folder.log_path(self.data_dir)
        return path.read_text(errors="replace") if path.exists() else ""

    def what_it_does(self) -> str:
        """For a test that waited in vain: the end of the log without requests, and where each thread is."""
        if isinstance(self._process, fork_server.Forked):
            self._process.send_signal(fork_server.SHOW_THREADS)
            time.sleep(1)
        lines = [one for one in self.log().splitlines() if "INFO fittrack.requests:" not in one]
        return "\n".join(lines[-200:])

    def logged(self, text: str) -> str:
        """The line of the log that holds `text`, which is written after the answer was sent."""
        deadline = time.monotonic() + START_TIMEOUT_S
        while time.monotonic() < deadline:
            if found := [line for line in self.log().splitlines() if text in line]:
                return found[0]
            time.sleep(0.02)
        raise AssertionError(f"not in the log: {text}\n{self.log()[-2000:]}")

    def client(self, token: str | None = None, *, timeout_s: float = 90) -> httpx.Client:
        """A client of this server, signed in when given an access token."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        client = httpx.Client(
            base_url=self.url, headers=headers, timeout=timeout_s, verify=PLAIN_HTTP
        )
        self._clients.append(client)
        return client

    def register(self, username: str | None = None, password: str = PASSWORD) -> Person:
        """A new account, without a second factor; invited by the first one where needed."""
        person = Person(
            username or f"athlete{next(_numbers)}", transcript.secret("password", password)
        )
        body: dict[str, str] = {"username": person.username, "password": password}
        client = self.client()
        if self.founder is not None:
            if self._founder_session is None:
                self._founder_session = self.sign_in(self.founder)
            invitation = self._founder_session.client.post("/v1/accounts/invitations")
            if invitation.status_code in (401, 403):  # longer ago than a token, or a proof, lives
                self._founder_session = self.sign_in(self.founder)
                invitation = self._founder_session.client.post("/v1/accounts/invitations")
            assert invitation.status_code == 201, invitation.text
            body["invitation"] = invitation.json()["code"]
        answer = client.post("/v1/accounts", json=body)
        assert answer.status_code == 201, answer.text
        self.founder = self.founder or person
        self.give(person)
        return person

    def give(self, person: Person) -> None:
        """Lets the account connect any folder, since each test's is somewhere else."""
        if self.gives_folders:
            with self.operator() as operator:
                operator.allow(person.username, Path("/"))

    def operator(self) -> AbstractContextManager[Operator]:
        """What the operator of this server can do."""
        return operating(load_settings(self.data_dir, environment=self.environment))

    def enroll(self, session: SignedIn) -> None:
        """Gives the account a second factor."""
        started = session.client.post("/v1/accounts/me/totp")
        assert started.status_code == 201, started.text
        session.person.totp_secret = transcript.secret("TOTP secret", started.json()["secret"])
        confirmed = session.client.post(
            "/v1/accounts/me/totp/confirm", json={"code": session.person.next_code()}
        )
        assert confirmed.status_code == 200, confirmed.text
        session.person.recovery_codes = [
            transcript.secret("recovery code", code) for code in confirmed.json()["recovery_codes"]
        ]

    def sign_in(self, person: Person, client_name: str | None = "tests") -> SignedIn:
        """A new session, with a code where the account has a second factor."""
        client = self.client()
        answer = client.post(
            "/v1/auth/login",
            json={
                "username": person.username,
                "password": person.password,
                "client_name": client_name,
            },
        )
        assert answer.status_code == 200, answer.text
        grant = answer.json()
        if grant["kind"] == "mfa_challenge":
            answer = client.post(
                f"/v1/auth/challenges/{grant['challenge_id']}", json={"code": person.next_code()}
            )
            assert answer.status_code == 200, answer.text
            grant = answer.json()
        return SignedIn(person, grant, self.client(grant["access_token"]))

    def new_person(self, *, totp: bool = False) -> SignedIn:
        """Registers, enrols a second factor when asked to, and signs in."""
        person = self.register()
        session = self.sign_in(person)
        if totp:
            self.enroll(session)
            session = self.sign_in(person)
        return session
