"""The world that cassettes are recorded in: a backend of its own, people, folders, jobs."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx

from tools.recording import plant
from tools.recording.canonical import CLIENT_NAME
from tools.recording.stage import Stage
from tools.recording.training import write_training
from tools.recording.vault import Vault
from tools.running.key_service import KeyService
from tools.running.live_backend import LiveBackend, Person, SignedIn

PATIENCE_S = 30.0
LARGEST_UPLOAD = 1024 * 1024
UPLOADED = "12 km by the river"
WRONG_GUESSES = 10
"""So many wrong passwords, and wrong codes, an account allows."""
_NOBODYS_ID = "00000000-0000-4000-8000-999999999999"
"""An id that nothing has."""


class World:
    """Everything that scenarios prepare, through the API, unrecorded."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        self.folder = folder
        self.vault = vault
        self.started = dt.datetime.now(dt.UTC).replace(microsecond=0)
        self.home = folder / "home"
        self.home.mkdir()
        self.training = folder / "training"
        write_training(self.training)
        self._names = itertools.count(1)
        self._folders = itertools.count(1)
        self.garmin_key = "gpk_" + secrets.token_urlsafe(24)
        self.garmin = KeyService(self.garmin_key)
        vault.learn("key", self.garmin_key)
        # One worker: files are read in the order of their names.
        self.backend = LiveBackend(
            folder / "data",
            {
                "FITTRACK_DECODE_WORKERS": "1",
                "FITTRACK_MAX_UPLOAD_BYTES": str(LARGEST_UPLOAD),
                "FITTRACK_NOTIFY_NETWORKS": "127.0.0.1",
                "FITTRACK_GARMIN_URL": self.garmin.url,
            },
        ).start()
        self._founder = self._register(None)
        self.founder = self.sign_in(self._founder)

    def close(self) -> None:
        for worker in self._worker_processes():
            _signal(worker, signal.SIGCONT)  # a stopped process would not notice the end
        self.backend.close()
        self.garmin.close()

    # People

    def person(self, *, totp: bool = False) -> SignedIn:
        """A new account, signed in; with a second factor where that is asked for."""
        session = self.sign_in(self._register(self.invitation()))
        if totp:
            self.enroll(session)
        return session

    def proven(self, session: SignedIn) -> SignedIn:
        """Somebody who has just proved who they are: a recording can take longer than a proof lasts."""
        self.done(session.client.post("/v1/auth/proof", json={"proof": session.person.password}))
        return session

    def unproven(self, session: SignedIn) -> SignedIn:
        """A session whose proof is too old."""
        plant.forget_proof(self.backend.data_dir, session.grant["session_id"])
        return session

    def filled(self, session: SignedIn, things: str) -> SignedIn:
        """Somebody who has as many of something as an account may have at least."""
        plant.a_thousand(self.backend.data_dir, things, session.grant["session_id"])
        return session

    def without_uploads(self, session: SignedIn) -> SignedIn:
        """Somebody who has uploaded as much as they may for today."""
        account_id = self.done(session.client.get("/v1/accounts/me"))["id"]
        plant.no_uploads_today(self.backend.data_dir, account_id)
        return session

    def upload(self, session: SignedIn) -> dict[str, Any]:
        """Uploads a file; answers what became of it."""
        path = f"/v1/uploads?name=notes.txt&wait_s={PATIENCE_S:.0f}"
        answer = session.client.post(path, content=UPLOADED.encode())
        upload: dict[str, Any] = self.done(answer)["items"][0]
        return upload

    def invitation(self) -> str:
        answer = self.done(self.proven(self.founder).client.post("/v1/accounts/invitations"))
        return str(answer["code"])

    def sign_in(self, person: Person) -> SignedIn:
        session = self.backend.sign_in(person, CLIENT_NAME)
        self.vault.learn_from(session.grant)
        return session

    def enroll(self, session: SignedIn) -> None:
        self.backend.enroll(session)
        assert session.person.totp_secret is not None
        self.vault.learn("totp secret", session.person.totp_secret)
        for code in session.person.recovery_codes:
            self.vault.learn("code", code)

    def code(self, session: SignedIn) -> str:
        """The next code of somebody's authenticator."""
        return self.vault.learn("code", session.person.next_code())

    def wrong_code(self, session: SignedIn) -> str:
        """A code that somebody's authenticator does not show at about this time."""
        import pyotp

        assert session.person.totp_secret is not None
        totp = pyotp.TOTP(session.person.totp_secret)
        now = int(time.time())
        right = {totp.at(now + 30 * steps) for steps in range(-3, 8)}
        code = next(code for code in ("314159", "271828") if code not in right)
        return self.vault.learn("code", code)

    def new_username(self) -> str:
        return f"athlete{next(self._names)}"

    def new_password(self) -> str:
        return self.vault.learn("password", secrets.token_urlsafe(15))

    def token(self, session: SignedIn, *scopes: str) -> str:
        """An access token for scripts."""
        body = {"name": "nightly", "scopes": scopes}
        created = self.done(self.proven(session).client.post("/v1/auth/access-tokens", json=body))
        return str(created["token"])

    def unknown_token(self) -> str:
        """A token that the backend never gave."""
        return self.vault.learn("token", f"fta_{secrets.token_urlsafe(32)}")

    # Folders and jobs

    def new_folder(self) -> Path:
        """Another folder with the same files."""
        folder = self.folder / f"training{next(self._folders)}"
        shutil.copytree(self.training, folder)
        return folder

    def connect(self, session: SignedIn, *, without: str = "") -> dict[str, Any]:
        """Connects a folder of its own; answers the source."""
        folder = self.new_folder()
        if without:
            (folder / without).unlink()
        body = {"kind": "folder", "path": str(folder), "name": "training"}
        return self.done(session.client.post("/v1/sources", json=body))

    def sync(self, session: SignedIn, **request: object) -> dict[str, Any]:
        """Syncs; answers the job as it ended."""
        job = self.done(session.client.post("/v1/sync/jobs", json=request))
        return self.until(lambda: self.job(session, job["id"]), _has_ended)

    def settle(self, session: SignedIn) -> None:
        """Waits until no job of somebody's runs."""
        for state in ("queued", "running"):
            self.until(
                lambda state=state: self.done(  # type: ignore[misc]
                    session.client.get("/v1/sync/jobs", params={"state": state})
                ),
                lambda jobs: not jobs["items"],
            )

    def job(self, session: SignedIn, job_id: str) -> dict[str, Any]:
        return self.done(session.client.get(f"/v1/sync/jobs/{job_id}"))

    def held_job(self, session: SignedIn) -> tuple[dict[str, Any], Callable[[], None]]:
        """A running job that makes no progress, and what releases it: its worker process is stopped.

        It is on a source of its own that was never scanned, so it stops while looking for files.
        """
        for _ in range(5):
            # The backend gives up workers that were held. What does this sync is a new one.
            other = self.impatient
            self.sync(other, source_ids=[self.connect(other)["id"]])
            source = self.connect(session)
            workers = self._worker_processes()
            for worker in workers:
                _signal(worker, signal.SIGSTOP)

            def let_go(workers: list[int] = workers) -> None:
                for worker in workers:
                    _signal(worker, signal.SIGCONT)

            job = self.done(
                session.client.post("/v1/sync/jobs", json={"source_ids": [source["id"]]})
            )
            job = self.until(
                lambda job_id=job["id"]: self.job(session, job_id),  # type: ignore[misc]
                lambda one: one["state"] != "queued",
            )
            time.sleep(0.1)
            job = self.job(session, job["id"])
            if job["state"] == "running" and workers:
                return job, let_go
            let_go()
        raise AssertionError(f"no job could be held:\n{self.backend.log()[-2000:]}")

    def _worker_processes(self) -> list[int]:
        listed = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid=,command="], capture_output=True, text=True, check=True
        )
        rows = [line.split(None, 2) for line in listed.stdout.splitlines()]
        return [
            int(pid)
            for pid, parent, *command in rows
            if int(parent) == self.backend.pid and "fittrack_backend.sync.worker" in str(command)
        ]

    # Answers

    def done(self, answer: httpx.Response) -> dict[str, Any]:
        """What a preparing request was answered, which must be a success."""
        assert answer.is_success, f"{answer.request.url}: {answer.text}"
        if not answer.content:
            return {}
        found: dict[str, Any] = answer.json()
        self.vault.learn_from(found)
        return found

    def until(
        self, ask: Callable[[], dict[str, Any]], is_it: Callable[[dict[str, Any]], bool]
    ) -> dict[str, Any]:
        """Asks again until the expected answer comes."""
        deadline = time.monotonic() + PATIENCE_S
        while not is_it(found := ask()):
            assert time.monotonic() < deadline, f"{found}\n{self.backend.log()[-2000:]}"
            time.sleep(0.02)
        return found

    def _register(self, invitation: str | None) -> Person:
        person = Person(self.new_username(), self.new_password())
        body = {"username": person.username, "password": person.password}
        if invitation is not None:
            body["invitation"] = invitation
        self.done(self.backend.client().post("/v1/accounts", json=body))
        self.backend.give(person)
        return person

    # People whom scenarios share: passwords are slow to hash, on purpose

    @cached_property
    def athlete(self) -> SignedIn:
        """Somebody who has synced all the files. Nobody changes anything of theirs."""
        session = self.person()
        source = {"kind": "folder", "path": str(self.training), "name": "training"}
        self.done(session.client.post("/v1/sources", json=source))
        self.sync(session)
        return session

    @cached_property
    def plain(self) -> SignedIn:
        """Somebody without a second factor or a source."""
        return self.person()

    @cached_property
    def protected(self) -> SignedIn:
        """Somebody with a second factor, whose codes nobody uses."""
        return self.person(totp=True)

    @cached_property
    def enrolling(self) -> SignedIn:
        """Somebody who starts to enrol a second factor again and again, and never confirms it."""
        return self.person()

    @cached_property
    def keeper(self) -> SignedIn:
        """Somebody who connects and disconnects."""
        return self.person()

    @cached_property
    def runner(self) -> SignedIn:
        """Somebody with one source, whose jobs come and go."""
        session = self.person()
        self.connect(session)
        return session

    @cached_property
    def impatient(self) -> SignedIn:
        """Somebody whose jobs make no progress."""
        return self.person()

    @cached_property
    def settled(self) -> SignedIn:
        """Somebody with two sessions, one access token, and one job, which succeeded."""
        session = self.person()
        self.sign_in(session.person)
        self.token(session, "read", "sync")
        self.connect(session, without="damaged.fit")
        self.sync(session)
        return session

    @cached_property
    def guessed_at(self) -> tuple[SignedIn, str]:
        """Somebody whose password and codes were guessed too often; a challenge from before."""
        session = self.person(totp=True)
        challenge = self.challenge(session)
        wrong = {"current_password": "guessed", "new_password": "0123456789"}
        for path, body in (
            ("/v1/accounts/me/password", wrong),
            ("/v1/accounts/me/recovery-codes", {"code": self.wrong_code(session)}),
        ):
            for _ in range(WRONG_GUESSES):
                answer = session.client.post(path, json=body)
                assert answer.status_code == 403, answer.text
        return session, challenge

    def challenge(self, session: SignedIn) -> str:
        """The id of a challenge of somebody with a second factor."""
        person = session.person
        body = {"username": person.username, "password": person.password}
        answer = self.done(self.backend.client().post("/v1/auth/login", json=body))
        return str(answer["challenge_id"])

    @cached_property
    def things(self) -> dict[str, str]:
        """The ids of what the athlete has, by the names that command lines call them."""
        ask = self.athlete.client.get

        def first(path: str) -> dict[str, Any]:
            found: dict[str, Any] = self.done(ask(path))["items"][0]
            return found

        activity = self.done(ask("/v1/activities", params={"limit": 1}))
        return {
            "activity": first("/v1/activities?sport=cycling")["id"],
            "workout": first("/v1/workouts")["id"],
            "source": first("/v1/sources")["id"],
            "job": first("/v1/sync/jobs")["id"],
            "cursor": str(activity["next_cursor"]),
            "nothing": _NOBODYS_ID,
            "home": str(self.home),
            "training": str(self.training),
        }

    @cached_property
    def reading_token(self) -> str:
        """The athlete's token for scripts that may only read."""
        return self.token(self.athlete, "read")

    @cached_property
    def syncing_token(self) -> str:
        """The athlete's token for scripts that may only sync."""
        return self.token(self.athlete, "sync")

    def as_athlete(self) -> Stage:
        return Stage(self.athlete, words=self.things)

    def as_first_account(self) -> Stage:
        """The server's first account, who has just proved who that is."""
        return Stage(self.proven(self.founder), words=self.things)


def _signal(process: int, number: int) -> None:
    try:
        os.kill(process, number)
    except ProcessLookupError:  # the backend gave it up
        pass


def _has_ended(job: dict[str, Any]) -> bool:
    return job["state"] not in ("queued", "running")
