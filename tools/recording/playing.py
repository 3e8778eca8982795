"""A cassette's command line, run in this process: against a backend, or against the cassette."""

from __future__ import annotations

import datetime as dt
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import yaml
from attrs import evolve
from vcr import VCR
from vcr.cassette import Cassette as Tape
from vcr.patch import PATCHER_NAMES
from vcr.request import Request

from fittrack_backend.accounts import lifetimes
from fittrack_cli import secret
from fittrack_cli.__main__ import main
from fittrack_cli.places import cache_dir
from fittrack_cli.program.config import Config, Profile
from fittrack_cli.secret import Secret
from fittrack_cli.session.file_store import FileStore
from fittrack_cli.session.login import client_name
from fittrack_cli.session.stores import key_for
from fittrack_cli.session.tokens import Tokens
from fittrack_cli.wire.version_notes import note_file, write_note
from fittrack_contract import CONTRACT_VERSION
from tools.recording import raw_request
from tools.recording.canonical import ORIGIN, Canonical
from tools.recording.cassette import (
    HOME,
    LOADER,
    TRAINING,
    KeptSession,
    Recording,
    Result,
    Run,
    whole_body,
)
from tools.recording.exports import EXPORT_FILE, small_export
from tools.recording.vault import Vault
from tools.running.prompter import FakePrompter

MATCH_ON = ("method", "scheme", "host", "port", "path", "query", "body", "sent headers")
_KEY = "Idempotency-Key"


def perform(
    run: Run, origin: str, home: Path, transport: httpx.BaseTransport | None = None
) -> Result:
    """Runs a command line in this process, in a home of its own."""
    config = home / "config"
    environment = {
        "TZ": "UTC",
        "HOME": str(home),
        "FITTRACK_CONFIG_DIR": str(config),
        "FITTRACK_DATA_DIR": str(home / "data"),
        "FITTRACK_CACHE_DIR": str(home / "cache"),
        "FITTRACK_SERVER": origin,
    }
    write_note(
        note_file(cache_dir(environment), origin), origin, CONTRACT_VERSION
    )  # or each would ask first
    if run.session is not None:
        keep_session(config, origin, run.session)
    if run.words[0] == "import":
        (home / EXPORT_FILE).write_bytes(small_export())
    if run.token is not None:
        environment["FITTRACK_TOKEN"] = run.token
    stdin, output, stderr = io.StringIO(run.stdin), io.BytesIO(), io.StringIO()
    stdout = io.TextIOWrapper(output, "utf-8", newline="", write_through=True)
    prompter = FakePrompter(list(run.answers or ()), can_ask=run.answers is not None)
    with _as_in_a_process_of_its_own():
        if raw_request.is_ours(run.words):
            code = raw_request.main(run.words, environment, stdin, stdout, stderr, transport)
        else:
            code = main(run.words, environment, stdin, stdout, stderr, prompter, transport)
    stdout.flush()
    printed = output.getvalue().decode("utf-8", "backslashreplace")
    return Result(code, printed, stderr.getvalue())


@contextmanager
def _as_in_a_process_of_its_own() -> Iterator[None]:
    """Messages hide the secrets that this process has held; other commands' secrets are not among them."""
    known = secret._known  # noqa: SLF001 (what no command may do)
    held = set(known)
    known.clear()
    try:
        yield
    finally:
        known.update(held)


def keep_session(config: Path, origin: str, session: KeptSession) -> None:
    """Signs in without a request: writes the profile and its tokens."""
    profile = Profile(username=session.username, credential_store="file")
    Config(config).with_profile(profile).save()
    now = dt.datetime.now(dt.UTC).timestamp()
    tokens = Tokens(
        origin,
        session.username,
        session.session_id,
        Secret(session.access_token),
        Secret(session.refresh_token),
        now,
        now + lifetimes.ACCESS_TOKEN.total_seconds(),
        now + lifetimes.SESSION.total_seconds(),
    )
    FileStore(config).save(key_for(profile.name, origin), tokens)


def replay(path: Path, recording: Recording) -> Result:
    """Runs a cassette's command line again, with the cassette in place of the backend.

    Raises AssertionError when it asks for something else, or not for everything.
    """
    with tempfile.TemporaryDirectory(prefix="fittrack-replay-") as name:
        home, training = Path(name, "home"), Path(name, "training")
        for folder in (home, training):
            folder.mkdir()
        folders = {str(home): HOME, str(training): TRAINING}
        canonical = Canonical(
            dt.datetime.now(dt.UTC).replace(microsecond=0),
            Vault(),
            ORIGIN,
            client_name(),
            folders,
        )
        command = recording.run.command
        for real, known in folders.items():
            command = command.replace(known, real)
        with tape(canonical, "none", path) as played:
            result = perform(evolve(recording.run, command=command), ORIGIN, home)
        unused = [
            request.uri for at, request in enumerate(played.requests) if not played.play_counts[at]
        ]
        assert not unused, f"the command did not ask for {', '.join(unused)}"
        return Result(
            result.exit_code, canonical.text(result.stdout), canonical.text(result.stderr)
        )


@contextmanager
def tape(canonical: Canonical, mode: str, path: Path) -> Iterator[Tape]:
    """vcrpy between the command line and the network. Nothing is written while it records."""
    recorder = VCR(
        record_mode=mode,
        match_on=MATCH_ON,
        before_record_request=canonical.request,
        before_record_response=canonical.response if mode == "all" else None,
        skip_patchers=[name for name in PATCHER_NAMES if name != "httpx"],
    )
    recorder.register_matcher("sent headers", _same_headers)
    recorder.register_persister(_Reader)
    recorder.register_serializer("cassette", _Serializer)
    with recorder.use_cassette(str(path), serializer="cassette") as played:
        yield played


def _same_headers(sent: Request, recorded: Request) -> None:
    """A matcher: the same headers; of a random Idempotency-Key, only that there is one."""
    mine, theirs = dict(sent.headers), dict(recorded.headers)
    if _is_random(mine.get(_KEY)) and _is_random(theirs.get(_KEY)):
        del mine[_KEY], theirs[_KEY]
    if mine != theirs:
        raise AssertionError(f"{mine} != {theirs}")


def _is_random(key: str | None) -> bool:
    return key is not None and key.startswith("00000000-")


class _Reader:
    """Reads cassettes as vcrpy does, and writes none."""

    @staticmethod
    def load_cassette(path: str, serializer: object) -> object:
        from vcr.persisters.filesystem import CassetteNotFoundError
        from vcr.serialize import deserialize

        if not Path(path).is_file():
            raise CassetteNotFoundError
        requests, responses, *_ = deserialize(Path(path).read_text("utf-8"), serializer)
        return requests, responses

    @staticmethod
    def save_cassette(path: str, content: object, serializer: object) -> None:
        """See `Recording.text`."""


class _Serializer:
    @staticmethod
    def deserialize(text: str) -> object:
        document = yaml.load(text, LOADER)
        for one in document["interactions"]:
            body = one["response"]["body"]
            body["string"] = whole_body(body["string"])
        return document
