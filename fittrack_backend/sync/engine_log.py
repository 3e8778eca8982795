"""What DBOS logs, in the server's own log and not without end."""

from __future__ import annotations

import logging
import time

_PAUSE_S = 60.0
_MOST_KEPT = 500


def log_like_the_rest(logger: logging.Logger) -> None:
    """From now on its warnings go where the server's own go, and the same one once a minute.

    While the database is away, each queue would warn of it several times a second.
    """
    logger.handlers.clear()
    logger.propagate = True
    logger.setLevel(logging.WARNING)
    if not any(isinstance(one, OnceAMinute) for one in logger.filters):
        logger.addFilter(OnceAMinute())


class OnceAMinute(logging.Filter):
    """Lets a message through once a minute, whatever its details, which begin with the error's class in brackets."""

    def __init__(self) -> None:
        super().__init__()
        self._told_at: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is written."""
        what = record.getMessage().partition("(")[0]
        now = time.monotonic()
        if now - self._told_at.get(what, -_PAUSE_S) < _PAUSE_S:
            return False
        if len(self._told_at) >= _MOST_KEPT:
            self._told_at.clear()
        self._told_at[what] = now
        return True
