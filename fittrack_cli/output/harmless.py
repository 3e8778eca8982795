"""Making hostile text harmless: what a server or a file's author wrote must not steer a terminal.

Dangerous are the control characters C0, C1 and DEL (escape sequences start with one), the line and
paragraph separators, Unicode's bidirectional controls (UAX #9), which reorder what is read, and lone
surrogates, which cannot be encoded.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from json import JSONEncoder

INDENT = 2
"""By how many spaces JSON is indented that is a document."""
_BIDI = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_DANGEROUS = frozenset(
    {*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, *_BIDI, *range(0xFFF9, 0xFFFC)}
)


def is_dangerous(code: int) -> bool:
    """Whether a code point may not reach a terminal as it is."""
    return code in _DANGEROUS or 0xD800 <= code < 0xE000


class _Table(dict[int, str]):
    """For `str.translate`: dangerous characters become escapes, others stay; remembers both."""

    def __init__(self, known: dict[int, str], escape: str) -> None:
        super().__init__(known)
        self._escape = escape

    def __missing__(self, code: int) -> str:
        if is_dangerous(code):
            self[code] = (self._escape if self._escape else _visible(code)).format(code)
        else:
            self[code] = chr(code)
        return self[code]


def _visible(code: int) -> str:
    return "\\x{:02x}" if code < 0x100 else "\\u{:04x}"


_CELL = _Table({0x09: " ", 0x0A: " ", 0x0D: " "}, "")
_LINES = _Table({0x09: "\t", 0x0A: "\n"}, "")
_JSON = _Table({0x0A: "\n"}, "\\u{:04x}")


def harmless(text: str, *, keep_lines: bool = False) -> str:
    """`text` for a terminal: dangerous characters appear as `\\x1b` or `\\u202e`.

    Tabs and newlines become spaces, unless `keep_lines`.
    """
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_LINES if keep_lines else _CELL)


_PLAIN = bytes((0x0A, *range(0x20, 0x7F)))


def is_harmless_json(text: str) -> bool:
    """Whether JSON can be shown as it is. Most of it is ASCII, which is set aside by one quick look; the rest is little."""
    rest = text.encode(errors="surrogatepass").translate(None, _PLAIN)
    return not any(
        is_dangerous(ord(one)) for one in set(rest.decode(errors="surrogatepass")) if one != "\n"
    )


def json_text(
    value: object, *, indent: int | None = None, between: tuple[str, str] | None = None
) -> str:
    """JSON that a terminal can show: the dangerous characters in strings are `\\u` escapes.

    The text reads back into the same value; other characters stay as they are (RFC 8259, section
    7). Numbers that JSON does not know, infinity and NaN, become null. `between` stands between members, and between
    names and values, where that is not what the indent asks for.
    """
    text = exact_json(value, indent=indent, between=between)
    return text if is_harmless_json(text) else text.translate(_JSON)


def json_document(value: object) -> str:
    """The same as a document of its own, as `-o json` prints it."""
    return json_text(value, indent=INDENT) + "\n"


def harmless_lines(lines: Iterable[str]) -> str:
    """Lines of JSON as a terminal can show them, each with its end."""
    lines = list(lines)
    text = "\n".join([*lines, ""])
    if is_harmless_json(text):
        return text
    return "".join([f"{one if one.isprintable() else one.translate(_JSON)}\n" for one in lines])


def exact_json(
    value: object, *, indent: int | None = None, between: tuple[str, str] | None = None
) -> str:
    """JSON with all characters as they are, for what no terminal shows."""
    separators = between or ((",", ":") if indent is None else (",", ": "))
    try:
        return _dumped(value, indent, separators)
    except ValueError:
        return _dumped(_finite(value), indent, separators)


def _dumped(value: object, indent: int | None, separators: tuple[str, str]) -> str:
    known = _ENCODERS.get((indent, separators))
    if known is None:
        import json  # late: TAB makes its words harmless, and has no JSON

        known = _ENCODERS[indent, separators] = json.JSONEncoder(
            ensure_ascii=False,
            allow_nan=False,
            check_circular=False,
            indent=indent,
            separators=separators,
        )
    return known.encode(value)


_ENCODERS: dict[tuple[int | None, tuple[str, str]], JSONEncoder] = {}
"""Each made once, not for each row of a list. What is printed holds itself nowhere."""


def _finite(value: object) -> object:
    if isinstance(value, float):
        return value if abs(value) < float("inf") else None
    if isinstance(value, dict):
        return {key: _finite(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(inner) for inner in value]
    return value
