"""Reading XML that nobody vouches for: in bounded memory, without entities, as far as it goes.

lxml reads it in its mode for damaged documents: it continues after a mistake.
"""

from __future__ import annotations

from typing import Protocol

from attrs import define, field
from lxml import etree

from fittrack_backend.readers.xml_text import Bytes, as_utf8

_CHUNK = 1 << 16
_TEXT_LIMIT = 10_000
_DEPTH_LIMIT = 200
_TAG_LIMIT = 1 << 20
"""The longest tag, comment or section in bytes: the parser keeps it whole, and an attribute in it
costs twenty times its size."""
_ELEMENT_LIMIT = 10_000_000
"""Ten times a day with a point a second and eight elements in each; of real files, 250 MB."""
_MISTAKES_NOTED = 100
"""The parser keeps the first so many."""
_ALL_WAS_READ = frozenset(
    {"NS_ERR_UNDEFINED_NAMESPACE", "NS_ERR_XML_NAMESPACE", "WAR_NS_URI_RELATIVE"}
)
"""Mistakes after which nothing is missing: names are read without their prefix."""


class Listener(Protocol):
    """What a file format does with the elements, whose names come without a namespace.

    It raises TooMuch where it reads no further.
    """

    def start(self, name: str, parent: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str, parent: str, text: str) -> None:
        """An element ends; `text` is what came in it after its last child."""


def stream(data: bytes, listener: Listener) -> tuple[str, ...]:
    """Feed the elements of `data` to `listener`; what was wrong with the XML, in sentences.

    Raises NothingToSave for a document type with entities or in another file.
    """
    document = as_utf8(data)
    target = _Target(listener)
    parser = etree.XMLParser(
        target=target,
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        _feed(parser, document.data)
        target.is_fed = True
        parser.close()
    except TooMuch as limit:
        return (*document.changes, f"{limit}: the rest was left out")
    except etree.XMLSyntaxError:
        pass
    return (*document.changes, *_complaints(parser, target))


def _feed(parser: etree.XMLParser, data: Bytes) -> None:
    opened_at: int | None = None
    for at in range(0, len(data), _CHUNK):
        chunk = bytes(data[at : at + _CHUNK])
        parser.feed(chunk)
        closed = chunk.rfind(b">")
        if closed != -1:
            opened_at = None
        opened = chunk.find(b"<", closed + 1)
        if opened_at is None and opened != -1:
            opened_at = at + opened
        if opened_at is not None and at + len(chunk) - opened_at > _TAG_LIMIT:
            raise TooMuch(f"the XML has a tag or comment of more than {_TAG_LIMIT >> 20} MB")


def _complaints(parser: etree.XMLParser, target: _Target) -> list[str]:
    noted = list(parser.feed_error_log)
    mistakes = [one for one in noted if one.type_name not in _ALL_WAS_READ]
    if not mistakes:
        return []
    if target.is_open and len(noted) >= _MISTAKES_NOTED:
        return [
            f"the XML has mistakes, the first at line {mistakes[0].line}, and does not end: what can be"
            " read was saved"
        ]
    if target.is_open:
        return [f"the XML breaks at line {mistakes[-1].line}: what came before it was saved"]
    if [one.type_name for one in mistakes] == ["ERR_DOCUMENT_END"]:
        return [
            f"there is more after the end of the XML, from line {mistakes[0].line}: it was left out"
        ]
    return [
        f"the XML has mistakes, the first at line {mistakes[0].line}: what can be read was saved"
    ]


class TooMuch(Exception):
    """A limit was reached; the message says which. What was read before it counts."""


@define
class _Target:
    listener: Listener
    path: list[str] = field(factory=lambda: [""])
    text: list[str] = field(factory=list)
    length: int = 0
    elements: int = 0
    is_fed: bool = False
    """Behind the last byte only a tag that breaks off is left, whose name need not be whole."""

    @property
    def is_open(self) -> bool:
        """Whether the document's end did not come."""
        return len(self.path) > 1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = "" if self.is_fed else _local(tag)
        self.elements += 1
        if self.elements > _ELEMENT_LIMIT:
            raise TooMuch(f"the XML has more than {_ELEMENT_LIMIT:,} elements")
        if len(self.path) > _DEPTH_LIMIT:
            raise TooMuch(f"the XML is nested more than {_DEPTH_LIMIT} levels deep")
        self.text.clear()
        self.length = 0
        self.listener.start(name, self.path[-1], attributes)
        self.path.append(name)

    def data(self, text: str) -> None:
        if not self.length:  # blanks in front would leave no room for what comes after them
            text = text.lstrip()
        if self.length < _TEXT_LIMIT:
            self.text.append(text[:_TEXT_LIMIT])
            self.length += len(text)

    def end(self, tag: str) -> None:
        name = self.path.pop()
        self.listener.end(name, self.path[-1], "".join(self.text))
        self.text.clear()
        self.length = 0

    def close(self) -> None:
        """Nothing is built, so there is nothing to hand over."""


def _local(tag: str) -> str:
    """A name without its namespace, or without a prefix that was never declared."""
    return tag.rpartition("}")[2].rpartition(":")[2]
