"""Taking apart `multipart/form-data` (RFC 7578) while it comes: nothing of a file is held for longer than a part of it."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from email.message import Message
from urllib.parse import unquote

from attrs import define, field, frozen

_MOST_OF_HEADERS = 16 * 1024
_DIGEST = re.compile(r"(?:^|[,\s])sha-256=:([A-Za-z0-9+/]{43}=):")
_BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]")


class NotMultipart(ValueError):
    """What was sent cannot be taken apart; the message says why, in a sentence."""


@frozen
class PartBegins:
    """A part begins. `file_name` is None for a field that is no file, `sha256` for a part that does not say its digest
    (`Content-Digest`, RFC 9530); in hex."""

    field_name: str
    file_name: str | None
    sha256: str | None = None


@frozen
class PartData:
    """Some bytes of the part that began last."""

    data: bytes


@frozen
class PartEnds:
    """All of the part has come."""


Event = PartBegins | PartData | PartEnds


def boundary_of(content_type: str) -> bytes:
    """What separates the parts. Raises NotMultipart."""
    message = Message()
    message["content-type"] = content_type
    boundary = message.get_param("boundary")
    if not isinstance(boundary, str) or not _BOUNDARY.fullmatch(boundary):
        raise NotMultipart("Its Content-Type has no valid boundary.")
    return boundary.encode("ascii")


@define
class Multipart:
    """What has come of a body so far."""

    boundary: bytes
    _buffer: bytearray = field(factory=lambda: bytearray(b"\r\n"), init=False)
    """A delimiter begins with a line break, which the first one need not have."""
    _state: str = field(default="preamble", init=False)

    @property
    def is_complete(self) -> bool:
        """Whether the last delimiter has come."""
        return self._state == "epilogue"

    def feed(self, data: bytes) -> Iterator[Event]:
        """Takes the next bytes, and tells what is in them. Raises NotMultipart."""
        self._buffer += data
        while True:
            before = self._state, len(self._buffer)
            yield from getattr(self, f"_in_{self._state}")()
            if (self._state, len(self._buffer)) == before:
                return

    def _in_preamble(self) -> Iterator[Event]:
        at = self._buffer.find(self._delimiter)
        if at < 0:
            self._keep_a_beginning()
        else:
            del self._buffer[: at + len(self._delimiter)]
            self._state = "delimiter"
        yield from ()

    def _in_delimiter(self) -> Iterator[Event]:
        end = self._buffer.find(b"\r\n")
        if self._buffer.startswith(b"--"):
            self._state = "epilogue"
        elif end >= 0 and not self._buffer[:end].strip(b" \t"):
            del self._buffer[:end]
            self._state = "headers"
        elif end >= 0 or len(self._buffer) > _MOST_OF_HEADERS:
            raise NotMultipart("There is something after a boundary that does not belong there.")
        yield from ()

    def _in_headers(self) -> Iterator[Event]:
        end = self._buffer.find(b"\r\n\r\n")
        if end > _MOST_OF_HEADERS or (end < 0 and len(self._buffer) > _MOST_OF_HEADERS):
            raise NotMultipart("The headers of a part are too long.")
        if end >= 0:
            yield _begins(bytes(self._buffer[2:end]))
            del self._buffer[: end + 4]
            self._state = "content"

    def _in_content(self) -> Iterator[Event]:
        at = self._buffer.find(self._delimiter)
        if at >= 0:
            if at:
                yield PartData(bytes(self._buffer[:at]))
            del self._buffer[: at + len(self._delimiter)]
            self._state = "delimiter"
            yield PartEnds()
        elif len(self._buffer) >= len(self._delimiter):
            safe = len(self._buffer) - len(self._delimiter) + 1
            yield PartData(bytes(self._buffer[:safe]))
            del self._buffer[:safe]

    def _in_epilogue(self) -> Iterator[Event]:
        self._buffer.clear()
        yield from ()

    @property
    def _delimiter(self) -> bytes:
        return b"\r\n--" + self.boundary

    def _keep_a_beginning(self) -> None:
        """Drops what comes before the first delimiter, but not what may be the beginning of one."""
        del self._buffer[: -len(self._delimiter) + 1]


def _begins(headers: bytes) -> PartBegins:
    lines = [
        line.partition(":") for line in headers.decode("utf-8", "replace").split("\r\n") if line
    ]
    told = {name.strip().lower(): value.strip() for name, _, value in reversed(lines)}
    if "content-disposition" not in told:
        raise NotMultipart("A part does not say which field it is.")
    return _disposition(told["content-disposition"], _sha256(told.get("content-digest", "")))


def _sha256(value: str) -> str | None:
    """The digest that a `Content-Digest` names; None where it names none of this kind, which is then passed over."""
    found = _DIGEST.search(value)
    return base64.b64decode(found[1]).hex() if found is not None else None


def _disposition(value: str, sha256: str | None) -> PartBegins:
    kind, _, rest = value.partition(";")
    if kind.strip().lower() != "form-data":
        raise NotMultipart("A part is not form data.")
    found: dict[str, str] = {}
    for match in re.finditer(r';?\s*([a-zA-Z*]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;"\s]+))', rest):
        quoted, token = match.group(2), match.group(3)
        text = re.sub(r'\\(["\\])', r"\1", quoted) if quoted is not None else token
        found.setdefault(match.group(1).lower(), text)
    if "name" not in found:
        raise NotMultipart("A part does not say which field it is.")
    file_name = found.get("filename")
    extended = found.get("filename*", "")
    if extended.lower().startswith("utf-8''"):
        file_name = unquote(extended[7:], "utf-8", "replace")
    elif file_name is not None:
        # What browsers and curl make of what cannot stand between quotation marks.
        file_name = file_name.replace("%22", '"').replace("%0D", "\r").replace("%0A", "\n")
    return PartBegins(found["name"], file_name, sha256)
