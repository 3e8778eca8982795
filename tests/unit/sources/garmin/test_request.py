"""Asking for a Garmin account to be connected: what cannot be a key, and a service that nobody reaches."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from pydantic import ValidationError

from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.settings import Settings
from fittrack_backend.sources.allowed_folders import AllowedFolders
from fittrack_backend.sources.garmin.request import GarminSourceRequest, try_key
from fittrack_backend.sources.services import Services
from fittrack_backend.sources.tokens import Tokens
from fittrack_backend.storage.sealed import Sealer
from tests.unit.migrated import migrated
from tools.running.live_backend import NOBODY

KEY = "gpk_a-key-of-the-personal-api"


@pytest.mark.parametrize(
    "key",
    [
        *("a key with blanks", "a-key\r\nX-Other: 1", "ein-Schlüssel", "🔑" * 8),
        *("a-key-with-a-\x7f", "        ", "a-key\u2028-in-lines"),
    ],
)
def test_what_no_header_may_hold_is_no_key(key: str) -> None:
    request = GarminSourceRequest.model_validate({"kind": "garmin", "key": key})
    with pytest.raises(Problem) as raised:
        request.checked(AllowedFolders())
    assert raised.value.kind is Kind.VALIDATION
    assert key not in str(raised.value)


@pytest.mark.parametrize("key", ["a-key-with-\ud800", "a-key-with-\0"])
def test_half_a_character_and_none_are_no_key(key: str) -> None:
    with pytest.raises(ValidationError):
        GarminSourceRequest.model_validate({"kind": "garmin", "key": key})


def test_a_service_that_nobody_reaches_is_away(tmp_path: Path) -> None:
    database = migrated(tmp_path / "fittrack.db")
    settings = Settings(tmp_path, garmin_url=NOBODY["FITTRACK_GARMIN_URL"])
    with pytest.raises(Problem) as raised:
        try_key(KEY, Services(settings, database, Sealer(b"k" * 32)))
    assert raised.value.kind is Kind.SERVICE_AWAY
    assert KEY not in str(raised.value)
    database.dispose()


@pytest.mark.parametrize("ends", ["1" + "0" * 400, "1e999", "NaN", "-Infinity", "null", '"soon"'])
def test_a_token_that_says_no_time_is_good_for_a_day(ends: str) -> None:
    claims = base64.urlsafe_b64encode(f'{{"exp": {ends}}}'.encode()).decode().rstrip("=")
    tokens = Tokens()
    token = tokens.keep(KEY, f"e30.{claims}.e30".encode())
    assert tokens.good(KEY) == token
