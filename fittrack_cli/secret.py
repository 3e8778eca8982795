"""A text that must not be seen."""

from __future__ import annotations

SHORTEST_HIDDEN = 6
"""Shorter texts would be found in words that are none of them; no code or token is shorter."""
_known: set[str] = set()


class Secret:
    """Shows as `***` wherever it is printed, logged or formatted; `reveal` gives the text."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text
        if len(text) >= SHORTEST_HIDDEN:
            _known.add(text)

    def reveal(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return "***"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return "***"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._text == other._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __bool__(self) -> bool:
        return bool(self._text)

    def __reduce__(self) -> str:
        raise TypeError("a secret is not pickled")


def without_secrets(text: str) -> str:
    """A message with `***` for every secret that this process has held, as it is or as JSON writes
    it: a server may answer with what it was sent."""
    if not _known:
        return text
    # The longest first: one may hold another.
    for secret in sorted({way for known in _known for way in _spellings(known)}, key=len)[::-1]:
        text = text.replace(secret, "***")
    return text


def _spellings(text: str) -> set[str]:
    """As it is, as in a string of JSON (RFC 8259, section 7), and as in one inside another."""
    import json

    plain = {json.dumps(text, ensure_ascii=ascii)[1:-1] for ascii in (True, False)}
    return {text, *plain, *(json.dumps(one)[1:-1] for one in plain)}
