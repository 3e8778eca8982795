"""A record of the log is one line, whatever others wrote into it."""

from __future__ import annotations

import json
import logging
import sys

from fittrack_backend.accounts.audit import REQUEST, RequestTrail
from fittrack_backend.lifecycle.logs import JsonFormatter, TextFormatter

HOSTILE = 'red \x1b[31m\r\n2026-01-01 INFO fittrack: "forged" \u202e é'


def record(*, failing: bool = False) -> logging.LogRecord:
    try:
        raise ValueError(HOSTILE)
    except ValueError:
        failure = sys.exc_info() if failing else None
    return logging.LogRecord("fittrack", logging.INFO, "x.py", 1, "got %s", (HOSTILE,), failure)


def test_text_stays_on_its_line_and_colours_nothing() -> None:
    line = TextFormatter().format(record())
    assert "\n" not in line
    assert "\x1b" not in line
    assert line.endswith('got red \\x1b[31m\\r\\n2026-01-01 INFO fittrack: "forged" \\u202e é')
    assert "\x1b" not in TextFormatter().format(record(failing=True))


def test_json_is_an_object_a_line() -> None:
    token = REQUEST.set(RequestTrail("an-id"))
    try:
        line = JsonFormatter().format(record(failing=True))
    finally:
        REQUEST.reset(token)
    assert line.isascii()
    assert "\n" not in line
    found = json.loads(line)
    assert found.pop("time").endswith("Z")
    assert "ValueError: red" in found.pop("exception")
    assert found == {
        "level": "INFO",
        "logger": "fittrack",
        "message": f"got {HOSTILE}",
        "request_id": "an-id",
    }
    assert "request_id" not in json.loads(JsonFormatter().format(record()))
