"""The server's log: where it goes, and how large it may grow."""

from __future__ import annotations

import logging
import os
import time
from pathlib import Path

LOG_LIMIT_BYTES = 5 * 1024 * 1024
_OLDER_PARTS = 3


def log_to_stderr() -> None:
    """Where the log goes in the foreground."""
    _log_to(logging.StreamHandler())


def log_to_file(path: Path) -> None:
    """Where the log goes in the background: a file for its owner alone, in parts."""
    import logging.handlers

    os.umask(0o077)
    _log_to(
        logging.handlers.RotatingFileHandler(
            path, maxBytes=LOG_LIMIT_BYTES, backupCount=_OLDER_PARTS, encoding="utf-8"
        )
    )


def rotate_log(log: Path) -> None:
    """Puts a log that has grown large aside."""
    try:
        if log.stat().st_size > LOG_LIMIT_BYTES:
            log.replace(log.with_name(log.name + ".1"))
    except FileNotFoundError:
        pass


def _log_to(handler: logging.Handler) -> None:
    formatter = logging.Formatter(
        "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S"
    )
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("fittrack").setLevel(logging.INFO)
    # It warns of each request that is not HTTP; we count those.
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
