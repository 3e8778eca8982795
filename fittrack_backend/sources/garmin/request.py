"""Asking for a Garmin account to be connected: what the request holds, and whether its key opens anything."""

from __future__ import annotations

import datetime as dt
import json
import math
import time
from typing import Annotated, ClassVar, Literal

from pydantic import Field, SecretStr

from fittrack_backend.errors import Problem, invalid
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.request_schema import Day
from fittrack_backend.sources.allowed_folders import AllowedFolders
from fittrack_backend.sources.garmin.client import Client, KeyRefused, Limited, Trouble
from fittrack_backend.sources.port import NewSource
from fittrack_backend.sources.request import SourceRequest
from fittrack_backend.sources.services import Services

LONGEST = dt.timedelta(days=365)
"""A key is good for 30, 90, 180 or 365 days."""
_TRY_AGAIN_S = 60

Key = Annotated[
    SecretStr,
    Field(
        min_length=8,
        max_length=1024,
        description="The key of Garmin's Personal API, from Garmin Connect (Settings, Personal API). It is kept sealed and "
        "never shown.",
    ),
]
EndsOn = Annotated[
    Day | None,
    Field(
        description="The last day on which the key is good. Without it, the longest that Garmin gives one: 365 days."
    ),
]
FollowDeletions = Annotated[
    bool,
    Field(
        description="Whether an activity that was deleted at Garmin is deleted here, too. Otherwise it stays, and the "
        "item of the sync that noticed says so."
    ),
]


class GarminSourceRequest(SourceRequest):
    """A Garmin account, by its owner's key of the Personal API. An account here has one at most: Garmin does not say
    whose a key is, so two keys of one account cannot be told from those of two."""

    PROBLEMS = (Kind.KEY_REFUSED, Kind.SERVICE_AWAY)
    EXAMPLE: ClassVar[dict[str, str]] = {
        "kind": "garmin",
        "key": "EXAMPLE-key-of-the-personal-api",
        "key_ends_on": "2026-12-31",
    }
    HOLDS_A_SECRET = True

    kind: Literal["garmin"]
    key: Key
    key_ends_on: EndsOn = None
    follow_deletions: FollowDeletions = False

    def checked(self, allowed: AllowedFolders) -> NewSource:
        """The account, if the key can be one."""
        return NewSource(
            identity=b"garmin",
            settings=settings_of(follow_deletions=self.follow_deletions),
            name="garmin",
            title="a Garmin account",
            secret=key_of(self.key),
            secret_ends_on=end_of_key(self.key_ends_on),
        )

    def tried(self, services: Services) -> None:
        """Exchanges the key for a token. Problems: 422 `key-refused`, 503 `service-away`."""
        try_key(key_of(self.key), services)


def settings_of(*, follow_deletions: bool) -> bytes:
    """The settings of a source."""
    return json.dumps({"follow_deletions": follow_deletions}).encode()


def follows_deletions(settings: bytes) -> bool:
    """Whether activities go that were deleted at Garmin."""
    return bool(json.loads(settings)["follow_deletions"])


def key_of(given: SecretStr) -> str:
    """The key as it is sent; a problem 422 where it cannot be one."""
    key = given.get_secret_value().strip()
    if not key.isascii() or not key.isprintable() or " " in key or not key:
        raise invalid(
            "body.key", "This is not a key: it has blanks, or characters that no key has."
        )
    return key


def end_of_key(given: dt.date | None) -> dt.date:
    """The last day on which it is good; a problem 422 for one that is over, or too far away."""
    today = dt.datetime.now(dt.UTC).date()
    if given is None:
        return today + LONGEST
    # A day more in each direction: the day that it is where the key's owner is.
    day = dt.timedelta(days=1)
    if given < today - day:
        raise invalid("body.key_ends_on", "That day is over: make a new key.")
    if given > today + LONGEST + day:
        raise invalid("body.key_ends_on", "A key of Garmin's is good for 365 days at most.")
    return given


def try_key(key: str, services: Services) -> None:
    """Exchanges a key for a token. Problems: 422 `key-refused`, 503 `service-away`."""
    settings = services.settings
    pace = services.pace("garmin", key, settings.garmin_per_minute)
    client = Client(settings.garmin_url, key, services.tokens, pace, time.sleep)
    try:
        client.check_key()
    except KeyRefused:
        raise Problem(
            Kind.KEY_REFUSED, "Garmin refuses the key: it is wrong, has ended, or was revoked."
        ) from None
    except Limited as error:
        wait_s = max(1, math.ceil((error.until - dt.datetime.now(dt.UTC)).total_seconds()))
        raise Problem(
            Kind.SERVICE_AWAY,
            f"Garmin wants no request before {error.until:%H:%M:%S} UTC. Nothing was kept.",
            headers={"Retry-After": str(wait_s)},
        ) from None
    except Trouble as error:
        raise Problem(
            Kind.SERVICE_AWAY,
            f"The key could not be tried: {error}. Nothing was kept.",
            headers={"Retry-After": str(_TRY_AGAIN_S)},
        ) from None
    finally:
        client.close()
