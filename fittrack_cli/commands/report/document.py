"""The whole page around its content: one file that fetches nothing and runs nothing.

Its policy (Content Security Policy level 3) allows its own style sheet, known by its digest, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from attrs import frozen

from fittrack_cli.commands.report.markup import Html, element, joined

_DOCTYPE = Html("<!doctype html>\n")


@frozen
class Section:
    """A part of the page under a heading; `name` is the end of its address."""

    name: str
    title: str
    content: Html


@frozen
class Heading:
    """What stands above all sections."""

    title: str
    above: str
    """A short line above the title."""
    below: Html
    """What follows the title."""


def document(heading: Heading, sections: Sequence[Section], ending: Html) -> str:
    """The page as text."""
    css = _style()
    head = element(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": _policy(css)}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("meta", {"name": "referrer", "content": "no-referrer"}),
        element("meta", {"name": "generator", "content": "FitTrack"}),
        element("title", None, heading.title),
        element("style", None, Html(css)),
    )
    body = element(
        "body",
        None,
        element("a", {"class": "skip", "href": "#content"}, "Skip to the content"),
        _header(heading, sections),
        element(
            "main",
            {"id": "content", "tabindex": "-1"},
            *map(_section, sections),
        ),
        element("footer", None, ending),
    )
    return joined(_DOCTYPE, element("html", {"lang": "en"}, head, body), "\n")


def _header(heading: Heading, sections: Sequence[Section]) -> Html:
    links = [
        element("li", None, element("a", {"href": f"#{one.name}"}, one.title)) for one in sections
    ]
    return element(
        "header",
        None,
        element("p", {"class": "above"}, heading.above),
        element("h1", None, element("bdi", None, heading.title)),
        heading.below,
        element("nav", {"aria-label": "Sections"}, element("ul", None, *links)) if links else "",
    )


def _section(section: Section) -> Html:
    place = f"{section.name}-title"
    return element(
        "section",
        {"id": section.name, "aria-labelledby": place},
        element("h2", {"id": place}, section.title),
        section.content,
    )


def _policy(css: str) -> str:
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _style() -> str:
    """The style sheet, which has no `<` in it and so cannot end its element."""
    css = files(__package__).joinpath("style.css").read_text("utf-8")
    lines = (line.strip() for line in css.splitlines())
    return "\n".join(line for line in lines if line)
