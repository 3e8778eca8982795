"""Secrets stay where they belong: nothing prints, logs, lists or leaves them elsewhere.

One run of the command line, with everything that signing in knows, in all output formats, with
--debug, against a real backend and against one that means harm; then everything that could have been
written is searched.
"""

from __future__ import annotations

import json
import sqlite3
import stat
import subprocess
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pyotp
import pytest
from attrs import define, field

from tests.integration.command_line import CommandLine, Done
from tests.security.markers import Finding, Markers, ProcessWatch
from tests.servers.recording import Answer, RecordingServer, Sent, echo
from tests.thorough import THOROUGH
from tools.running import fork_server

FORMATS = ("table", "json", "jsonl", "csv") if THOROUGH else ("table", "json")
GPX = """<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>
<trkpt lat="47.1" lon="8.1"><ele>400</ele><time>2026-03-01T08:00:00Z</time></trkpt>
<trkpt lat="47.2" lon="8.1"><ele>410</ele><time>2026-03-01T09:00:00Z</time></trkpt>
</trkseg></trk></gpx>"""

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")


@define
class Run:
    """A person's commands with what they print, and whatever else can be looked at."""

    cli: CommandLine
    markers: Markers = field(factory=Markers)
    findings: list[Finding] = field(factory=list)
    looked_at: dict[str, int] = field(factory=dict)
    _begun: set[tuple[str, ...]] = field(factory=set)

    def __call__(
        self,
        *args: str,
        stdin: str = "",
        env: Mapping[str, str] | None = None,
        code: int | None = 0,
        shows: tuple[str, ...] = (),
    ) -> Done:
        """Runs a command under the most generous umask. What it may print is in `shows`.

        The first time it is a process that begins as people's do, whose arguments and environment can be looked at."""
        words = [*args, *(() if args[0] == "__complete" else ("--debug",))]
        environment = {**self.cli.environment, **(env or {})}
        if args[:2] in self._begun and not THOROUGH:
            process = fork_server.run(
                "fittrack_cli",
                *words,
                environment=environment,
                folder=self.cli.home,
                stdin=stdin.encode(),
                umask=0,
                timeout_s=120,
            )
        else:
            self._begun.add(args[:2])
            process = subprocess.run(
                self.cli.command(*words),
                env=environment,
                input=stdin.encode(),
                capture_output=True,
                cwd=self.cli.home,
                timeout=120,
                umask=0,
                check=False,
            )
        done = Done(process.returncode, process.stdout.decode(), process.stderr.decode())
        told = f"{' '.join(args)}: {done.code}\n{done.out}\n{done.err}"
        if code is not None:
            assert done.code == code, told
        assert "Traceback" in done.err or done.code == 0, "--debug shows a traceback"
        self.look_at(done.out.encode(), f"stdout of {' '.join(args[:3])}", but=shows)
        self.look_at(done.err.encode(), f"stderr of {' '.join(args[:3])}")
        return done

    def look_at(self, data: bytes, place: str, *, but: tuple[str, ...] = ()) -> None:
        """Searches later what is new by then: a secret may come before it is known as one."""
        self.looked_at[place.split(" of ")[0]] = self.looked_at.get(place.split(" of ")[0], 0) + 1
        self._later.append((data, place, but))

    _later: list[tuple[bytes, str, tuple[str, ...]]] = field(factory=list)

    def search(self) -> None:
        for data, place, but in self._later:
            self.findings += self.markers.found_in(data, place, but=but)

    def stored_tokens(self, name: str) -> None:
        """Takes the tokens in the file that the user chose as markers."""
        kept = json.loads((self.cli.home / "settings" / "credentials.json").read_text())
        for key, one in kept["sessions"].items():
            self.markers.add(f"access {name} {key}", one["access"])
            self.markers.add(f"refresh {name} {key}", one["refresh"])


