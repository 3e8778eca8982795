"""A database that is away does not fill the log."""

from __future__ import annotations

import logging
import time

import pytest

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
