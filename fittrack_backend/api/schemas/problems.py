"""A failure, as the contract describes it (RFC 9457)."""

from __future__ import annotations

from uuid import UUID

from pydantic import ConfigDict, Field

from fittrack_backend.api.schemas.base import Schema
from fittrack_backend.problem_kinds import Kind


class ErrorField(Schema):
    """One member of a request that was refused."""

    field: str = Field(description="Where it is: `body.username`, `query.limit`, …")
    message: str = Field(description="Why it was refused.")


class Problem(Schema):
    """A failure, as RFC 9457 describes it."""

    model_config = ConfigDict(
        from_attributes=True,
        extra="allow",
        json_schema_extra={
            "examples": [
                {
                    "type": Kind.SYNC_CONFLICT.type,
                    "title": Kind.SYNC_CONFLICT.title,
                    "status": 409,
                    "detail": "A job is already syncing activities from this source.",
                    "request_id": "0f8fad5bd9cb469fa165708677289501",
                    "job_id": "3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10",
                }
            ]
        },
    )

    type: str = Field(description="The kind of problem.")
    title: str = Field(description="The kind of problem in a few words, always the same.")
    status: int = Field(description="The HTTP status code.")
    detail: str = Field(description="What went wrong this time.")
    request_id: str = Field(description="The request, as in `X-Request-Id` and the server's log.")
    job_id: UUID | None = Field(
        default=None, description="In a sync conflict: the job that is already running."
    )
    source_id: UUID | None = Field(
        default=None, description="Of a folder that is connected already: its source."
    )
    limit: int | None = Field(
        default=None, description="Where the account has as many as it may: how many that are."
    )
    formats: list[str] | None = Field(
        default=None,
        description="Where an activity is not there in a format: those that there are.",
    )
    methods: list[str] | None = Field(
        default=None,
        description="Where a fresh proof is needed: what will do, as `method` of `give_proof`.",
    )
    scope: str | None = Field(
        default=None, description="Where an access token lacks a scope: which."
    )
    tries_remaining: int | None = Field(
        default=None, description="After a wrong code: how many tries the challenge still allows."
    )
    errors: list[ErrorField] | None = Field(
        default=None, description="In a validation error: each member that was refused."
    )
