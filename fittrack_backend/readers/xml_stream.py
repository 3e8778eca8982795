"""Reading XML that nobody vouches for: in bounded memory, without entities, as far as it goes.

lxml reads it in its mode for damaged documents: it continues after a mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import ClassVar, Protocol, TypeVar

from attrs import define, field
from lxml import etree

from fittrack_backend.readers.point_layouts import Layout, NotAlike, Run, runs_in
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
_MARK = "points-by-column"
_ALL_WAS_READ = frozenset(
    {"NS_ERR_UNDEFINED_NAMESPACE", "NS_ERR_XML_NAMESPACE", "WAR_NS_URI_RELATIVE"}
)
"""Mistakes after which nothing is missing: names are read without their prefix."""


class Listener(Protocol):
    """What a file format does with the elements, whose names come without a namespace.

    It raises TooMuch where it reads no further.
    """

    point: ClassVar[str]
    """The element of a point, of which there may be thousands."""

    def start(self, name: str, parent: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str, parent: str, text: str) -> None:
        """An element ends; `text` is what came in it after its last child."""

    def takes(self, layout: Layout) -> bool:
        """Whether points of this layout are taken in by column."""
        ...

    def take(self, run: Run, parent: str) -> None:
        """Points that are written alike come, instead of `start` and `end` for each. Raises NotAlike where they must
        come one by one after all: then all is read anew."""


Of = TypeVar("Of", bound=Listener)


def stream(data: bytes, new_listener: Callable[[], Of]) -> tuple[Of, tuple[str, ...]]:
    """A listener that was fed with the elements of `data`, and what was wrong with the XML, in sentences.

    Points that are written alike are taken in without the parser (`point_layouts`), if the rest is sound. Whatever is
    wrong anywhere, the parser reads all of it: what is saved of a damaged file does not depend on how it is read.

    Raises NothingToSave for a document type with entities or in another file.
    """
    document = as_utf8(data)
    if isinstance(document.data, bytes) and _MARK.encode() not in document.data:
        listener = new_listener()
        runs = runs_in(document.data, listener.point, listener.takes)
        with suppress(NotAlike):
            if not _read(document.data, listener, runs, _MARK):
                return listener, document.changes
    listener = new_listener()
    return listener, (*document.changes, *_read(document.data, listener))


def _read(
    data: Bytes, listener: Listener, runs: Iterable[Run] = (), mark: str | None = None
) -> list[str]:
    """Feeds the listener; what was wrong, in sentences. The parser gets a mark in place of each run."""
    target = _Target(listener, mark=mark)
    parser = etree.XMLParser(
        target=target,
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    feeding = _Feeding(parser)
    at = 0
    try:
        for run in runs:
            feeding.feed(data, at, run.start)
            parser.feed(f'<{mark} xmlns=""/>'.encode())
            target.take(run)
            at = run.end
        feeding.feed(data, at, len(data))
        target.is_fed = True
        parser.close()
    except TooMuch as limit:
        return [f"{limit}: the rest was left out"]
    except etree.XMLSyntaxError:
        pass
    return _complaints(parser, target)


@define
class _Feeding:
    """Feeds the parser chunk by chunk, and notes since when a tag is open."""

    _parser: etree.XMLParser
    _fed: int = 0
    _opened_at: int | None = None

    def feed(self, data: Bytes, first: int, end: int) -> None:
        for at in range(first, end, _CHUNK):
            self._feed(bytes(data[at : min(at + _CHUNK, end)]))

    def _feed(self, chunk: bytes) -> None:
        self._parser.feed(chunk)
        closed = chunk.rfind(b">")
        if closed != -1:
            self._opened_at = None
        opened = chunk.find(b"<", closed + 1)
        if self._opened_at is None and opened != -1:
            self._opened_at = self._fed + opened
        self._fed += len(chunk)
        if self._opened_at is not None and self._fed - self._opened_at > _TAG_LIMIT:
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

    mark: str | None = None
    """What stands in place of points that are taken in by column."""
    marks: int = 0
    taken: int = 0

    @property
    def is_open(self) -> bool:
        """Whether the document's end did not come."""
        return len(self.path) > 1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == self.mark:
            self.marks += 1
            self._forget_text()
            return
        name = "" if self.is_fed else _local(tag)
        self.elements += 1
        if self.elements > _ELEMENT_LIMIT:
            raise TooMuch(f"the XML has more than {_ELEMENT_LIMIT:,} elements")
        if len(self.path) > _DEPTH_LIMIT:
            raise TooMuch(f"the XML is nested more than {_DEPTH_LIMIT} levels deep")
        self._forget_text()
        self.listener.start(name, self.path[-1], attributes)
        self.path.append(name)

    def data(self, text: str) -> None:
        if not self.length:  # blanks in front would leave no room for what comes after them
            text = text.lstrip()
        if self.length < _TEXT_LIMIT:
            self.text.append(text[:_TEXT_LIMIT])
            self.length += len(text)

    def end(self, tag: str) -> None:
        if tag != self.mark:
            name = self.path.pop()
            self.listener.end(name, self.path[-1], "".join(self.text))
        self._forget_text()

    def take(self, run: Run) -> None:
        """Hands points on, in whose place the parser was fed a mark."""
        self.taken += 1
        self.elements += run.elements
        depth = len(self.path) - 1 + run.layout.depth
        if (
            self.marks != self.taken  # they stand in a comment or section
            or self.listener.point in self.path
            or self.elements > _ELEMENT_LIMIT
            or depth > _DEPTH_LIMIT
        ):
            raise NotAlike
        self.listener.take(run, self.path[-1])

    def _forget_text(self) -> None:
        self.text.clear()
        self.length = 0

    def close(self) -> None:
        """Nothing is built, so there is nothing to hand over."""


def _local(tag: str) -> str:
    """A name without its namespace, or without a prefix that was never declared."""
    return tag.rpartition("}")[2].rpartition(":")[2]
