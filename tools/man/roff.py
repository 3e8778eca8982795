"""A man page in roff, from plain text: groff's macros of man(7), which mandoc reads, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fittrack_cli.program.help import Rows

_SPECIAL = {
    "\\": r"\e",
    "-": r"\-",  # an ASCII hyphen, which can be copied into a shell
    "'": r"\(aq",
    '"': r"\(dq",
    "`": r"\(ga",
    "^": r"\(ha",
    "~": r"\(ti",
}


def escaped(text: str) -> str:
    """`text` in one line of ASCII, of which nothing is a request, a macro or an escape."""
    line = "".join(
        _SPECIAL.get(sign) or (sign if sign.isascii() else f"\\[u{ord(sign):04X}]")
        for sign in " ".join(text.splitlines())
    )
    return "\\&" + line if line.startswith(".") else line


def title(name: str, section: int, version: str) -> Iterator[str]:
    """The head of a page, ragged on the right; without a date, so that its bytes follow from the version."""
    yield f'.TH "{escaped(name.upper())}" {section} "" "fittrack {escaped(version)}" "FitTrack"'
    yield ".nh"
    yield ".ad l"


def heading(text: str) -> Iterator[str]:
    """The head of a section."""
    yield f'.SH "{escaped(text)}"'


def paragraphs(text: str) -> Iterator[str]:
    """Paragraphs, from a text that has empty lines between them."""
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            yield ".PP"
            yield _filled(paragraph)


def rows(found: Rows) -> Iterator[str]:
    """Terms with what they mean; literal words are bold, and what stands for others is italic."""
    for term, meaning in found:
        yield ".TP"
        yield _term(term)
        yield _filled(meaning) or r"\&"


def examples(lines: Iterable[str]) -> Iterator[str]:
    """Commands as they are typed."""
    yield ".PP"
    yield ".nf"
    for line in lines:
        yield f"$ {escaped(line)}"
    yield ".fi"


def references(names: Iterable[tuple[str, int]]) -> Iterator[str]:
    """Other pages, by name and section."""
    written = [f"\\fB{escaped(name)}\\fR({section})" for name, section in names]
    yield ".PP"
    yield ",\n".join(written)


def _filled(text: str) -> str:
    return escaped(" ".join(text.split()))


def _term(term: str) -> str:
    if not term.lstrip().startswith("-"):
        return f"\\fB{escaped(term)}\\fR"
    return " ".join(
        f"\\f{'B' if word.startswith('-') else 'I'}{escaped(word)}\\fR" for word in term.split()
    )
