"""The server's log: where it goes, and how large it may grow."""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import time
from pathlib import Path
from types import TracebackType

from fittrack_backend.settings import LogFormat, log_format

LOG_LIMIT_BYTES = 5 * 1024 * 1024
_OLDER_PARTS = 3
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def log_to_stderr(form: LogFormat | None = None) -> None:
    """Where the log goes in the foreground. Raises `InvalidSettings`."""
    _log_to(logging.StreamHandler(), form or log_format())


def log_to_file(path: Path, form: LogFormat | None = None) -> None:
    """Where the log goes in the background: a file for its owner alone, in parts. Raises
    `InvalidSettings`."""
    import logging.handlers

    os.umask(0o077)
    _log_to(
        logging.handlers.RotatingFileHandler(
            path, maxBytes=LOG_LIMIT_BYTES, backupCount=_OLDER_PARTS, encoding="utf-8"
        ),
        form or log_format(),
    )


def rotate_log(log: Path) -> None:
    """Puts a log that has grown large aside."""
    try:
        if log.stat().st_size > LOG_LIMIT_BYTES:
            log.replace(log.with_name(log.name + ".1"))
    except FileNotFoundError:
        pass


class TextFormatter(logging.Formatter):
    """A line for each record; what others wrote cannot begin a line or colour the terminal."""

    def __init__(self) -> None:
        super().__init__(
            "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S"
        )
        self.converter = time.gmtime

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The record without its traceback."""
        record.message = _harmless(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: _ExcInfo) -> str:
        """The traceback, whose lines stay lines."""
        lines = super().formatException(ei).split("\n")
        return "\n".join(map(_harmless, lines))


class JsonFormatter(logging.Formatter):
    """A JSON object on a line for each record: time, level, logger, message; request_id and
    exception where there are any. Plain ASCII, so that no terminal obeys it."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        content = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC)
            .isoformat(timespec="milliseconds")
            .replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if (request_id := _request_id()) is not None:
            content["request_id"] = request_id
        if record.exc_info:
            content["exception"] = self.formatException(record.exc_info)
        return json.dumps(content)


def _request_id() -> str | None:
    # Late: whoever only stops a backend need not load what the server needs.
    from fittrack_backend.accounts.audit import REQUEST

    request = REQUEST.get()
    return None if request is None else request.request_id


def _harmless(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode() for one in text
    )


def _log_to(handler: logging.Handler, form: LogFormat) -> None:
    handler.setFormatter(JsonFormatter() if form == "json" else TextFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("fittrack").setLevel(logging.INFO)
    # It warns of each request that is not HTTP; we count those.
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
