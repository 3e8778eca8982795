"""XML as people have it, made into UTF-8 that a parser takes.

Exports of apps begin with blanks, name one encoding and use another, or hold characters that XML does
not allow. What can be told from the bytes is mended here, and said; the rest is the parser's.
"""

from __future__ import annotations

import codecs
import html.entities
import re
from collections.abc import Iterator

from attrs import frozen

from fittrack_backend.readers.contents import NothingToSave

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
Bytes = bytes | bytearray

_CHUNK = 1 << 16
_BLANKS = " \t\r\n\ufeff"
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_KNOWN = re.compile(
    r"utf-8|ascii|iso8859-\d+|cp\d{3,4}|koi8-[rtu]|gb2312|gbk|gb18030|big5(hkscs)?|hz"
    r"|shift_jis(_2004|x0213)?|euc_(jp|kr|jis_2004|jisx0213)|mac-[a-z0-9-]+"
)
"""Encodings of texts. Python knows others, which no file is written in and which can be made slow."""
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "iso8859-1": "cp1252"}
"""What is written under these names is often the wider encoding."""
_ASCII = b"""<?xml version='1.0' encoding="UTF-8"?>"""
_GUESS = "cp1252"
"""What bytes are that are not UTF-8, where nothing else is known: Latin-1 as Windows has it."""
_BYTES_AS_GUESSED = {
    0xDC00 + byte: bytes([byte]).decode(_GUESS, "replace") for byte in range(0x80, 0x100)
}
"""What `surrogateescape` makes of bytes that are not UTF-8, and what they are read as."""

_NOT_IN_XML = bytes({*range(0x20)} - {0x09, 0x0A, 0x0D})

_OWN_ENTITIES = rb"(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});"
_LOOSE = re.compile(rb"&(?!" + _OWN_ENTITIES + rb")")
_LOOSE_OR_LITERAL = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(?!" + _OWN_ENTITIES + rb")(?:(\w{1,32});)?",
    re.DOTALL,
)

_MOST_MENDED = 1_000_000
"""Behind so many the parser leaves out what it does not understand."""

_BEFORE_ROOT = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(
    rb"<!DOCTYPE\s+(?P<name>[^\s\[>]+)\s*(?P<outside>(?:SYSTEM|PUBLIC)\b[^\[>]*)?"
    rb"(?:\[(?P<inside>[^\]]*)\]\s*)?>"
)


@frozen
class Utf8:
    """A document in UTF-8 without a document type, and what was changed in it, in sentences."""

    data: Bytes
    changes: tuple[str, ...]


def as_utf8(data: bytes) -> Utf8:
    """The document in UTF-8, well formed as far as single characters go.

    Raises NothingToSave for a document type that declares entities or names another file: these can
    be made to grow without bounds, or to reach for what is not theirs.
    """
    changes: list[str] = []
    document = _without_document_type(_decoded(data, changes))
    if _has_any(document, _NOT_IN_XML):
        document = document.translate(None, _NOT_IN_XML)
        changes.append("characters that XML does not allow were left out")
    if b"&" in document and _LOOSE.search(document):
        mended = _LOOSE_OR_LITERAL.sub(_entity, document, count=_MOST_MENDED)
        if mended != document:
            changes.append("the XML has an & that it may not have: it was read as text")
        document = mended
    return Utf8(document, tuple(changes))


def encoding_of(data: bytes) -> str:
    """The encoding of a document by its first bytes: the byte order mark, where the NULs of ASCII
    are, or the XML declaration; UTF-8 where none tells."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    if data[:1] == b"\0":
        return "utf-16-be"
    if data[1:2] == b"\0":
        return "utf-16-le"
    return _codec(_declared(data) or "utf-8") or "utf-8"


def _declared(data: bytes) -> str | None:
    """The encoding that the XML declaration names."""
    found = _DECLARED.match(data[:1024].lstrip(_BLANKS.encode()))
    return None if found is None else found[1].decode("ascii")


def _codec(name: str) -> str | None:
    """The codec for a text's encoding, where it is one whose first bytes are ASCII's."""
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    is_known = _KNOWN.fullmatch(codec) and _ASCII.decode(codec) == _ASCII.decode("ascii")
    return _WIDER.get(codec, codec) if is_known else None


def _decoded(data: bytes, changes: list[str]) -> Bytes:
    name = encoding_of(data)
    if name.startswith("utf-16") or name.startswith("utf-32"):
        return _transcoded(data, name, changes)
    data = data.lstrip(_BLANKS.encode())
    if _is_utf8(data):
        if name != "utf-8" and not data.isascii():
            changes.append(f"the XML says that it is in {_declared(data)}, but it is in UTF-8")
        return data
    if name != "utf-8":
        return _transcoded(data, name, changes)
    declared = _declared(data)
    if declared is not None and _codec(declared) is None:
        changes.append(f"the XML is in an encoding that is not known, {declared}")
    return _guessed(data, changes)


def _transcoded(data: bytes, codec: str, changes: list[str]) -> Bytes:
    is_damaged = False
    made = bytearray()
    for text in _pieces(data, codec, "replace"):
        is_damaged |= "\ufffd" in text
        made += (text if made else text.lstrip(_BLANKS)).encode("utf-8", "replace")
    if is_damaged:
        changes.append(f"the XML has bytes that do not belong to its encoding, {codec}")
    return made


def _pieces(data: bytes, codec: str, errors: str) -> Iterator[str]:
    """The text piece by piece, since all of it takes up to four bytes for each character."""
    decoder = codecs.getincrementaldecoder(codec)(errors)
    for at in range(0, len(data), _CHUNK):
        yield decoder.decode(data[at : at + _CHUNK], final=at + _CHUNK >= len(data))


def _has_any(data: Bytes, unwanted: bytes) -> bool:
    chunks = (data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK))
    return any(len(one.translate(None, unwanted)) < len(one) for one in chunks)


def _is_utf8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(data), _CHUNK):
            decoder.decode(data[at : at + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _guessed(data: bytes, changes: list[str]) -> Bytes:
    changes.append("the XML has bytes that are not UTF-8: they were read as Latin-1")
    made = bytearray()
    for text in _pieces(data, "utf-8", "surrogateescape"):
        made += text.translate(_BYTES_AS_GUESSED).encode("utf-8")
    return made


def _without_document_type(data: Bytes) -> Bytes:
    at = 0
    while (found := _BEFORE_ROOT.match(data, at)) is not None:
        at = found.end()
    if not data.startswith(b"<!DOCTYPE", at):
        return data
    found = _DOCTYPE.match(data, at)
    if found is None or b"<!ENTITY" in (found["inside"] or b""):
        raise NothingToSave("the XML file declares entities, which is refused")
    if found["outside"]:
        raise NothingToSave("the XML file's document type is in another file, which is refused")
    return data[:at] + data[found.end() :]


def _entity(found: re.Match[bytes]) -> bytes:
    whole: bytes = found[0]
    if not whole.startswith(b"&"):
        return whole
    known = html.entities.html5.get(f"{(found[1] or b'').decode('ascii', 'replace')};")
    return known.encode() if known is not None and known not in "&<>" else b"&amp;" + whole[1:]
