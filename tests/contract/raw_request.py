"""Requests that no command sends, through the command line's own connection.

    raw METHOD PATH [--body - [--type MEDIA-TYPE] | --body-bytes NUMBER]
    api OPERATION [PATH PARAMETER…] [--parameter VALUE…] [--body -] [-o json]

`raw` sends what a careful command line refuses to send, such as a body that is no JSON. `api` stands
in for `fittrack api` in a build that does not have it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO
from urllib.parse import quote, urlencode

from fittrack_cli.app import find
from fittrack_cli.connection import Connection
from fittrack_cli.context import Cli
from fittrack_cli.failure import report
from fittrack_cli.http import BaseTransport
from tests.contract.conformance import Contract

CONTRACT = Contract.load(Path(__file__).resolve().parents[2] / "openapi.yaml")


def is_ours(words: Sequence[str]) -> bool:
    """Whether the command line is one of these, and not one of fittrack's."""
    return words[0] == "raw" or (words[0] == "api" and find(["api"]) is None)


def main(
    args: Sequence[str],
    env: Mapping[str, str],
    stdin: TextIO,
    stdout: TextIO,
    stderr: TextIO,
    transport: BaseTransport | None = None,
) -> int:
    """Sends the request and prints what is answered; returns the exit code that it stands for."""
    cli = Cli(env, stdin, stdout, stderr, transport=transport)
    cli.give("output", "json")
    words, options = _split(args[1:])
    body = stdin.read().encode() if options.pop("body", None) is not None else None
    if size := options.pop("body-bytes", None):
        body = b"x" * int(size)
    media_type = options.pop("type", "application/json")
    if args[0] == "api":
        operation = CONTRACT.operations[words[0]]
        method, path = operation.method, _filled(operation.path, words[1:])
        known = {name.lower().replace("_", "-"): name for name in operation.parameters("header")}
        headers = {known[name]: options.pop(name) for name in list(options) if name in known}
        signed_in = operation.is_protected
    else:
        method, path = words
        headers, signed_in = {}, True
    query = urlencode({name.replace("-", "_"): value for name, value in options.items()})
    if body is not None:
        headers["Content-Type"] = media_type
    try:
        address = f"{path}?{query}" if query else path
        with (
            Connection.open(cli, signed_in=signed_in) as connection,
            connection.http.stream(method, address, headers=headers, content=body) as response,
        ):
            stdout.write(_shown(response.read().decode("utf-8", "replace")))
        return 0
    except Exception as error:
        return report(error, stderr, [*args, "-o", "json"], cli)


def _shown(text: str) -> str:
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"
    except ValueError:
        return text


def _split(args: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    words: list[str] = []
    options: dict[str, str] = {}
    rest: Iterator[str] = iter(args)
    for word in rest:
        if word == "-o":
            next(rest)  # it is JSON
        elif word.startswith("--"):
            options[word.removeprefix("--")] = next(rest)
        else:
            words.append(word)
    return words, options


def _filled(path: str, values: Sequence[str]) -> str:
    parts = path.split("/")
    given = iter(values)
    return "/".join(quote(next(given), safe="") if part[:1] == "{" else part for part in parts)
