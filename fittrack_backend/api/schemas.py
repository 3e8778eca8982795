"""The contract's data: what goes in and comes out, with its meaning, units and limits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    SecretStr,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from fittrack_backend.api.strict import (
    LAX,
    STORABLE_PATTERN,
    WHOLE_NUMBER_IN_JSON,
    Day,
    Id,
    check_storable,
)
from fittrack_backend.problem_kinds import Kind


class Schema(BaseModel):
    """What the server answers, read from plain objects by attribute."""

    model_config = ConfigDict(from_attributes=True)


class RequestSchema(BaseModel):
    """What a client sends: other members, other types and text that cannot be stored are refused."""

    model_config = ConfigDict(extra="forbid", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _refuse_what_cannot_be_stored(cls, data: object) -> object:
        for text in _texts(data):
            check_storable(text)
        return data

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = handler(core_schema)
        for text in _plain_texts(handler.resolve_ref_schema(schema)):
            text["pattern"] = STORABLE_PATTERN
        return schema


def _texts(data: object) -> Iterator[str]:
    match data:
        case str():
            yield data
        case dict():
            for name, value in data.items():
                yield from _texts(name)
                yield from _texts(value)
        case list():
            for one in data:
                yield from _texts(one)


def _plain_texts(schema: JsonSchemaValue) -> Iterator[JsonSchemaValue]:
    """The schemas within an object's own members that allow any text."""
    for member in schema.get("properties", {}).values():
        for one in member.get("anyOf", [member]):
            is_plain = not one.keys() & {"pattern", "enum"}
            if (
                one.get("type") == "string"
                and is_plain
                and one.get("format", "password") == "password"
            ):
                yield one


class SyncType(StrEnum):
    """What a sync covers."""

    ACTIVITIES = "activities"
    HEALTH = "health"
    WORKOUTS = "workouts"


class JobState(StrEnum):
    """Where a sync job stands. `partial`: it ended, and at least one item failed."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    PARTIAL = "partial"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ItemOutcome(StrEnum):
    """How one item of a job ended. `pending`: it has not been looked at yet."""

    PENDING = "pending"
    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


class SourceKind(StrEnum):
    """Where a source's data comes from."""

    FOLDER = "folder"


class Scope(StrEnum):
    """What an access token for scripts may do."""

    READ = "read"
    SYNC = "sync"
    SOURCES = "sources"


class FileFormat(StrEnum):
    """The format of an original file, told from its bytes."""

    FIT = "fit"
    TCX = "tcx"
    GPX = "gpx"


class ChallengeMethod(StrEnum):
    """How a challenge can be answered."""

    TOTP = "totp"
    RECOVERY_CODE = "recovery_code"


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
    tries_remaining: int | None = Field(
        default=None, description="After a wrong code: how many tries the challenge still allows."
    )
    errors: list[ErrorField] | None = Field(
        default=None, description="In a validation error: each member that was refused."
    )


class Health(Schema):
    """The server is up and its database answers."""

    status: Literal["ok"]


class ServerInfo(Schema):
    """What this server is and what it can do."""

    server_version: str = Field(examples=["1.0.0"])
    contract_version: str = Field(
        description="The version of this contract, semantic (`info.version`).", examples=["1.0.0"]
    )
    features: list[str] = Field(examples=[["mfa-totp", "source-folder"]])


class Contract(BaseModel):
    """An OpenAPI 3.1 document; only what every reader needs is described here."""

    model_config = ConfigDict(extra="allow")

    openapi: str = Field(
        description="The version of OpenAPI that it is written in.", examples=["3.1.0"]
    )
    info: dict[str, Any] = Field(description="What it is; `version` is the contract's own.")
    paths: dict[str, Any] = Field(description="The operations, by path and method.")


