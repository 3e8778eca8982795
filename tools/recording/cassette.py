"""Cassettes: vcrpy's files, whose `metadata` holds the command line that made them and what it printed."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from attrs import asdict, field, frozen

from fittrack_cli.program.command_table import Leaf, find
from tools import REPOSITORY
from tools.contract.conformance import Exchange, Message
from tools.recording import raw_request
from tools.recording.canonical import CONTRACT, CONTRACT_BODY
from tools.recording.exports import EXPORT_BODY, small_export

FOLDER = REPOSITORY / "tests" / "contract" / "cassettes"

HOME, TRAINING = "/home/athlete", "/training"


@frozen
class KeptSession:
    """A session that is stored in the home folder that the command runs in."""

    username: str
    session_id: str
    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)


@frozen
class Run:
    """A command line with everything that it is given."""

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
    """What a command line printed, and its exit code."""

    exit_code: int
    stdout: str
    stderr: str


@frozen
class Recording:
    """One cassette: the command line, what it printed, and its exchanges with the server."""

    operation: str
    status: int
    run: Run
    result: Result
    meant_to_be_wrong: str | None
    tape: Mapping[str, Any] = field(repr=False)
    """As vcrpy keeps it."""

    @property
    def command_name(self) -> str | None:
        """`activities list`, without arguments and options; None for a request that no command sends."""
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
                Message(
                    _lower(response["headers"]), _bytes(whole_body(response["body"]["string"]))
                ),
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
        document = yaml.load(path.read_text("utf-8"), LOADER)
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


def whole_body(body: str | bytes) -> str | bytes:
    """An answer's body, with the contract or an export where it is named."""
    if body in (EXPORT_BODY, EXPORT_BODY.encode()):
        return small_export()
    is_named = body in (CONTRACT_BODY, CONTRACT_BODY.encode())
    return json.dumps(CONTRACT.document) if is_named else body


LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The quick one, where it was built."""


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
