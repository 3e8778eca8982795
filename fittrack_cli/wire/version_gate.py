"""Stops at a server whose contract has another major version, before anything is sent to it.

Every FitTrack backend sends its contract's version in a header of each answer. A server that did so
before is known, by a note in the cache folder, and costs nothing more; any other is asked first, once
a process and without a token. What answers no such question is judged by its answers as ever.
"""

from __future__ import annotations

import json
from pathlib import Path

import httpx

from fittrack_cli.errors import Incompatible
from fittrack_cli.wire.address import origin
from fittrack_cli.wire.contract_versions import parsed
from fittrack_cli.wire.version_notes import HEADER, is_ours, note_file, read_note, write_note
from fittrack_common.version import __version__
from fittrack_contract import CONTRACT_VERSION

SERVER_INFO = "/v1/meta/server"
_LARGEST_INFO = 1 << 16


class GatedTransport(httpx.BaseTransport):
    """Lets requests through to a server that understands them. Raises Incompatible else."""

    def __init__(self, inner: httpx.BaseTransport, gate: VersionGate) -> None:
        self._inner = inner
        self._gate = gate

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self._gate.must_ask() and not request.url.path.endswith(SERVER_INFO):
            self._ask(request)
        response = self._inner.handle_request(request)
        try:
            self._gate.saw(response.headers.get(HEADER))
        except Incompatible:
            response.close()
            raise
        return response

    def close(self) -> None:
        self._inner.close()

    def _ask(self, request: httpx.Request) -> None:
        """Asks what the server is; nothing of the request at hand goes with it but its patience."""
        question = httpx.Request(
            "GET",
            f"{self._gate.url}{SERVER_INFO}",
            headers={"User-Agent": request.headers.get("User-Agent", "fittrack")},
            extensions={"timeout": request.extensions.get("timeout", {})},
        )
        try:
            answer = self._inner.handle_request(question)
        except (httpx.DecodingError, Incompatible):
            return  # no answer of a backend
        self._gate.asked()
        self._gate.judge(answer.headers.get(HEADER) or _told(answer))


class VersionGate:
    """What is known of one server's contract, in this process and before it.

    `asked` holds the origins that this process has asked, and `folder` the notes of earlier ones.
    """

    def __init__(self, url: str, asked: set[str], folder: Path) -> None:
        self.url = url.rstrip("/")
        self._origin = origin(url)
        self._asked = asked
        self._note = note_file(folder, self._origin)
        self._noted = read_note(self._note, self._origin)

    def must_ask(self) -> bool:
        """Whether nothing is known of the server."""
        return self._origin not in self._asked and not is_ours(self._noted)

    def asked(self) -> None:
        self._asked.add(self._origin)

    def judge(self, version: object) -> None:
        """Raises Incompatible for a version with another major number."""
        found, ours = parsed(version), parsed(CONTRACT_VERSION)
        if found is not None and ours is not None and found[0] != ours[0]:
            raise incompatible(self.url, str(version), is_newer=found[0] > ours[0])

    def saw(self, version: str | None) -> None:
        """Notes the version in an answer, or that there is none. Raises Incompatible."""
        self.judge(version)
        if version is not None and parsed(version) is None:
            version = None
        if version != self._noted:
            self._noted = version
            write_note(self._note, self._origin, version)


def incompatible(url: str, theirs: str, *, is_newer: bool) -> Incompatible:
    """The failure that another major version is: both versions, and what to do."""
    ours = parsed(CONTRACT_VERSION)
    major = ours[0] if ours is not None else 0
    from fittrack_cli.installation import install_command

    hint = (
        f"upgrade fittrack: {install_command(newer=True)}"
        if is_newer
        else f"upgrade the backend to one with the contract {major}, or use an older fittrack"
    )
    return Incompatible(
        f"the backend at {url} has another contract",
        f"its contract is {theirs}, and fittrack {__version__} understands {CONTRACT_VERSION}"
        f" and other versions {major}.x",
        f"{hint}\nwhat differs: fittrack contract check",
        slug="contract-version",
        extras={"contract_version": CONTRACT_VERSION, "server_contract_version": theirs},
    )


def _told(answer: httpx.Response) -> object:
    """The contract's version in a server info; None for any other answer."""
    if answer.status_code != 200 or len(answer.content) > _LARGEST_INFO:
        return None
    try:
        info = json.loads(answer.content)
    except (ValueError, RecursionError):
        return None
    return info.get("contract_version") if isinstance(info, dict) else None
