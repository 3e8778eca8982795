"""Telling from a file's first bytes what it is, without reading it."""

from __future__ import annotations

import re
from typing import BinaryIO

from fittrack_backend.export_tables import json_lists
from fittrack_backend.export_tables.row_originals import kind_of_row
from fittrack_backend.export_tables.tables import STRAVA_ACTIVITIES
from fittrack_backend.readers.contents import SniffResult
from fittrack_backend.readers.fit import profile
from fittrack_backend.readers.fit.kinds import count_messages, likely_types, types_in, why_skipped
from fittrack_backend.readers.fit.parts import CRC_SIZE, Part, is_header
from fittrack_backend.readers.fit.wire import messages
from fittrack_backend.readers.garmin.answer import is_answer, sniff_answer
from fittrack_backend.readers.xml_text import encoding_of
from fittrack_backend.records.data_types import ALL_TYPES, DataType
from fittrack_backend.records.fields import FileFormat

_HEAD = 4096
_PROLOG = 1 << 16
_FILE_ID_REACH = 2048
_MOST_PARTS = 1_000
_MOST_LOOKED_AT = 1 << 20
"""How many bytes of a file are looked at for messages. One with more of them can hold any type."""

_FILE_ID = profile.wanted({"file_id": ("type",)})
_ROOTS: dict[str, FileFormat] = {"TrainingCenterDatabase": "tcx", "gpx": "gpx"}
_ACTIVITIES: frozenset[DataType] = frozenset({"activities"})
_HEALTH: frozenset[DataType] = frozenset({"health"})
_OF_ROWS = {
    STRAVA_ACTIVITIES: SniffResult("csv", _ACTIVITIES),
    json_lists.ACTIVITIES: SniffResult("json", _ACTIVITIES),
    json_lists.NIGHTS: SniffResult("json", _HEALTH),
    json_lists.DAYS: SniffResult("json", _HEALTH),
}
_WORKOUTS = re.compile(r"<(?:[\w.-]+:)?Workout[\s>]")
_RECORDED = re.compile(r"<(?:[\w.-]+:)?Activity[\s>]")
_NO_ELEMENT = f"no XML element begins in its first {_PROLOG >> 10} KB"
_TAR_HEADER = 512
_PACKED = {
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!\x1a\x07": "a RAR archive",
    **{b"BZh%d1AY&SY" % level: "a bzip2 file" for level in range(1, 10)},
    b"\xfd7zXZ\0": "an xz file",
    b"\x28\xb5\x2f\xfd": "a zstd file",
}
"""How what is packed otherwise begins."""
NOT_KNOWN = "not a FIT, TCX or GPX file"


def sniff(file: BinaryIO, size: int) -> SniffResult:
    """What the file is and which types of data it can hold; reads a few KB wherever it must look.

    `file` is seekable and `size` its length in bytes. Of a FIT file each part that is chained in
    it is asked for its type; if it does not say, it can hold any. Short ones, and those whose type
    is unknown or should hold nothing, are asked for their messages too.
    """
    if size == 0:
        return SniffResult(None, reason="an empty file")
    file.seek(0)
    head = file.read(_HEAD)
    if is_header(head, 0):
        return _sniff_fit(file, size)
    of_row = kind_of_row(head)
    if of_row is not None:
        return _OF_ROWS.get(of_row) or SniffResult(None, reason=NOT_KNOWN)
    if is_answer(head):
        return sniff_answer(head)
    packed = _packed_as(head)
    if packed is not None:
        return SniffResult(None, reason=f"{packed}, which is not read: only zip and gzip are")
    if not head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
        return SniffResult(None, reason=NOT_KNOWN)
    start = head + file.read(_PROLOG - len(head))
    root = _root_element(start)
    if root is None and len(start) == _PROLOG:
        return SniffResult(None, reason=_NO_ELEMENT)
    if root not in _ROOTS:
        return SniffResult(None, reason=NOT_KNOWN)
    return SniffResult(_ROOTS[root], _types_of_tcx(start) if _ROOTS[root] == "tcx" else _ACTIVITIES)


def _packed_as(head: bytes) -> str | None:
    """What packs files and is not unpacked, by its first bytes; None for anything else."""
    if _is_tar(head[:_TAR_HEADER]):
        return "a tar archive"
    return next((what for begins, what in _PACKED.items() if head.startswith(begins)), None)


def _is_tar(header: bytes) -> bool:
    """Whether a file begins with the header of a tar entry (POSIX.1, ustar, and the form before it): its checksum is the sum of
    its bytes with blanks in the checksum's place."""
    told = header[148:156].strip(b" \0")
    if len(header) < _TAR_HEADER or not told or not header[0]:
        return False
    try:
        return int(told, 8) == sum(header[:148]) + 8 * ord(" ") + sum(header[156:])
    except ValueError:
        return False


def _types_of_tcx(start: bytes) -> frozenset[DataType]:
    """Activities; or workouts if these begin soon, since they come after all activities."""
    text = start.decode(encoding_of(start), "replace")
    if _WORKOUTS.search(text) is None:
        return _ACTIVITIES
    return frozenset({"activities", "workouts"} if _RECORDED.search(text) else {"workouts"})


def _sniff_fit(file: BinaryIO, size: int) -> SniffResult:
    types: set[DataType] = set()
    kinds: list[str] = []
    at, left = 0, _MOST_LOOKED_AT
    for _ in range(_MOST_PARTS):
        file.seek(at)
        head = file.read(_FILE_ID_REACH)
        if not is_header(head, 0):
            break
        file_type = _file_type(head)
        # A chained part without a type belongs to the one before it (heart rates of a strap).
        of_part = likely_types(file_type) if file_type is not None or at == 0 else frozenset()
        length = int.from_bytes(head[4:8], "little")
        size_of_part = head[0] + length + CRC_SIZE
        if file_type is not None and (not of_part or size_of_part <= len(head)):
            looked_at = min(size_of_part if length else size, size - at)
            left -= looked_at
            of_part |= (
                _types_by_messages(file, at, looked_at, file_type) if left >= 0 else ALL_TYPES
            )
        types |= of_part
        if not of_part and file_type is not None:
            kinds.append(why_skipped(file_type))
        at += size_of_part
        if not length or at >= size:
            break
    else:
        types |= ALL_TYPES
    if types:
        return SniffResult("fit", frozenset(types))
    return SniffResult("fit", reason=" and ".join(dict.fromkeys(kinds)))


def _types_by_messages(file: BinaryIO, at: int, size: int, file_type: int) -> frozenset[DataType]:
    """The types of data that the messages of a part hold."""
    file.seek(at)
    data = file.read(size)
    part = Part(data, data[0], max(data[0], len(data) - CRC_SIZE))
    return types_in(count_messages(part), file_type)


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
