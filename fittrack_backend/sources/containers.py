"""Opening what has files in it: a zip, or a table of an export."""

from __future__ import annotations

from typing import BinaryIO

from fittrack_backend.export_tables.strava_gear import Beside
from fittrack_backend.export_tables.tables import may_be_table, table_of
from fittrack_backend.sources.archives import HEAD, Archive, kind_of
from fittrack_backend.sources.inner_files import Container, Limits
from fittrack_backend.sources.table_rows import TableRows


def container_of(
    file: BinaryIO, size: int, limits: Limits, beside: Beside = lambda _: None
) -> Container | None:
    """What has files in it, opened; None for a file that is no archive and no table. `beside` reads files that lie
    where it does. ArchiveError where an archive cannot be opened."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if kind_of(head) == "zip":
        return Archive(file, limits)
    if size > limits.file_bytes or not may_be_table(head):
        return None
    rows = table_of(file.read(size), beside)
    return None if rows is None else TableRows(rows)


def may_be_container(head: bytes) -> bool:
    """Whether a file that begins so, with `HEAD` bytes, may have files in it."""
    return kind_of(head) == "zip" or may_be_table(head)
