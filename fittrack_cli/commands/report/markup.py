"""HTML and SVG, put together from elements. All text is escaped here, and nowhere else.

A child or an attribute that was not made here is text: what a file or a server says can become no markup. Characters that
reorder or hide text are shown as escapes, as in a table on the terminal.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from fittrack_cli.output.harmless import harmless

Value = str | int | float | None
"""An attribute's value; None leaves the attribute out."""

_VOID = frozenset({"meta", "br", "col"})
_CLOSED = frozenset({"path", "rect", "line", "circle"})
"""Elements of SVG that have no children here."""


class Html(str):
    """Markup that was made here."""

    __slots__ = ()


def text(value: str) -> Html:
    """Text as markup; what is markup already stays as it is."""
    if isinstance(value, Html):
        return value
    return Html(escape(harmless(value), quote=True))


def element(name: str, attributes: Mapping[str, Value] | None = None, *children: str) -> Html:
    """An element with its attributes and children, of which those that are not markup are text."""
    inside = "".join(map(text, children))
    start = f"<{name}{''.join(_attributes(attributes or {}))}"
    if name in _VOID:
        return Html(f"{start}>")
    if name in _CLOSED and not inside:
        return Html(f"{start}/>")
    return Html(f"{start}>{inside}</{name}>")


def joined(*parts: str) -> Html:
    """Parts one after the other, of which those that are not markup are text."""
    return Html("".join(map(text, parts)))


def number(value: int | float) -> str:
    """A number as an attribute has it: two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _attributes(attributes: Mapping[str, Value]) -> list[str]:
    return [
        f' {name}="{text(value if isinstance(value, str) else number(value))}"'
        for name, value in attributes.items()
        if value is not None
    ]