def test_no_secret_is_found_where_it_does_not_belong(
    tmp_path: Path, recorder: RecordingServer
) -> None:
    home = tmp_path / "home"
    data = home / "data"
    cli = CommandLine.at(
        home, FITTRACK_DATA_DIR=str(data), FITTRACK_CONFIG_DIR=str(home / "settings")
    )
    training = home / "training"
    training.mkdir()
    (training / "ride.gpx").write_text(GPX)
    run = Run(cli)
    try:
        with ProcessWatch(home) as watch:
            _at_a_real_backend(run, training, watch)
            _at_a_hostile_server(run, recorder)
        own_backend = [one for one in watch.seen if "fittrack_backend" in one.words]
        _search_processes(run, watch)
        assert own_backend, "the backend's environment was never looked at"
        _search_files(run, home)
        _search_database(run, data)
    finally:
        subprocess.run(cli.command("backend", "stop"), env=dict(cli.environment), check=False)
    run.search()
    print(f"{len(run.markers.values)} markers, {watch.looks} looks at processes")
    print("looked at:", ", ".join(f"{count} of {place}" for place, count in run.looked_at.items()))
    assert run.markers.unused == [], "these were never in use: nothing is proved about them"
    assert not run.findings, "\n".join(sorted({str(one) for one in run.findings}))


def _at_a_real_backend(run: Run, training: Path, watch: ProcessWatch) -> None:
    markers = run.markers
    password = markers.add("password", 'marked "pass\\word" of Ada Lovelace 7f3a')
    wrong = markers.add("wrong password", "mistyped marked password 8c1d", used="sent")
    stray = markers.add("stray code", "935172", used="in the environment of every child's parent")
    script = markers.add("stray token", "ftp_marked-token-in-the-environment-00000001", used="sent")
    run(
        *("backend", "start", "--port", "0"),
        env={"FITTRACK_TOKEN": script, "FITTRACK_MFA_CODE": stray},
    )
    account = ("--username", "ada", "--password-stdin")
    login = ("auth", "login", *account, "--credential-store", "file")
    run("auth", "register", *account, stdin=f"{password}\n")
    run(*login, stdin=f"{wrong}\n", code=3)
    run(*login, "-o", "json", stdin=f"{wrong}\n", code=3)
    run(*login, stdin=f"{password}\n")
    markers.used("password", "signed in")
    run.stored_tokens("first")

    enrolled = run("auth", "mfa", "enroll", "-o", "json", shows=("totp secret",)).one()
    secret = markers.add("totp secret", str(enrolled["secret"]))
    markers.add("otpauth", str(enrolled["otpauth_uri"]), used="printed once, at enrolment")
    run._later[-2] = (*run._later[-2][:2], ("totp secret", "otpauth"))
    # The first code is of the step before, and holds to the end of this one: it must not be about to end.
    if (left := 30 - time.time() % 30) < 20:
        time.sleep(left)
    now = time.time()
    codes = [pyotp.TOTP(secret).at(now + shift) for shift in (-30, 0, 30)]
    for number, code in enumerate(codes):
        markers.add(f"code {number}", code)
    run("auth", "mfa", "enroll", env={"FITTRACK_MFA_CODE": "000000"}, code=None)
    confirmed = run(
        *("auth", "mfa", "enroll", "-o", "json"),
        env={"FITTRACK_MFA_CODE": codes[0]},
        shows=("recovery",),
    )
    markers.used("code 0", "confirmed the enrolment")
    markers.used("totp secret", "its codes were taken")
    recovery = confirmed.one()["recovery_codes"]
    assert isinstance(recovery, list)
    for number, code in enumerate(recovery):
        markers.add(f"recovery {number}", code, used="one of ten, the others were taken")

    run(*login, stdin=f"{password}\n", code=4)
    run(*login, stdin=f"{password}\n", env={"FITTRACK_MFA_CODE": codes[1]})
    markers.used("code 1", "signed in")
    run(*login, stdin=f"{password}\n", env={"FITTRACK_MFA_CODE": codes[1]}, code=3)
    run(*login, "-o", "json", stdin=f"{password}\n", env={"FITTRACK_MFA_CODE": recovery[0]})
    run.stored_tokens("second")
    run(*login, "-o", "json", stdin=f"{password}\n", env={"FITTRACK_MFA_CODE": recovery[0]}, code=3)
    renewed = run(
        *("auth", "mfa", "recovery-codes", "-o", "json"),
        env={"FITTRACK_MFA_CODE": codes[2]},
        shows=("new recovery",),
    )
    markers.used("code 2", "made new recovery codes")
    for number, code in enumerate(renewed.one()["recovery_codes"]):  # type: ignore[arg-type]
        markers.add(f"new recovery {number}", code, used="one of ten")

    created = run("auth", "access-tokens", "create", "ci", "-o", "json", shows=("script",)).one()
    token = markers.add("script token", str(created["token"]))
    plain = run("auth", "access-tokens", "create", "cd", shows=("script",)).out
    markers.add("script token, plain", plain.strip(), used="made like the other")
    shown = run("auth", "token", shows=("access",)).out.strip()
    assert shown in markers.values.values()
    run("source", "connect", "folder", str(training))
    run("sync", "start", "--watch")
    for mode in FORMATS:
        for command in (
            ("auth", "status"),
            ("auth", "refresh"),
            ("auth", "sessions", "list"),
            ("auth", "access-tokens", "list"),
        ):
            run(*command, "-o", mode)
        run.stored_tokens(f"renewed {mode}")
        for command in (
            ("source", "list"),
            ("sync", "list"),
            ("sync", "status"),
            ("activities", "list"),
            ("config", "list"),
            ("profile", "list"),
        ):
            run(*command, "-o", mode)
        run("activities", "list", "-o", mode, env={"FITTRACK_TOKEN": token})
        run("auth", "sessions", "list", "-o", mode, env={"FITTRACK_TOKEN": token}, code=3)
        run("activities", "list", "-o", mode, env={"FITTRACK_TOKEN": script}, code=3)
    markers.used("script token", "listed activities")
    run("activities", "list", env={"FITTRACK_TOKEN": f"{script} \u00e9"}, code=3)
    run("activities", "show", "none", code=None)
    _complete_until_seen(run, watch, stray)
    for name in markers.values:
        if name.startswith(("access", "refresh")):
            markers.uses.setdefault(name, "kept in the file, and in force until the next renewal")

    url = run("auth", "status", "-o", "json").one()["server"]
    run("backend", "logs")
    run("backend", "stop")
    for mode in ("table", "json"):
        run("activities", "list", "-o", mode, "--server", str(url), code=7)
        run("auth", "refresh", "-o", mode, "--server", str(url), code=7)
        run(*login, "-o", mode, "--server", str(url), stdin=f"{password}\n", code=7)
    run("backend", "start", "--port", str(url).rpartition(":")[2])
    run("auth", "refresh")
    run.stored_tokens("last")
    markers.uses.update(
        {
            name: "kept"
            for name in markers.values
            if name.startswith(("access last", "refresh last"))
        }
    )


