"""Files that are sent to the server, and what became of them."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from fittrack_backend import patterns
from fittrack_backend.api.schemas.base import Schema
from fittrack_backend.api.schemas.sync import ItemOutcome, ItemRecord
from fittrack_backend.request_schema import RequestSchema

MOST_DIGESTS = 1000
Sha256 = Annotated[
    str,
    Field(
        min_length=64,
        max_length=64,
        pattern=patterns.SHA256,
        description="SHA-256 in lower-case hex.",
    ),
]


class UploadState(StrEnum):
    """`waiting`: a job is to take it in. `failed`: the job that was to take it in failed or was cancelled; sending it
    again tries again."""

    WAITING = "waiting"
    FILED = "filed"
    FAILED = "failed"


class Upload(Schema):
    """A file that was sent: a training file, or an archive with many."""

    id: UUID
    name: str = Field(description="As it was called when it came first.")
    sha256: Sha256
    size_bytes: int
    uploaded_at: dt.datetime
    state: UploadState
    job_id: UUID | None = Field(description="The job that takes it in; null until there is one.")
    outcome: ItemOutcome | None = Field(
        description="What became of it; of an archive, the best that became of a file in it. Null while it waits. "
        "`unchanged` in the answer to sending again what is filed."
    )
    reason: str | None = Field(
        description="Why it was skipped, failed or unchanged; of an archive, how many files ended how."
    )
    file_count: int = Field(description="How many files are in it: 1 unless it is an archive.")
    failed_count: int = Field(description="How many of them failed; the job's items say why.")
    records: list[ItemRecord] = Field(description="What came of it, 1,000 records at most.")


class UploadList(Schema):
    items: list[Upload]
    next_cursor: str | None


class UploadResult(Schema):
    """What became of the files in a request, in their order."""

    items: list[Upload]


class MissingRequest(RequestSchema):
    """Digests of files that a client could send."""

    sha256: list[Sha256] = Field(min_length=1, max_length=MOST_DIGESTS)


class MissingResult(Schema):
    """Which of the files are to be sent, and what became of the others."""

    missing: list[Sha256] = Field(description="In the order of the request.")
    items: list[Upload]
