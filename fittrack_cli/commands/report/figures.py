"""A chart with its title, and what it says in words."""

from __future__ import annotations

from collections.abc import Sequence

from fittrack_cli.commands.report.markup import Html, element


def figure(
    chart: Html, title: str = "", words: str = "", *, names: Sequence[tuple[str, str]] = ()
) -> Html:
    """The chart below its title; `names` are what its styles mean, where that needs to be said."""
    told = [element("strong", None, title), f" {words} "] if title else []
    if names:
        told.append(key(names))
    return element("figure", None, element("figcaption", None, *told), chart)


def key(names: Sequence[tuple[str, str]]) -> Html:
    """Which style means what."""
    return element(
        "span",
        {"class": "key"},
        *(
            element("span", None, element("span", {"class": f"box {kind}"}), f" {name} ")
            for kind, name in names
        ),
    )