Username = Annotated[
    str,
    Field(
        min_length=1,
        max_length=64,
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._@+-]*$",
        description="Letters, digits and `._@+-`; upper and lower case are the same.",
        examples=["athlete"],
    ),
]
NewPassword = Annotated[
    SecretStr,
    Field(min_length=10, max_length=1024, description="At least 10 characters."),
]
Password = Annotated[SecretStr, Field(min_length=1, max_length=1024)]
Code = Annotated[
    SecretStr,
    Field(
        min_length=6,
        max_length=32,
        description="A code from the authenticator (TOTP, RFC 6238: six digits) or, where the "
        "method says so, a recovery code.",
    ),
]


class Registration(RequestSchema):
    """A new account. The first one registers freely, the others by invitation."""

    username: Username
    password: NewPassword
    invitation: str | None = Field(
        default=None, max_length=128, description="The invitation's code, after the first account."
    )


class Account(Schema):
    """An account and what protects it."""

    id: UUID
    username: str
    created_at: dt.datetime
    mfa_enabled: bool = Field(description="Whether signing in asks for a second factor.")
    recovery_codes_remaining: int = Field(description="Recovery codes that were not used yet.")


class Invitation(Schema):
    """An invitation to register, shown once; it works once."""

    code: str
    expires_at: dt.datetime


class PasswordChange(RequestSchema):
    """The old password proves who asks; every other session ends."""

    current_password: Password
    new_password: NewPassword


class TotpEnrollment(Schema):
    """A TOTP secret that waits to be confirmed with a code (RFC 6238)."""

    secret: str = Field(description="Base32, for typing into an authenticator.")
    otpauth_uri: str = Field(description="The same as an `otpauth://` address, for a QR code.")
    expires_at: dt.datetime


class TotpConfirmation(RequestSchema):
    """A code that shows that the authenticator holds the secret."""

    code: Code


class TotpRemoval(RequestSchema):
    """Removing the second factor takes the password and a code of that factor."""

    password: Password
    code: Code


class RecoveryCodesRenewal(RequestSchema):
    """New recovery codes take a code of the second factor, or one of the old recovery codes."""

    code: Code


class RecoveryCodes(Schema):
    """Codes that sign in when the authenticator is lost; each works once, shown once."""

    recovery_codes: list[str]


class LoginRequest(RequestSchema):
    """The first step of signing in."""

    username: str = Field(min_length=1, max_length=256)
    password: Password
    client_name: str | None = Field(
        default=None,
        max_length=100,
        description="How the session shows in the list of sessions.",
        examples=["fittrack 1.0.0 on laptop"],
    )


class TokenGrant(Schema):
    """Signed in: a pair of tokens."""

    kind: Literal["token_grant"]
    token_type: Literal["Bearer"]
    access_token: str
    refresh_token: str
    expires_in: int = Field(description="Seconds until the access token expires.")
    expires_at: dt.datetime = Field(description="When the access token expires.")
    refresh_expires_at: dt.datetime = Field(
        description="When the refresh token expires unless it is used."
    )
    session_id: UUID
    username: str


class MfaChallenge(Schema):
    """The password was right; a second factor is needed."""

    kind: Literal["mfa_challenge"]
    challenge_id: UUID
    methods: list[ChallengeMethod]
    expires_at: dt.datetime
    tries_remaining: int


LoginResult = Annotated[TokenGrant | MfaChallenge, Field(discriminator="kind")]


class ChallengeAnswer(RequestSchema):
    """The second step of signing in."""

    method: Annotated[ChallengeMethod, LAX] = ChallengeMethod.TOTP
    code: Code


class RefreshRequest(RequestSchema):
    """Asks for the next pair of tokens."""

    refresh_token: SecretStr = Field(min_length=1, max_length=512)
    rotate: bool = Field(
        default=True,
        description="False, for a client that cannot keep a new pair: the refresh token stays, "
        "and its access token is good for another 15 minutes.",
    )


class Session(Schema):
    """A sign-in that is still good."""

    id: UUID
    client_name: str | None
    created_at: dt.datetime
    last_used_at: dt.datetime
    expires_at: dt.datetime
    current: bool = Field(description="Whether this is the session that asks.")


