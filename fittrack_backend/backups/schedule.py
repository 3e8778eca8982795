"""The backups that a server makes by itself: every so many hours, and the latest ones are kept."""

from __future__ import annotations

import datetime as dt
import logging
import re
from pathlib import Path

from fittrack_backend.backups.failures import BackupError
from fittrack_backend.backups.making import back_up
from fittrack_backend.settings import BackupPlan, Settings
from fittrack_common.private_folder import make_private

_log = logging.getLogger("fittrack")

_NAME = re.compile(r"fittrack-(\d{8}T\d{6}Z)\.tar")
_STAMP = "%Y%m%dT%H%M%SZ"
_EARLY = dt.timedelta(minutes=10)
"""It is looked at every hour: what is due a moment later is due."""


def back_up_if_due(settings: Settings, now: dt.datetime) -> None:
    """Makes a backup if it is time for one, and removes those that are too many. Raises OSError."""
    plan = settings.backups
    if plan is None or not is_due(plan, now):
        return
    make_private(plan.folder)
    try:
        made = back_up(
            settings, plan.folder / f"fittrack-{now.strftime(_STAMP)}.tar", with_key=True
        )
    except BackupError as error:
        _log.warning("no backup was made: %s", error)
        return
    if made.missing:
        _log.warning(
            "the backup %s lacks %s original files: see fittrack backend check",
            made.file,
            len(made.missing),
        )
    for old in _made(plan, now)[plan.keep :]:
        old.unlink(missing_ok=True)


def is_due(plan: BackupPlan, now: dt.datetime) -> bool:
    """Whether the latest one is old enough."""
    made = _made(plan, now)
    every = dt.timedelta(hours=plan.every_hours) - _EARLY
    return not made or not now - every < _time_of(made[0]) <= now


def _made(plan: BackupPlan, now: dt.datetime) -> list[Path]:
    """The backups that are there, the latest first, and last those that a clock made that was wrong."""
    if not plan.folder.is_dir():
        return []
    found = [path for path in plan.folder.iterdir() if _NAME.fullmatch(path.name)]
    return sorted(found, key=lambda path: (_time_of(path) <= now, _time_of(path)), reverse=True)


def _time_of(path: Path) -> dt.datetime:
    found = _NAME.fullmatch(path.name)
    assert found is not None
    return dt.datetime.strptime(found[1], _STAMP).replace(tzinfo=dt.UTC)
