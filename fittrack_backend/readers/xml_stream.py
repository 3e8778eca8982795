"""Reading XML that nobody vouches for: in bounded memory, without entities, as far as it goes."""

from __future__ import annotations

from typing import Protocol
from xml.etree.ElementTree import ParseError

from attrs import define, field
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from fittrack_backend.readers.records import NothingToSave

_CHUNK = 1 << 16
_TEXT_LIMIT = 10_000
_DEPTH_LIMIT = 200


class Listener(Protocol):
    """What a file format does with the elements, whose names come without a namespace."""

    def start(self, name: str, parent: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str, parent: str, text: str) -> None:
        """An element ends; `text` is what stood in it behind its last child."""


def stream(data: bytes, listener: Listener) -> str | None:
    """Feed the elements of `data` to `listener`; what broke the XML off, as a sentence, or None.

    Raises NothingToSave for a document with a document type or entities: these can be made to
    grow without bounds or to reach for other files.
    """
    target = _Target(listener)
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    try:
        for at in range(0, len(data), _CHUNK):
            parser.feed(data[at : at + _CHUNK])
        parser.close()
    except DefusedXmlException as error:
        raise NothingToSave("the XML file declares entities, which is refused") from error
    except _TooDeep:
        return f"the XML is nested more than {_DEPTH_LIMIT} levels deep: the rest was left out"
    except ParseError as error:
        line = error.position[0]
        return f"the XML breaks at line {line}: what came before it was saved"
    except (LookupError, ValueError) as error:
        raise NothingToSave("the XML file is in an encoding that cannot be read") from error
    return None


class _TooDeep(Exception):
    pass


@define
class _Target:
    listener: Listener
    path: list[str] = field(factory=lambda: [""])
    text: list[str] = field(factory=list)
    length: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if len(self.path) > _DEPTH_LIMIT:
            raise _TooDeep
        self.text.clear()
        self.length = 0
        self.listener.start(name, self.path[-1], attributes)
        self.path.append(name)

    def data(self, text: str) -> None:
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
