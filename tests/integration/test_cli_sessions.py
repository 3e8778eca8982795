"""A session that nothing breaks: raced, robbed and unsaved, against a live backend; `tests/session` kills it."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.command_line import PATIENCE_S, CommandLine, Done
from tools.running import fork_server
from tools.running.live_backend import LiveBackend, Person

ROUNDS = int(os.environ.get("FITTRACK_TEST_ROUNDS", "1"))
PROCESSES = int(os.environ.get("FITTRACK_TEST_PROCESSES", "10"))

KILL = "import os, signal\ndef die(*args, **kwargs): os.kill(os.getpid(), signal.SIGKILL)\n"
RUN = "\nimport sys\nfrom fittrack_cli.__main__ import main\nsys.exit(main(sys.argv[1:]))\n"
EXCHANGE = "import fittrack_cli.session.exchange as session\nreal = session.exchange\n"
KILLED_WITH_THE_ANSWER = EXCHANGE + "session.exchange = lambda *a, **k: die(real(*a, **k))"
FULL = """
import errno, os
def full(descriptor): raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
os.fsync = full
"""
READ_ONLY = """
import errno, os
really_open = os.open
def read_only(path, flags, *rest, **options):
    if flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))
    return really_open(path, flags, *rest, **options)
os.open = read_only
"""
TOO_LONG = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"


class Athlete:
    """A person with a command line and one session, or one in each of several profiles."""

    def __init__(self, home: Path, backend: LiveBackend) -> None:
        self.person: Person = backend.register()
        self.backend = backend
        self.cli = CommandLine.at(
            home, FITTRACK_SERVER=backend.url, FITTRACK_CONFIG_DIR=str(home / "config")
        )
        self.sign_in()

    @property
    def credentials(self) -> Path:
        return self.cli.home / "config" / "credentials.json"

    def sign_in(self, *args: str) -> None:
        login = ("auth", "login", "--username", self.person.username, "--password-stdin")
        self.cli.ok(*args, *login, "--credential-store", "file", stdin=self.person.password)

    def tokens(self) -> dict[str, str]:
        """What the file holds of the one session."""
        (entry,) = json.loads(self.credentials.read_text())["sessions"].values()
        assert isinstance(entry, dict)
        return entry

    def age(self, seconds: float = 3600.0) -> None:
        """Makes the tokens look older, as if the clock had moved on."""
        document = json.loads(self.credentials.read_text())
        for entry in document["sessions"].values():
            for name in ("received_at", "access_expires_at"):
                entry[name] -= seconds
        self.credentials.write_text(json.dumps(document))

    def run_patched(self, patch: str, *args: str) -> Done:
        """Runs a command whose process was changed by `patch` before."""
        done = fork_server.run_code(
            *(KILL + patch + RUN, *args),
            environment=self.cli.environment,
            folder=self.cli.home,
            timeout_s=PATIENCE_S,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def works(self) -> None:
        """It is signed in, and stays so when it renews, twice."""
        for _ in range(2):
            self.cli.ok("auth", "status")
            self.age()

    def events(self, name: str) -> int:
        """How often the backend noted something about sessions of this account."""
        database = sqlite3.connect(self.backend.data_dir / "fittrack.db")
        try:
            (count,) = database.execute(
                "SELECT count(*) FROM audit JOIN accounts ON accounts.id = audit.account_id"
                " WHERE event = ? AND username = ?",
                (name, self.person.username),
            ).fetchone()
            return int(count)
        finally:
            database.close()


@pytest.fixture
def athlete(tmp_path: Path, live_backend: LiveBackend) -> Athlete:
    return Athlete(tmp_path / "home", live_backend)


@pytest.mark.parametrize("days", [-400, 400])
def test_a_clock_that_jumps_by_days_after_a_kill(athlete: Athlete, days: int) -> None:
    athlete.age()
    athlete.run_patched(KILLED_WITH_THE_ANSWER, "auth", "status")
    athlete.age(days * 86_400.0)
    athlete.works()


def test_an_answer_that_is_lost_on_the_way(athlete: Athlete) -> None:
    lost = EXCHANGE + (
        "from fittrack_cli.errors import Unreachable\n"
        "def lost(*args, **options):\n"
        "    real(*args, **options)\n"
        "    raise Unreachable('cut short')\n"
        "session.exchange = lost"
    )
    athlete.age()
    assert athlete.run_patched(lost, "auth", "status").code == 7
    athlete.works()


@pytest.mark.parametrize(
    "broken", [FULL, READ_ONLY, TOO_LONG], ids=["full", "read-only", "too-long"]
)
@pytest.mark.parametrize("noticed_by", ["clock", "server"])
def test_tokens_that_cannot_be_saved_stop_no_command_and_end_no_session(
    athlete: Athlete, broken: str, noticed_by: str
) -> None:
    if noticed_by == "clock":
        athlete.age()
    else:  # the access token in the file is one that the server does not take any more
        document = json.loads(athlete.credentials.read_text())
        (entry,) = document["sessions"].values()
        entry["access"] = "fta_" + "x" * 43
        athlete.credentials.write_text(json.dumps(document))
    before = athlete.credentials.read_bytes()
    for _ in range(3):
        done = athlete.run_patched(broken, "auth", "status", "-o", "json", "--query", "username")
        assert done.code == 0, done.err
        assert json.loads(done.out) == athlete.person.username
        assert "could not be saved" in done.err and "nothing is lost" in done.err
        assert athlete.credentials.read_bytes() == before
    athlete.works()
    assert athlete.events("token-reused") == 0


@pytest.mark.parametrize("profiles", [1, 2])
@pytest.mark.timeout(1800)
def test_many_processes_at_once_refresh_once_for_each_session(
    athlete: Athlete, profiles: int
) -> None:
    names = ["default", "club"][:profiles]
    if profiles == 2:
        athlete.cli.ok("profile", "add", "club", "--server", athlete.backend.url)
        athlete.sign_in("--profile", "club")
    for _ in range(ROUNDS):
        athlete.age()
        before = athlete.events("refreshed")
        started = [
            athlete.cli.start("--profile", names[number % profiles], "auth", "status")
            for number in range(PROCESSES)
        ]
        for process in started:
            _, err = process.communicate(timeout=600)
            assert process.returncode == 0, err.decode()
        assert athlete.events("refreshed") - before == profiles
    assert athlete.events("refreshed-again") == 0


@pytest.mark.parametrize("first", ["thief", "owner"])
def test_a_stolen_refresh_token_ends_the_session_and_the_owner_is_told(
    athlete: Athlete, first: str
) -> None:
    stolen = athlete.tokens()["refresh"]
    asked = {"refresh_token": stolen, "attempt": "an attempt of the thief's"}
    thief = athlete.backend.client()
    if first == "thief":
        grant = thief.post("/v1/auth/refresh", json=asked).json()
        used = athlete.backend.client(grant["access_token"]).get("/v1/accounts/me")
        assert used.status_code == 200
        athlete.age()
    else:
        athlete.cli.ok("auth", "refresh")
        athlete.cli.ok("auth", "status")
        assert thief.post("/v1/auth/refresh", json=asked).status_code == 401
    told = athlete.cli("auth", "status")
    assert told.code == 3
    for words in ("somebody else", "fittrack auth login", "auth password", "auth sessions list"):
        assert words in told.err
    assert stolen not in told.err
    assert athlete.cli("auth", "status", "-o", "json").error()["slug"] == "session-revoked"
    athlete.sign_in()
    athlete.works()


def test_sessions_are_listed_and_ended(athlete: Athlete) -> None:
    elsewhere = athlete.backend.sign_in(athlete.person, "another machine")
    rows = athlete.cli.ok("auth", "sessions", "list", "-o", "json").rows()
    assert {row["client_name"]: row["current"] for row in rows if not row["current"]} == {
        "another machine": False
    }
    assert len(athlete.cli.ok("auth", "sessions", "list", "-o", "csv").csv()) == 2
    assert "another machine" in athlete.cli.ok("auth", "sessions", "list").out
    (other,) = (str(row["id"]) for row in rows if not row["current"])
    (own,) = (str(row["id"]) for row in rows if row["current"])
    refused = athlete.cli("auth", "sessions", "revoke", own)
    assert (refused.code, "fittrack auth logout" in refused.err) == (2, True)
    athlete.cli.ok("auth", "sessions", "revoke", other)
    assert elsewhere.client.get("/v1/accounts/me").status_code == 401
    assert athlete.cli("auth", "sessions", "revoke", other).code == 6
    athlete.works()


def test_signing_out_everywhere(athlete: Athlete) -> None:
    elsewhere = athlete.backend.sign_in(athlete.person)
    done = athlete.cli.ok("auth", "logout", "--all")
    assert "Ended 1 other session." in done.err
    assert elsewhere.client.get("/v1/accounts/me").status_code == 401
    assert athlete.cli("auth", "status").code == 3
    athlete.sign_in()
    down = athlete.cli("auth", "logout", "--all", env={"FITTRACK_SERVER": "http://127.0.0.1:1"})
    assert down.code == 0, "nobody is signed in there"
    athlete.works()


def test_refresh_and_token_for_scripts(athlete: Athlete) -> None:
    before = athlete.tokens()
    shown = athlete.cli.ok("auth", "refresh", "-o", "json").one()
    assert str(shown["access_expires_at"]) < str(shown["expires_at"])
    assert athlete.tokens()["refresh"] != before["refresh"]
    athlete.age()
    token = athlete.cli.ok("auth", "token").out
    assert token == athlete.tokens()["access"] + "\n"
    client = athlete.backend.client(token.strip())
    assert client.get("/v1/accounts/me").status_code == 200
    whole = athlete.cli.ok("auth", "token", "-o", "json").one()
    assert set(whole) == {"access_token", "expires_at"}
    variable = {"FITTRACK_TOKEN": token.strip()}
    assert athlete.cli("auth", "status", env=variable).code == 0
    assert athlete.cli("auth", "refresh", env=variable).code == 2
    assert athlete.cli("auth", "token", env=variable).out == token


def test_access_tokens_for_scripts(athlete: Athlete) -> None:
    made = athlete.cli.ok("auth", "access-tokens", "create", "ci", "--expires", "never")
    token = made.out.strip()
    assert token.startswith("ftp_") and token not in made.err
    script = {"FITTRACK_TOKEN": token}
    assert athlete.cli("sync", "list", "-o", "json", env=script).json() == []
    refused = athlete.cli("source", "connect", "folder", "/tmp", "-o", "json", env=script).error()
    assert (refused["code"], refused["slug"]) == (3, "insufficient-scope")
    assert "--scope" in str(refused["hint"])
    sessions = athlete.cli("auth", "sessions", "list", "-o", "json", env=script).error()
    assert sessions["slug"] == "session-required"
    (row,) = athlete.cli.ok("auth", "access-tokens", "list", "-o", "json").rows()
    assert (row["name"], row["scopes"], row["expires_at"]) == ("ci", ["read"], None)
    assert row["last_used_at"] is not None and "token" not in row
    by_secret = athlete.cli("auth", "access-tokens", "revoke", token)
    assert (by_secret.code, token in by_secret.err) == (2, False)
    athlete.cli.ok("auth", "access-tokens", "revoke", str(row["id"]))
    ended = athlete.cli("sync", "list", env=script)
    assert ended.code == 3
    assert "FITTRACK_TOKEN is not accepted" in ended.err and token not in ended.err
    for wrong in (("--expires", "0"), ("--expires", "soon"), ("--scope", "everything")):
        assert athlete.cli("auth", "access-tokens", "create", "x", *wrong).code == 2


def test_a_new_password_ends_the_other_sessions(athlete: Athlete) -> None:
    elsewhere = athlete.backend.sign_in(athlete.person)
    old, new = athlete.person.password, "an even longer password"
    wrong = athlete.cli("auth", "password", "--password-stdin", stdin=f"not {old}\n{new}\n")
    assert wrong.code == 3 and "password is wrong" in wrong.err.lower()
    assert athlete.cli("auth", "password").code == 2
    assert athlete.cli("auth", "password", "--password-stdin", stdin=old).code == 2
    athlete.cli.ok("auth", "password", "--password-stdin", stdin=f"{old}\n{new}\n")
    assert elsewhere.client.get("/v1/accounts/me").status_code == 401
    athlete.works()
    athlete.person.password = new
    athlete.sign_in()


def test_new_recovery_codes_sign_in_and_remove_the_second_factor(athlete: Athlete) -> None:
    signed_in = athlete.backend.sign_in(athlete.person)
    athlete.backend.enroll(signed_in)
    old = athlete.person.recovery_codes
    renew = ("auth", "mfa", "recovery-codes", "--mfa-code-file", "-")
    made = athlete.cli.ok(*renew, stdin=old[0])
    codes = made.out.split()
    assert len(codes) == 10 and not set(codes) & set(old)
    assert athlete.cli(*renew, "-o", "json", stdin=old[1]).error()["slug"] == "wrong-code"
    refused = athlete.cli("auth", "mfa", "recovery-codes", "--mfa-code", codes[2])
    assert (refused.code, codes[2] in refused.err) == (2, False)
    login = ("auth", "login", "--username", athlete.person.username, "--password-stdin")
    password = athlete.person.password
    assert athlete.cli(*login, stdin=password).code == 4
    with_code = (*login, "--mfa-code-file", "-")
    athlete.cli.ok(*with_code, stdin=f"{password}\n{codes[0]}")
    assert athlete.cli(*with_code, stdin=f"{password}\n{codes[0]}").code == 3
    remove = ("auth", "mfa", "remove", "--password-stdin", "--mfa-code-file", "-")
    athlete.cli.ok(*remove, stdin=f"{password}\n{codes[1]}")
    athlete.cli.ok(*login, stdin=password)


SECRET_SERVICE = ("dbus-run-session", "gnome-keyring-daemon")
needs_secret_service = pytest.mark.skipif(
    not all(map(shutil.which, SECRET_SERVICE)), reason="needs dbus-run-session and gnome-keyring"
)
LOCK = (
    "import secretstorage as s; b = s.dbus_init();"
    " s.get_default_collection(b).lock(); assert s.get_default_collection(b).is_locked()"
)


def in_secret_service(athlete: Athlete, script: str) -> subprocess.CompletedProcess[str]:
    """Runs shell commands in a D-Bus session with an unlocked gnome-keyring of its own."""
    runtime = athlete.cli.home / "run"
    runtime.mkdir(mode=0o700)
    unlock = "printf secret | gnome-keyring-daemon --unlock --components=secrets >&2; sleep 0.5"
    functions = 'fittrack() { "$PYTHON" -m fittrack_cli "$@"; }\n'
    variables = {
        "XDG_RUNTIME_DIR": str(runtime),
        "PYTHON": sys.executable,
        "PASSWORD": athlete.person.password,
        "NAME": athlete.person.username,
    }
    kept = {k: v for k, v in athlete.cli.environment.items() if k != "PYTHON_KEYRING_BACKEND"}
    return subprocess.run(
        ["dbus-run-session", "--", "bash", "-ec", f"{functions}{unlock}\n{script}"],
        env={**kept, **variables},
        cwd=athlete.cli.home,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@needs_secret_service
def test_a_session_in_a_real_keyring(athlete: Athlete) -> None:
    athlete.cli.ok("auth", "logout")
    script = """