class AccessTokenRequest(RequestSchema):
    """A token for a script, with only the rights it needs."""

    name: str = Field(min_length=1, max_length=100)
    scopes: list[Annotated[Scope, LAX]] = Field(min_length=1, max_length=3)
    expires_in_days: (
        Annotated[int, Field(ge=1, le=3650, strict=False), WHOLE_NUMBER_IN_JSON] | None
    ) = Field(default=90, description="Null: it does not expire.")


class AccessToken(Schema):
    """A token for scripts, without its secret."""

    id: UUID
    name: str
    scopes: list[Scope]
    created_at: dt.datetime
    expires_at: dt.datetime | None
    last_used_at: dt.datetime | None


class CreatedAccessToken(AccessToken):
    """A token for scripts, with its secret: the only time that it is shown."""

    token: str


class SourceRequest(RequestSchema):
    """A folder of training files on the server's machine, or a mounted watch."""

    kind: Annotated[SourceKind, LAX] = SourceKind.FOLDER
    path: str = Field(min_length=1, max_length=4096, description="Absolute, as the server sees it.")
    name: str | None = Field(
        default=None, min_length=1, max_length=100, description="Defaults to the folder's name."
    )


class Source(Schema):
    """A place that data is synced from."""

    id: UUID
    kind: SourceKind
    name: str
    path: str | None = Field(description="The folder, for a folder source.")
    connected_at: dt.datetime
    last_sync_at: dt.datetime | None = Field(description="When a job on it last ended well.")


class SyncRequest(RequestSchema):
    """What to sync. Without members: all types, from all sources, what is new."""

    types: list[Annotated[SyncType, LAX]] | None = Field(default=None, min_length=1, max_length=3)
    source_ids: list[Id] | None = Field(default=None, min_length=1, max_length=100)
    since: Day | None = Field(default=None, description="The first day, in UTC.")
    until: Day | None = Field(default=None, description="The last day, in UTC, included.")
    full: bool = Field(default=False, description="Read everything again, changed or not.")


class SyncCounts(Schema):
    """How many items stand where."""

    total: int
    pending: int
    new: int
    updated: int
    unchanged: int
    skipped: int
    failed: int


class SyncProgress(SyncCounts):
    """The counts of one type."""

    type: SyncType | None = Field(description="Null: files whose kind is not known.")


class SyncJob(Schema):
    """One sync, from the moment it was asked for."""

    id: UUID
    state: JobState
    types: list[SyncType]
    source_ids: list[UUID]
    since: dt.date | None
    until: dt.date | None
    full: bool
    attempt: int = Field(description="1, and one more for each retry.")
    created_at: dt.datetime
    started_at: dt.datetime | None
    finished_at: dt.datetime | None
    reason: str | None = Field(description="Why it failed or was cancelled.")
    counts: SyncCounts
    progress: list[SyncProgress] = Field(description="The counts by type.")


class ItemRecord(Schema):
    """A record that an item holds."""

    type: SyncType
    id: UUID | None = Field(description="The activity or workout; null for a day's health.")
    date: dt.date | None = Field(description="The day, for health.")
    outcome: ItemOutcome


class SyncItem(Schema):
    """What became of one file."""

    id: UUID
    job_id: UUID
    source_id: UUID
    sequence: int | None = Field(
        description="The order in which outcomes came, from 1; null while it is pending."
    )
    name: str = Field(description="The file, relative to the source's folder.")
    type: SyncType | None
    outcome: ItemOutcome
    reason: str | None = Field(
        description="Why it was skipped, failed or unchanged, or what was wrong with it."
    )
    twin_of: str | None = Field(
        description="The file that already holds the same activity, when there is one."
    )
    size_bytes: int | None
    finished_at: dt.datetime | None
    records: list[ItemRecord]


class Coverage(Schema):
    """The days that are there."""

    first_date: dt.date | None
    last_date: dt.date | None
    records: int
    days_with_records: int
    missing_days: int | None = Field(
        description="For health: days without data between the first and the last."
    )


