"""The check as a whole, in an order in which each part can rely on those before it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from fittrack_backend.accounts.safeguards import KEY_BYTES
from fittrack_backend.checking import (
    database_file,
    derived,
    foreign_keys,
    jobs,
    kept,
    original_files,
    references,
    remembered,
)
from fittrack_backend.checking.findings import Checked, Finding
from fittrack_backend.os_errors import in_a_line
from fittrack_backend.settings import Settings
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.migrations import HEAD, revision_of
from fittrack_backend.storage.originals_place import open_store


class CannotCheck(Exception):
    """There is nothing to check, or not with this version; a sentence, and what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def check(settings: Settings, *, repair: bool) -> Iterator[Finding]:
    """Finds what is wrong, and repairs what can be repaired if asked to; while servers run, or not.

    Nothing is deleted that could still be of use, and a damaged database is not written to. Raises CannotCheck.
    """
    with _opened(settings) as database:
        checked = Checked(settings, database, open_store(settings.originals), repair)
        yield from _key(settings)
        if database.is_sqlite:
            damages = list(database_file.check(checked))
            yield from damages
            if any(one.state == "lost" for one in damages):
                return
            _check_revision(database)
            yield from foreign_keys.check(checked)
        yield from references.check(checked)
        yield from original_files.check(checked)
        yield from remembered.check(checked)
        yield from derived.check(checked)
        yield from kept.check(checked)
        yield from jobs.check(checked)
        yield from original_files.check_leftovers(checked)
        yield from original_files.check_derived(checked)


@contextmanager
def _opened(settings: Settings) -> Iterator[Database]:
    database = Database(settings.database_url)
    try:
        if not database.is_sqlite:
            _check_revision(database)
        elif not Path(database.url.database or "").is_file():
            raise CannotCheck(
                "there is no data here yet", "start the server first: fittrack backend start"
            )
        yield database
    except (SQLAlchemyError, OSError) as error:
        reason = in_a_line(error)
        raise CannotCheck(f"the check could not go on: {reason}") from error
    finally:
        database.dispose()


def _check_revision(database: Database) -> None:
    try:
        with database.engine.connect() as connection:
            revision = revision_of(connection)
    except DatabaseError as error:
        raise CannotCheck("the database cannot be read", "restore a backup") from error
    if revision != HEAD:
        raise CannotCheck(
            f"the database is of another version of FitTrack (revision {revision}, not {HEAD})",
            "use the version that the server runs, or start this one's server first",
        )


def _key(settings: Settings) -> Iterator[Finding]:
    path = settings.server_key_file
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        what = "the server's key is missing: put it back from a backup before the server starts"
        yield Finding("server-key", "lost", what, file=str(path))
        return
    if size != KEY_BYTES:
        what = (
            f"the server's key has {size} bytes instead of {KEY_BYTES}: put it back from a backup"
        )
        yield Finding("server-key", "lost", what, file=str(path))
