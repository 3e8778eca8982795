"""Telling from a file's first bytes what it is, without reading it."""

from __future__ import annotations

import re
from typing import BinaryIO

from fittrack_backend.readers.contents import SniffResult
from fittrack_backend.readers.fit import profile
from fittrack_backend.readers.fit.file import describe, types_of
from fittrack_backend.readers.fit.parts import CRC_SIZE, Part, is_header
from fittrack_backend.readers.fit.wire import messages
from fittrack_backend.readers.xml_text import encoding_of
from fittrack_backend.records.data_types import ALL_TYPES, DataType
from fittrack_backend.records.fields import FileFormat

_HEAD = 4096
_PROLOG = 1 << 16
_FILE_ID_REACH = 2048
_MOST_PARTS = 1_000

_FILE_ID = profile.wanted({"file_id": ("type",)})
_ROOTS: dict[str, FileFormat] = {"TrainingCenterDatabase": "tcx", "gpx": "gpx"}
_ACTIVITIES: frozenset[DataType] = frozenset({"activities"})
_WORKOUTS = re.compile(r"<(?:[\w.-]+:)?Workout[\s>]")
_RECORDED = re.compile(r"<(?:[\w.-]+:)?Activity[\s>]")
_NO_ELEMENT = f"no XML element begins in its first {_PROLOG >> 10} KB"
NOT_KNOWN = "not a FIT, TCX or GPX file"


def sniff(file: BinaryIO, size: int) -> SniffResult:
    """What the file is and which types of data it can hold; reads a few KB wherever it must look.

    `file` is seekable and `size` its length in bytes. Of a FIT file each part that is chained in
    it is asked for its type; if that is unknown, it can hold any.
    """
    if size == 0:
        return SniffResult(None, reason="an empty file")
    file.seek(0)
    head = file.read(_HEAD)
    if is_header(head, 0):
        return _sniff_fit(file, size)
    if not head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
        return SniffResult(None, reason=NOT_KNOWN)
    start = head + file.read(_PROLOG - len(head))
    root = _root_element(start)
    if root is None and len(start) == _PROLOG:
        return SniffResult(None, reason=_NO_ELEMENT)
    if root not in _ROOTS:
        return SniffResult(None, reason=NOT_KNOWN)
    return SniffResult(_ROOTS[root], _types_of_tcx(start) if _ROOTS[root] == "tcx" else _ACTIVITIES)


def _types_of_tcx(start: bytes) -> frozenset[DataType]:
    """Activities; or workouts if these begin soon, since they come after all activities."""
    text = start.decode(encoding_of(start), "replace")
    if _WORKOUTS.search(text) is None:
        return _ACTIVITIES
    return frozenset({"activities", "workouts"} if _RECORDED.search(text) else {"workouts"})


def _sniff_fit(file: BinaryIO, size: int) -> SniffResult:
    types: set[DataType] = set()
    kinds: list[str] = []
    at = 0
    for _ in range(_MOST_PARTS):
        file.seek(at)
        head = file.read(_FILE_ID_REACH)
        if not is_header(head, 0):
            break
        file_type = _file_type(head)
        # A chained part without a type belongs to the one before it (heart rates of a strap).
        of_part = types_of(file_type) if file_type is not None or at == 0 else frozenset()
        types |= of_part
        if not of_part and file_type is not None:
            kinds.append(describe(file_type))
        length = int.from_bytes(head[4:8], "little")
        at += head[0] + length + CRC_SIZE
        if not length or at >= size:
            break
    else:
        types |= ALL_TYPES
    if types:
        return SniffResult("fit", frozenset(types))
    return SniffResult("fit", reason=" and ".join(dict.fromkeys(kinds)))


def _file_type(head: bytes) -> int | None:
    part = Part(head, head[0], len(head))
    for message in messages(part, _FILE_ID):
        value = message.values.get("type")
        return value if isinstance(value, int) else None
    return None


def _root_element(head: bytes) -> str | None:
    """The local name of an XML document's root element."""
    text = head.decode(encoding_of(head), "replace").lstrip("\ufeff")
    at = 0
    while True:
        at += len(text[at:]) - len(text[at:].lstrip())
        if text.startswith("<?", at):
            end = text.find("?>", at)
            at = end + 2
        elif text.startswith("<!--", at):
            end = text.find("-->", at + 4)
            at = end + 3
        elif text.startswith("<!", at):
            end = _end_of_doctype(text, at)
            at = end + 1
        else:
            break
        if end == -1:
            return None
    if not text.startswith("<", at):
        return None
    stop = next((i for i in range(at + 1, len(text)) if text[i] in " \t\r\n/>"), len(text))
    return text[at + 1 : stop].rpartition(":")[2]


def _end_of_doctype(text: str, at: int) -> int:
    subset, close = text.find("[", at), text.find(">", at)
    if subset == -1 or close < subset:
        return close
    end = text.find("]", subset)
    return -1 if end == -1 else text.find(">", end)