class TypeOverview(Schema):
    """How complete one type is."""

    type: SyncType
    last_success_at: dt.datetime | None
    last_job_id: UUID | None
    last_job_state: JobState | None
    running_job_id: UUID | None
    failed_items: int = Field(description="Files whose last reading failed: what is missing.")
    coverage: Coverage


class SyncOverview(Schema):
    """How complete everything is."""

    types: list[TypeOverview]


class Lap(Schema):
    """A part of an activity (FIT profile: `lap`)."""

    index: int
    start_time: dt.datetime
    distance_m: float | None
    timer_s: float | None
    elapsed_s: float | None
    calories_kcal: int | None
    avg_hr_bpm: int | None
    max_hr_bpm: int | None
    ascent_m: float | None


class Activity(Schema):
    """A session of one sport (FIT profile: `session`)."""

    id: UUID
    start_time: dt.datetime
    sport: str = Field(
        description="A name of the FIT profile in snake_case, or `other`.", examples=["running"]
    )
    sub_sport: str | None
    name: str | None
    distance_m: float | None
    timer_s: float | None = Field(description="Time without pauses (FIT: total_timer_time).")
    elapsed_s: float | None = Field(description="Time with pauses (FIT: total_elapsed_time).")
    calories_kcal: int | None
    avg_hr_bpm: int | None
    max_hr_bpm: int | None
    ascent_m: float | None
    device: str | None
    lap_count: int
    source_id: UUID | None = Field(description="Null when the source was disconnected.")
    file_name: str
    file_format: FileFormat
    file_sha256: str = Field(description="The digest of the original file.")
    damage: str | None = Field(description="What was wrong with the file, if anything.")
    created_at: dt.datetime
    updated_at: dt.datetime


class ActivityDetail(Activity):
    """An activity with its laps."""

    laps: list[Lap]


class Weight(Schema):
    """One weighing."""

    measured_at: dt.datetime
    weight_kg: float


class DailyHealth(Schema):
    """A day's totals, in the athlete's local time."""

    date: dt.date
    steps: int | None
    distance_m: float | None
    active_calories_kcal: int | None
    resting_calories_kcal: int | None
    active_minutes: float | None
    weight_kg: float | None = Field(description="The last weighing of the day.")
    weights: list[Weight]
    updated_at: dt.datetime


class WorkoutStep(Schema):
    """A step of a planned workout (FIT profile: `workout_step`)."""

    index: int
    name: str | None
    intensity: str | None
    duration_type: str | None
    duration_value: float | None = Field(
        description="In seconds, metres or kilocalories, as the duration's type says."
    )
    target_type: str | None
    target_low: float | None
    target_high: float | None
    repeat_from: int | None = Field(description="For a repetition: the first step of it.")
    repeat_count: int | None
    notes: str | None


class Workout(Schema):
    """A planned workout."""

    id: UUID
    name: str | None
    sport: str | None
    step_count: int
    source_id: UUID | None
    file_name: str
    file_format: FileFormat
    file_sha256: str
    created_at: dt.datetime
    updated_at: dt.datetime


class WorkoutDetail(Workout):
    """A planned workout with its steps."""

    steps: list[WorkoutStep]


class AccessTokenList(Schema):
    items: list[AccessToken]
    next_cursor: str | None


class SessionList(Schema):
    items: list[Session]
    next_cursor: str | None


class SourceList(Schema):
    items: list[Source]
    next_cursor: str | None


class SyncJobList(Schema):
    items: list[SyncJob]
    next_cursor: str | None


class SyncItemList(Schema):
    items: list[SyncItem]
    next_cursor: str | None


class ActivityList(Schema):
    items: list[Activity]
    next_cursor: str | None


class DailyHealthList(Schema):
    items: list[DailyHealth]
    next_cursor: str | None


class WorkoutList(Schema):
    items: list[Workout]
    next_cursor: str | None
