"""Somebody signed in at the command line, and what the backend has on record about it."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from uuid import UUID

from attrs import evolve, frozen

from tests.integration.command_line import CommandLine, Done
from tools.running import fork_server
from tools.running.live_backend import LiveBackend

STUB = Path(__file__).parent / "stub"
LIFETIME_S = 15 * 60
Entry = dict[str, object]


def command_line(home: Path, **variables: str) -> CommandLine:
    """`fittrack` with a home of its own, whose processes can be stopped at each step."""
    plain = CommandLine.at(
        home,
        FITTRACK_CONFIG_DIR=str(home / "config"),
        SESSION_TEST_KEYRING=str(home / "keyring.json"),
        **variables,
    )
    paths = os.pathsep.join((str(STUB), plain.environment["PYTHONPATH"]))
    own = {"PYTHONPATH": paths, fork_server.STUB: str(STUB)}
    own["PYTHON_KEYRING_BACKEND"] = "file_keyring.Keyring"
    return evolve(plain, environment={**plain.environment, **own})


@frozen(eq=False)
class Owner:
    """One profile, with a session that tests try to break."""

    backend: LiveBackend
    fittrack: CommandLine
    username: str
    profile: str
    store: str
    session_id: str

    @classmethod
    def signed_in(
        cls,
        backend: LiveBackend,
        fittrack: CommandLine,
        *,
        profile: str = "default",
        store: str = "file",
        server: str | None = None,
    ) -> Owner:
        """Registers an account and signs in with `fittrack auth login`."""
        person = backend.register()
        options = ["--server", server or backend.url, "--credential-store", store]
        if profile != "default":
            fittrack.ok("profile", "add", profile, "--server", server or backend.url)
        options += ["--profile", profile, "--username", person.username, "--password-stdin"]
        fittrack.ok("auth", "login", *options, stdin=f"{person.password}\n")
        owner = cls(backend, fittrack, person.username, profile, store, "")
        return evolve(owner, session_id=str(owner.kept()["session_id"]))

    @property
    def command(self) -> tuple[str, ...]:
        """A command that needs the session, and shows whose it is."""
        return ("auth", "status", "-o", "json", "--profile", self.profile)

    def runs(self, **variables: str) -> Done:
        """Runs the command, which must work without signing in again."""
        done = self.fittrack(*self.command, env=variables)
        self.worked(done)
        return done

    def worked(self, done: Done) -> None:
        """The command did what it should, for the right account."""
        assert done.code == 0, f"exit {done.code}: {done.err}\n{dict(self.events())}"
        assert done.one()["username"] == self.username

    # What is kept on this machine.

    @property
    def config(self) -> Path:
        return Path(self.fittrack.environment["FITTRACK_CONFIG_DIR"])

    @property
    def credentials(self) -> Path:
        return self.config / "credentials.json"

    @property
    def key(self) -> str:
        """What the session is kept under."""
        return self._key(json.loads(self.credentials.read_text())["sessions"])

    def kept(self) -> Entry:
        """The tokens as the store has them."""
        if self.store == "file":
            sessions = json.loads(self.credentials.read_text())["sessions"]
            entry: Entry = sessions[self._key(sessions)]
            return entry
        entries = json.loads(self._keyring.read_text())
        found: Entry = json.loads(entries[self._key(entries)])
        return found

    def _keep(self, change: Callable[[Entry], object]) -> None:
        if self.store == "file":
            document = json.loads(self.credentials.read_text())
            change(document["sessions"][self._key(document["sessions"])])
            self.credentials.write_text(json.dumps(document))
            return
        entries = json.loads(self._keyring.read_text())
        key = self._key(entries)
        entry = json.loads(entries[key])
        change(entry)
        self._keyring.write_text(json.dumps(entries | {key: json.dumps(entry)}))

    @property
    def _keyring(self) -> Path:
        return Path(self.fittrack.environment["SESSION_TEST_KEYRING"])

    def _key(self, entries: Mapping[str, object]) -> str:
        [key] = [key for key in entries if f"{self.profile}@" in key]
        return key

    # The access token's age.

    def expire(self) -> None:
        """The access token has expired, and both sides know it."""
        self.expire_on_server()
        self.age(LIFETIME_S + 1)

    def expire_on_server(self) -> None:
        """The access token has expired, and this machine does not know it."""
        self._record("UPDATE token_pairs SET access_expires_at = '2001-01-01 00:00:00.000000'")

    def age(self, seconds: float) -> None:
        """This machine believes that the tokens came so many seconds ago."""

        def change(entry: Entry) -> None:
            late = float(str(entry["received_at"])) - float(str(entry["access_expires_at"]))
            received_at = time.time() - seconds
            entry.update(received_at=received_at, access_expires_at=received_at - late)

        self._keep(change)

    # What the backend has on record.

    def events(self) -> Counter[str]:
        """How often what happened to the session, by the audit trail."""
        with closing(self._database()) as database:
            rows = database.execute(
                "SELECT event, COUNT(*) FROM audit WHERE detail LIKE ? GROUP BY event",
                (f"session {self.session_id}%",),
            )
            return Counter(dict(rows.fetchall()))

    def is_alive(self) -> bool:
        """Whether the backend still takes the session's tokens."""
        with closing(self._database()) as database:
            query = "SELECT revoked_at FROM sessions WHERE id = ?"
            [row] = database.execute(query, (UUID(self.session_id).hex,)).fetchall()
            return row[0] is None

    def spend_long_ago(self) -> None:
        """What has happened to the session's pairs was hours ago."""
        self._record(
            "UPDATE token_pairs SET used_at = '2001-01-01 00:00:00.000000',"
            " asked_at = '2001-01-01 00:00:00.000000'"
        )

    def _record(self, statement: str) -> None:
        with closing(self._database()) as database, database:
            changed = database.execute(
                f"{statement} WHERE session_id = ?", (UUID(self.session_id).hex,)
            )
            assert changed.rowcount > 0

    def _database(self) -> sqlite3.Connection:
        return sqlite3.connect(self.backend.data_dir / "fittrack.db", timeout=30)