def _complete_until_seen(run: Run, watch: ProcessWatch, stray: str) -> None:
    """Completes from an empty cache, until the helper that fills it has been looked at."""
    for number in range(20):
        cache = {"FITTRACK_CACHE_DIR": str(run.cli.home / f"cache-{number}")}
        run("__complete", "sync", "status", "", env={"FITTRACK_MFA_CODE": stray, **cache})
        if any("__refresh-completion" in process.words for process in watch.seen):
            return
    raise AssertionError("the helper of completion was never looked at")


def _at_a_hostile_server(run: Run, recorder: RecordingServer) -> None:
    """It lets somebody sign in, and then sends back whatever it gets."""
    markers = run.markers
    password = markers.add("hostile password", "another marked \u00dc password 51ab")
    code = markers.add("hostile code", "604713")
    access = markers.add("hostile access", "fta_marked-access-token-of-a-hostile-server-01")
    refresh = markers.add("hostile refresh", "ftr_marked-refresh-token-of-a-hostile-server-1")
    script = markers.add("hostile script", "ftp_marked-script-token-of-a-hostile-server-01")
    grant = {
        "kind": "token_grant",
        "access_token": access,
        "refresh_token": refresh,
        "token_type": "Bearer",
        "expires_in": 900,
        "expires_at": "2026-11-24T20:00:00Z",
        "refresh_expires_at": "2027-11-24T20:00:00Z",
        "session_id": "3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10",
        "username": "ada",
    }
    challenge = {
        "kind": "mfa_challenge",
        "challenge_id": "3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d11",
        "methods": ["totp", "recovery_code"],
        "expires_at": "2027-11-24T20:00:00Z",
        "tries_remaining": 5,
    }

    def grants(sent: Sent) -> Answer:
        return Answer.json(grant) if sent.target == "/v1/auth/login" else echo(sent)

    def challenges(sent: Sent) -> Answer:
        return Answer.json(challenge) if sent.target == "/v1/auth/login" else echo(sent)

    def redirects(sent: Sent) -> Answer:
        there = f"http://127.0.0.1:1/{sent.everything}"[:900]
        return Answer(status=307, headers={"Location": there})

    def unauthorized(sent: Sent) -> Answer:
        answer = echo(sent)
        kind = json.loads(answer.body) | {"type": "urn:fittrack:problem:wrong-code", "status": 401}
        return Answer.json(kind, 401)

    def cut_short(sent: Sent) -> Answer:
        return Answer(json.dumps(grant).encode()[:-9])

    def misshapen(sent: Sent) -> Answer:
        changed = {**grant, "expires_at": access, "expires_in": refresh, "session_id": access}
        return Answer.json(changed)

    def page(sent: Sent) -> Answer:
        return Answer(sent.everything.encode(), "text/html")

    def status_line(sent: Sent) -> Answer:
        return Answer.json({"title": dict(sent.headers), "detail": [sent.body.decode()]}, 418)

    server = ("--server", recorder.url, "--profile", "hostile")
    run("profile", "add", "hostile", "--server", recorder.url)
    account = ("--username", "ada", "--password-stdin", "--credential-store", "file")
    login = ("auth", "login", *account, *server)
    answers = (grants, echo, redirects, unauthorized, cut_short, misshapen, page, status_line)
    mine = {"FITTRACK_MFA_CODE": code}
    for number, answer in enumerate((*answers, echo)):
        how = (*server, "-o", ("table", "json")[number % 2])
        recorder.answer = grants
        run(*login, stdin=f"{password}\n")
        recorder.answer = challenges if answer is grants else answer
        run(*login, *how[-2:], stdin=f"{password}\n", env=mine, code=None)
        recorder.answer = answer
        run("auth", "refresh", *how, code=None)
        run("auth", "mfa", "remove", "--password-stdin", *how, stdin=password, env=mine, code=None)
        run("activities", "list", *how, env={"FITTRACK_TOKEN": script}, code=None)
    reached = " ".join(sent.everything for sent in recorder.sent)
    for name, value in markers.values.items():
        if name.startswith("hostile") and json.dumps(value, ensure_ascii=False)[1:-1] in reached:
            markers.used(name, "reached the hostile server")


