"""Cassettes: vcrpy's files, whose `metadata` says which command line made them and what it gave."""

from __future__ import annotations

import datetime as dt
import io
import json
import shlex
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from attrs import asdict, evolve, field, frozen
from vcr import VCR
from vcr.cassette import Cassette as Tape
from vcr.patch import PATCHER_NAMES
from vcr.request import Request

from fittrack_cli.__main__ import main
from fittrack_cli.program.command_table import Leaf, find
from fittrack_cli.program.config import Config, Profile
from fittrack_cli.session import secret
from fittrack_cli.session.file_store import FileStore
from fittrack_cli.session.secret import Secret
from fittrack_cli.session.signin import client_name
from fittrack_cli.session.store import key_for
from fittrack_cli.session.tokens import Tokens
from fittrack_cli.wire.http import BaseTransport
from fittrack_cli.wire.version_gate import note_file, write_note
from fittrack_contract import CONTRACT_VERSION
from tools import REPOSITORY
from tools.contract.conformance import Exchange, Message
from tools.recording import raw_request
from tools.recording.canonical import CONTRACT, CONTRACT_BODY, ORIGIN, Canonical
from tools.recording.vault import Vault
from tools.running.prompter import FakePrompter

FOLDER = REPOSITORY / "tests" / "contract" / "cassettes"
HOME, TRAINING = "/home/athlete", "/training"
MATCH_ON = ("method", "scheme", "host", "port", "path", "query", "body", "sent headers")
_KEY = "Idempotency-Key"
_LIFETIME_S, _REFRESH_LIFETIME_S = 900, 60 * 24 * 3600


@frozen
class KeptSession:
    """A session that is kept in the home of who runs the command."""

    username: str
    session_id: str
    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)


@frozen
class Run:
    """A command line with all that it is given."""

    command: str
    session: KeptSession | None = None
    token: str | None = field(default=None, repr=False)
    stdin: str = ""
    answers: Sequence[str] | None = None

    @property
    def words(self) -> list[str]:
        return shlex.split(self.command)


@frozen
class Result:
    """What a command line gave."""

    exit_code: int
    stdout: str
    stderr: str


@frozen
class Recording:
    """One cassette: the command line, what it gave, and the exchanges that it had."""

    operation: str
    status: int
    run: Run
    result: Result
    meant_to_be_wrong: str | None
    tape: Mapping[str, Any] = field(repr=False)
    """As vcrpy keeps it."""

    @property
    def command_name(self) -> str | None:
        """`activities list`, without what it was given; None for what no command sends."""
        words = self.run.words
        if raw_request.is_ours(words):
            return None
        for length in range(len(words), 0, -1):
            if isinstance(find(words[:length]), Leaf):
                return " ".join(words[:length])
        return None

    @property
    def exchanges(self) -> Iterator[Exchange]:
        for one in self.tape["interactions"]:
            request, response = one["request"], one["response"]
            yield Exchange(
                request["method"],
                request["uri"],
                Message(_lower(request["headers"]), _bytes(request["body"])),
                response["status"]["code"],
                Message(_lower(response["headers"]), _bytes(_whole(response["body"]["string"]))),
            )

    def text(self) -> str:
        """The file's content."""
        document = {
            "metadata": {
                "operation": self.operation,
                "status": self.status,
                **_without_nothing(asdict(self.run)),
                **_without_nothing({"meant_to_be_wrong": self.meant_to_be_wrong}),
                **_without_nothing(asdict(self.result), keep=("exit_code",)),
            },
            **self.tape,
        }
        return yaml.dump(document, Dumper=_Readable, sort_keys=False, allow_unicode=True, width=100)

    @classmethod
    def load(cls, path: Path) -> Recording:
        """Reads a cassette."""
        document = yaml.load(path.read_text("utf-8"), _LOADER)
        about = document.pop("metadata")
        session = about.get("session")
        run = Run(
            about["command"],
            KeptSession(**session) if session else None,
            about.get("token"),
            about.get("stdin", ""),
            about.get("answers"),
        )
        result = Result(about["exit_code"], about.get("stdout", ""), about.get("stderr", ""))
        wrong = about.get("meant_to_be_wrong")
        return cls(about["operation"], about["status"], run, result, wrong, document)


def all_cassettes(folder: Path = FOLDER) -> dict[str, Path]:
    """Every cassette by its name: `data/list_activities/200-all`."""
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path
        for path in sorted(folder.rglob("*.yaml"))
    }


def perform(run: Run, origin: str, home: Path, transport: BaseTransport | None = None) -> Result:
    """Runs a command line in this process, in a home of its own."""
    config = home / "config"
    environment = {
        "HOME": str(home),
        "FITTRACK_CONFIG_DIR": str(config),
        "FITTRACK_DATA_DIR": str(home / "data"),
        "FITTRACK_CACHE_DIR": str(home / "cache"),
        "FITTRACK_SERVER": origin,
    }
    write_note(note_file(environment, origin), origin, CONTRACT_VERSION)  # or each would ask first
    if run.session is not None:
        keep_session(config, origin, run.session)
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
    """Messages hide the secrets that this process has held: those of other commands are not there."""
    held = set(secret._known)
    secret._known.clear()
    try:
        yield
    finally:
        secret._known.update(held)


def keep_session(config: Path, origin: str, session: KeptSession) -> None:
    """Signs in as nobody saw it: writes the profile and its tokens."""
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
        now + _LIFETIME_S,
        now + _REFRESH_LIFETIME_S,
    )
    FileStore(config).save(key_for(profile.name, origin), tokens)


def replay(path: Path, recording: Recording) -> Result:
    """Runs a cassette's command line again, with the cassette in the place of the backend.

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
    """A matcher: the same headers, of which a random Idempotency-Key has but to be there."""
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
        document = yaml.load(text, _LOADER)
        for one in document["interactions"]:
            body = one["response"]["body"]
            body["string"] = _whole(body["string"])
        return document


def _whole(body: str | bytes) -> str | bytes:
    """An answer's body, with the contract where it is named."""
    is_named = body in (CONTRACT_BODY, CONTRACT_BODY.encode())
    return json.dumps(CONTRACT.document) if is_named else body


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Readable(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Readable.add_representer(str, _represent_text)


def _without_nothing(values: Mapping[str, Any], keep: Sequence[str] = ()) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if name in keep or value not in (None, "")
    }


def _lower(headers: Mapping[str, Any]) -> dict[str, str]:
    return {
        name.lower(): ", ".join(value) if isinstance(value, list) else value
        for name, value in headers.items()
    }


def _bytes(body: str | bytes | None) -> bytes:
    return body.encode() if isinstance(body, str) else body or b""