printf %s "$PASSWORD" | fittrack auth login --username "$NAME" --password-stdin \\
    --credential-store keyring
fittrack auth status -o json --query credential_store
fittrack auth refresh -q >/dev/null
fittrack auth status -o json --query username
fittrack auth move --credential-store file -o json --query moved
fittrack auth move --credential-store keyring -o json --query moved
fittrack auth status -o json --query kept_in
for number in 1 2 3; do fittrack auth refresh -q >/dev/null & done; wait
fittrack auth status -o json --query username
grep -rlE 'ft[ar]_' "$HOME" >&2 && exit 9
fittrack auth logout
! fittrack auth status
"""
    done = in_secret_service(athlete, script)
    assert done.returncode == 0, done.stderr
    name = athlete.person.username
    shown = [json.loads(line) for line in done.stdout.splitlines()]
    assert shown[:4] == ["keyring", name, 1, 1]
    assert "Secret" in shown[4] or "keyring" in shown[4]
    assert shown[5] == name
    assert athlete.events("token-reused") == 0


@needs_secret_service
def test_a_locked_keyring_is_refused_before_the_password_is_sent(athlete: Athlete) -> None:
    athlete.cli.ok("auth", "logout")
    athlete.cli.ok("config", "set", "credential_store", "keyring")
    before = athlete.events("signed-in")
    script = f"""
"$PYTHON" -c '{LOCK}'
printf %s "$PASSWORD" | fittrack auth login --username "$NAME" --password-stdin
"""
    done = in_secret_service(athlete, script)
    assert done.returncode == 1, done.stderr
    assert "cannot write to the keyring" in done.stderr and "unlock it" in done.stderr
    assert athlete.events("signed-in") == before