def _search_processes(run: Run, watch: ProcessWatch) -> None:
    """Arguments are everybody's to see; what a child inherits, it may pass on and dump."""
    sees_environments = False
    for process in watch.seen:
        run.look_at(process.command, f"arguments of {process.words[:6]}")
        own = "fittrack_cli" in process.words and "__refresh-completion" not in process.words
        if own:  # this test put it there
            sees_environments = sees_environments or b"FITTRACK_MFA_CODE=" in process.environment
        else:
            run.look_at(process.environment, f"environment of {process.words[:6]}")
    assert sees_environments, "a secret in an environment would not have been seen"


def _search_files(run: Run, home: Path) -> None:
    """Nobody else may look at what fittrack wrote, and secrets are only where they are kept."""
    for path in sorted(home.rglob("*")):
        if home / "training" in (path, *path.parents):
            continue
        mode = stat.S_IMODE(path.lstat().st_mode)
        if path.is_socket() or path.is_symlink():
            continue
        expected = 0o700 if path.is_dir() else 0o600
        if mode & ~expected and path not in _made_by_others(home):
            run.findings.append(Finding(f"mode {mode:04o}", str(path.relative_to(home))))
        if path.is_file():
            run.look_at(path.read_bytes(), f"file of {path.relative_to(home)}", but=_kept_in(path))
    chosen = home / "settings" / "credentials.json"
    found = run.markers.found_in(chosen.read_bytes(), "the chosen file")
    assert {one.marker.split()[0] for one in found} >= {"access", "refresh"}, "a blind search"


def _kept_in(path: Path) -> tuple[str, ...]:
    if path.name == "credentials.json":
        return ("access", "refresh", "hostile access", "hostile refresh")
    return ()


def _made_by_others(home: Path) -> tuple[Path, ...]:
    """Folders of the platform, which are there on any machine before fittrack is."""
    return tuple(home / one for one in (".cache", ".local", ".local/share", ".config"))


def _search_database(run: Run, data: Path) -> None:
    """Row by row, since a page of the file may cut a secret in two."""
    with closing(sqlite3.connect(data / "fittrack.db", timeout=30)) as database:
        tables = [
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        assert {"accounts", "token_pairs", "recovery_codes", "access_tokens", "audit"} <= {*tables}
        for table in tables:
            for row in database.execute(f"SELECT * FROM {table}"):
                run.look_at(repr(row).encode(), f"row of {table}")
        held = database.execute("SELECT totp_secret FROM accounts").fetchone()[0]
        assert held.startswith("sealed1."), "a blind search"
    assert (data / "backend.log").stat().st_size > 0
