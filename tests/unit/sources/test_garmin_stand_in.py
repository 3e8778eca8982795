"""The stand-in for Garmin refuses what Garmin refuses, and counts what it is asked."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator

import httpx
import pytest

from tests.servers.garmin.faults import Faults
from tests.servers.garmin.planting import planted
from tests.servers.garmin.server import StandIn

_TOKEN = "/personalapitoken-service/personal-api/personal-api-key/token"
_LIST = "/activitylist-service/activities/search/activities"
_ZIP = {"Accept": "application/x-zip-compressed"}


@pytest.fixture
def standing() -> Iterator[StandIn]:
    with StandIn(planted(3, days=30, broken_files=0.3)) as standing:
        yield standing


def _client(standing: StandIn) -> httpx.Client:
    key = {"Authorization": f"ApiKey {standing.keys.key}"}
    token = httpx.post(standing.url + _TOKEN, headers=key)
    assert token.status_code == 200, token.text
    bearer = {"Authorization": f"Bearer {token.text}"}
    return httpx.Client(base_url=standing.url, headers=bearer)


def test_keys_and_tokens_that_do_not_count(standing: StandIn) -> None:
    with _client(standing) as client:
        assert client.get(_LIST, params={"limit": 1}).status_code == 200
        standing.keys.revoke_tokens()
        assert client.get(_LIST, params={"limit": 1}).status_code == 401
        for given, status in (("", 400), ("ApiKey another", 401)):
            assert client.post(_TOKEN, headers={"Authorization": given}).status_code == status
        standing.keys.expire()
        key = {"Authorization": f"ApiKey {standing.keys.key}"}
        assert client.post(_TOKEN, headers=key).status_code == 403


def test_limits_of_pages_and_windows(standing: StandIn) -> None:
    with _client(standing) as client:
        for limit, status in ((45, 200), (46, 500)):
            assert client.get(_LIST, params={"limit": limit}).status_code == status
        assert client.get(_LIST).status_code == 500
        for path, status in (
            ("/usersummary-service/v2/dailysummaries?startDate=2026-08-23&endDate=2026-11-20", 200),
            ("/usersummary-service/v2/dailysummaries?startDate=2026-08-22&endDate=2026-11-20", 500),
            ("/usersummary-service/stats/steps/daily/2026-10-24/2026-11-20", 200),
            ("/usersummary-service/stats/stress/daily/2026-10-23/2026-11-20", 400),
            ("/usersummary-service/stats/hydration/daily/2026-10-20/2026-11-20", 400),
        ):
            assert client.get(path).status_code == status, path


def test_downloads_are_zips_for_those_who_accept_them(standing: StandIn) -> None:
    with _client(standing) as client:
        for one in standing.truth.newest_first():
            path = f"/download-service/files/activity/{one.id}"
            assert client.get(path).status_code == 406
            data = client.get(path, headers=_ZIP).content
            if one.file in ("fit", "tcx"):
                archive = zipfile.ZipFile(io.BytesIO(data))
                assert archive.namelist() == [f"{one.id}_ACTIVITY.{one.file}"]
                assert archive.read(archive.namelist()[0]) == standing.original_of(one.id)


def test_who_comes_before_the_time_is_counted_and_refused(standing: StandIn) -> None:
    with _client(standing) as client:
        standing.faults = Faults(share=1.0, kinds=("limit",), most=1, retry_after_s=0.3)
        statuses = [client.get(_LIST, params={"limit": 1}).status_code for _ in range(2)]
        time.sleep(0.35)
        statuses.append(client.get(_LIST, params={"limit": 1}).status_code)
    assert statuses == [429, 429, 200]
    assert [one.was_too_early for one in standing.counts.asked] == [False, False, True, False]
    assert standing.counts.most_at_once == 1


def test_the_same_seed_plants_the_same_truth_and_faults() -> None:
    assert planted(5, days=60) == planted(5, days=60) != planted(6, days=60)
    one, other = (Faults(7, share=0.5) for _ in range(2))
    addresses = [f"/{number}" for number in range(200)]
    assert [*map(one.for_request, addresses)] == [*map(other.for_request, addresses)]
    assert len(one.met) > 5


def test_down_and_up_again_at_the_same_address(standing: StandIn) -> None:
    with _client(standing) as client:
        standing.down()
        with pytest.raises(httpx.TransportError):
            client.get(_LIST, params={"limit": 1})
        standing.up()
        assert client.get(_LIST, params={"limit": 1}).status_code == 200
