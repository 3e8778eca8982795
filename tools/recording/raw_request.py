"""Requests that no command sends, through the command line's own connection.

    raw METHOD PATH [--body - [--type MEDIA-TYPE] | --body-bytes NUMBER]
    [--accept MEDIA-TYPE] [--if-none-match ETAG]

It sends what a careful command line refuses to send, such as a body that is not JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO
from urllib.parse import urlencode

import httpx

from fittrack_cli.program.context import Cli
from fittrack_cli.program.failure_report import report


def is_ours(words: Sequence[str]) -> bool:
    """Whether the command line is one of these, and not one of fittrack's."""
    return words[0] == "raw"


def main(
    args: Sequence[str],
    env: Mapping[str, str],
    stdin: TextIO,
    stdout: TextIO,
    stderr: TextIO,
    transport: httpx.BaseTransport | None = None,
) -> int:
    """Sends the request and prints the answer; returns the exit code that the answer stands for."""
    cli = Cli(env, stdin, stdout, stderr, transport=transport)
    cli.give("output", "json")
    words, options = _split(args[1:])
    body = stdin.read().encode() if options.pop("body", None) is not None else None
    if size := options.pop("body-bytes", None):
        body = b"x" * int(size)
    media_type = options.pop("type", "application/json")
    method, path = words
    headers: dict[str, str] = {
        name: options.pop(name) for name in ("accept", "if-none-match") if name in options
    }
    query = urlencode({name.replace("-", "_"): value for name, value in options.items()})
    if body is not None:
        headers["Content-Type"] = media_type
    try:
        address = f"{path}?{query}" if query else path
        with (
            cli.connect(cli.auth()) as connection,
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
