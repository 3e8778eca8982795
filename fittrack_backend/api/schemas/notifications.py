"""Where an account's owner lets the server tell what happened."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, SecretStr

from fittrack_backend.api.schemas.base import Schema
from fittrack_backend.api.strict import LAX, WHOLE_NUMBER_IN_JSON
from fittrack_backend.notices.addresses import LONGEST_URL
from fittrack_backend.notices.formats import TargetKind
from fittrack_backend.request_schema import RequestSchema


class NotificationTopic(StrEnum):
    """What a target is told of. `failure`: a sync failed where the one before did not. `recovery`: it works again.
    `silence`: no sync came through for some days. `security`: somebody got into the account, or something changed about
    who does."""

    FAILURE = "failure"
    RECOVERY = "recovery"
    SILENCE = "silence"
    SECURITY = "security"


class NotificationTargetRequest(RequestSchema):
    """A target to be added."""

    kind: Annotated[TargetKind, LAX] = TargetKind.WEBHOOK
    url: SecretStr = Field(
        min_length=1,
        max_length=LONGEST_URL,
        description="A webhook, a topic of ntfy, or a Gotify server. It is not shown again.",
    )
    secret: SecretStr | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        description="What a webhook's messages are signed with (`whsec_` and 24 to 64 bytes in base64; without it, the "
        "server makes one up), an access token of ntfy, or an application's token of Gotify, which needs it.",
    )
    name: str | None = Field(
        default=None, min_length=1, max_length=100, description="Without it, the host's name."
    )
    topics: list[Annotated[NotificationTopic, LAX]] = Field(
        default=list(NotificationTopic), min_length=1, max_length=len(NotificationTopic)
    )
    silence_days: Annotated[int, Field(ge=1, le=365, strict=False), WHOLE_NUMBER_IN_JSON] = Field(
        default=3, description="After how many days without a sync it is told of silence."
    )


class NotificationTarget(Schema):
    """Somewhere that the server tells what happened."""

    id: UUID
    kind: TargetKind
    name: str
    server: str = Field(
        description="Its URL up to the host: what comes after that can be a secret."
    )
    topics: list[NotificationTopic]
    silence_days: int
    created_at: dt.datetime
    last_delivered_at: dt.datetime | None
    last_failed_at: dt.datetime | None
    last_failure: str | None = Field(description="Why it last took none.")


class CreatedNotificationTarget(NotificationTarget):
    """A target that was added."""

    secret: str | None = Field(
        description="What a webhook's messages are signed with, where the server made it up; shown only this once."
    )


class NotificationTargetList(Schema):
    items: list[NotificationTarget]
    next_cursor: str | None


class NotificationTest(Schema):
    """What became of a test."""

    delivered: bool
    status: int | None = Field(description="The HTTP status that the target answered, if it did.")
    reason: str | None = Field(description="Why it was not delivered.")
