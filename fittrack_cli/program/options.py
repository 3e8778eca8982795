"""The options that every command takes, as data: for the parser, the help and completion."""

from __future__ import annotations

from typing import NamedTuple

OUTPUT_FORMATS = ("table", "json", "jsonl", "csv")


class CommonOption(NamedTuple):
    """An option that works before and after the command words.

    `metavar` is None for a flag; `env` is the variable that stands in for it.
    """

    name: str
    opts: tuple[str, ...]
    metavar: str | None
    help: str
    env: str | None = None


COMMON_OPTIONS = (
    CommonOption(
        "output",
        ("-o", "--output"),
        "FORMAT",
        "How to print results: table, json, jsonl or csv.",
        "FITTRACK_OUTPUT",
    ),
    CommonOption("fields", ("--fields",), "A,B", "Print only these fields, in this order."),
    CommonOption("query", ("--query",), "JMESPATH", "Print what this JMESPath expression selects."),
    CommonOption("profile", ("--profile",), "NAME", "Use this profile.", "FITTRACK_PROFILE"),
    CommonOption("server", ("--server",), "URL", "Talk to this backend.", "FITTRACK_SERVER"),
    CommonOption(
        "timeout",
        ("--timeout",),
        "SECONDS",
        "Give up on an answer after so long (default: 30).",
        "FITTRACK_TIMEOUT",
    ),
    CommonOption("no_color", ("--no-color",), None, "Print without colours.", "NO_COLOR"),
    CommonOption("quiet", ("-q", "--quiet"), None, "Print results and errors only."),
    CommonOption("verbose", ("-v", "--verbose"), None, "Say more about what happens."),
    CommonOption("debug", ("--debug",), None, "Trace requests on stderr, and show tracebacks."),
)
