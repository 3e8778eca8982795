"""A database that is away does not fill the log."""

from __future__ import annotations

import logging
import time

import pytest

from fittrack_backend.sync import engine_log
from fittrack_backend.sync.engine_log import OnceAMinute, log_like_the_rest


def test_the_same_warning_is_written_once_a_minute(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    logger = logging.getLogger("a library's log")
    log_like_the_rest(logger)
    log_like_the_rest(logger)
    assert len([one for one in logger.filters if isinstance(one, OnceAMinute)]) == 1
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    for number in range(50):
        logger.warning("queue read: (OperationalError) connection %s failed", number)
        logger.warning("queue sync: (OperationalError) connection %s failed", number)
    assert len(caplog.records) == 2
    now += 61
    logger.warning("queue read: (OperationalError) connection failed")
    assert len(caplog.records) == 3


def test_a_library_logs_where_the_server_does_and_only_what_is_wrong() -> None:
    logger = logging.getLogger("another library's log")
    logger.addHandler(logging.StreamHandler())
    logger.propagate = False
    logger.setLevel(logging.DEBUG)
    log_like_the_rest(logger)
    assert (logger.handlers, logger.propagate, logger.level) == ([], True, logging.WARNING)


def test_a_warning_is_written_again_after_a_minute_and_not_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    once = OnceAMinute()
    assert once.filter(warning("a (b)")), "also just after the machine has started"
    now = 59.9
    assert not once.filter(warning("a (c) of (d)")), "details begin with the first bracket"
    assert once.filter(warning("b (c)"))
    now = 60.0
    assert once.filter(warning("a (b)"))


def test_what_was_told_is_not_kept_without_end() -> None:
    once = OnceAMinute()
    for number in range(engine_log._MOST_KEPT):
        assert once.filter(warning(f"{number} ("))
    assert not once.filter(warning("0 ("))
    assert once.filter(warning("one more ("))
    assert once.filter(warning("0 (")), "forgotten with the others"


def warning(text: str) -> logging.LogRecord:
    return logging.LogRecord("dbos", logging.WARNING, __file__, 1, text, (), None)
