"""A Garmin account through the real backend: all of it, over kill -9, limits, and a key that ends."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve

from tests.integration.athlete import UNFINISHED, Athlete, Json
from tests.integration.conftest import BackendFactory
from tests.servers.garmin.faults import Faults
from tests.servers.garmin.planting import planted
from tests.servers.garmin.server import StandIn
from tests.thorough import THOROUGH
from tools.running.live_backend import LiveBackend

pytestmark = [pytest.mark.integration, pytest.mark.slow]

DAYS = 30 if THOROUGH else 5
ALL_DAYS = 3 * 365 if THOROUGH else 5
KILLS = 30 if THOROUGH else 4
PATIENCE_S = 2400 if THOROUGH else 240


@pytest.fixture(scope="module")
def server() -> Iterator[StandIn]:
    truth = planted(5, days=DAYS, until=dt.datetime.now(dt.UTC).date())
    with StandIn(truth) as made:
        yield made


@pytest.fixture(scope="module")
def backend(make_backend: BackendFactory, server: StandIn) -> LiveBackend:
    return backend_for(make_backend, server)


def backend_for(make_backend: BackendFactory, server: StandIn) -> LiveBackend:
    environment = {"FITTRACK_GARMIN_URL": server.url, "FITTRACK_GARMIN_PER_MINUTE": "6000"}
    return make_backend(environment)


def connected(backend: LiveBackend, server: StandIn, **wanted: object) -> Athlete:
    """Somebody new with the account, whose server has forgotten what was asked before."""
    session = backend.new_person()
    request = {"kind": "garmin", "key": server.keys.key, **wanted}
    answer = session.client.post("/v1/sources", json=request)
    assert answer.status_code == 201, answer.text
    assert server.keys.key not in answer.text
    server.counts.forget()
    return Athlete(backend, session.client, Path(), answer.json(), session.person)


def assert_whole(me: Athlete, server: StandIn) -> None:
    """Its activities and days are those of the truth."""
    single = [one for one in server.truth.activities.values() if not one.leg_ids]
    assert sorted(
        (one["start_time"], one["sport"], one["name"], one["distance_m"]) for one in me.activities()
    ) == sorted(
        (one.start.isoformat().replace("+00:00", "Z"), one.sport, one.name, one.distance_m)
        for one in single
    )
    days = {day["date"]: day["steps"] for day in me.all("/v1/daily-health")}
    with_steps = [day for day in server.truth.days.values() if day.steps is not None]
    assert with_steps
    assert {str(day.date): days.get(str(day.date)) for day in with_steps} == {
        str(day.date): day.steps for day in with_steps
    }


def test_killing_the_server_repeats_one_request_at_most(make_backend: BackendFactory) -> None:
    truth = planted(5, days=ALL_DAYS, until=dt.datetime.now(dt.UTC).date())
    with StandIn(truth) as server:
        backend = backend_for(make_backend, server)
        me = connected(backend, server)
        chance = random.Random(1)
        job = me.start()
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.2, 1.5))
            backend.restart()
        ended = me.wait(job["id"], PATIENCE_S)
        assert ended["state"] == "succeeded", ended
        assert_whole(me, server)
        addresses = [one.address for one in server.counts.asked if "token" not in one.address]
        assert len(addresses) - len(set(addresses)) <= KILLS
        assert server.counts.most_at_once == 1
        server.counts.forget()
        again = me.wait(me.start()["id"], PATIENCE_S)
        assert again["counts"]["new"] == again["counts"]["updated"] == 0
        assert len(server.counts.asked) <= 20


def test_what_is_deleted_at_garmin_stays_here_unless_its_owner_wants_otherwise(
    backend: LiveBackend, server: StandIn
) -> None:
    today = dt.datetime.now(dt.UTC).date()
    one = evolve(next(iter(planted(9, days=9, until=today).activities.values())), file="fit")
    server.put(one)
    keeps = connected(backend, server)
    follows = connected(backend, server, follow_deletions=True)
    for me in (keeps, follows):
        assert me.sync(types=["activities"])[0]["state"] == "succeeded"
    here = len(keeps.activities())
    server.delete(one.id)

    day = str(one.local_start.date())

    def gone(me: Athlete, **days: str) -> set[str]:
        _, items = me.sync(types=["activities"], **days)
        of_it = [found for name, found in items.items() if str(one.id) in name]
        assert {found["outcome"] for found in of_it} == {"skipped"} and len(of_it) == 2
        return {found["reason"] for found in of_it}

    assert gone(keeps) == {"deleted at Garmin; its records are kept"}
    assert len(keeps.activities()) == here
    assert gone(follows, since=day, until=day) == {"deleted at Garmin, and so here"}
    assert len(follows.activities()) == here - 1
    (deleted,) = follows.all("/v1/deleted-activities")
    for is_back in (False, True):
        if is_back:
            restore = f"/v1/activities/{deleted['id']}/restore"
            assert follows.client.post(restore).status_code == 200
        job, _ = follows.sync(types=["activities"])
        assert job["counts"]["new"] == job["counts"]["updated"] == 0
        assert len(follows.activities()) == here - (not is_back)

    season = planted(3, days=40, until=today).activities.values()
    whole = next(one for one in season if one.leg_ids)
    for part in season:
        if part.id in (whole.id, *whole.leg_ids):
            server.put(evolve(part, name=f"{part.sport}, a leg") if part.parent_id else part)
    follows.sync(types=["activities"])
    assert len(follows.activities()) == here + 3
    names = [one["name"] for one in follows.activities() if "a leg" in (one["name"] or "")]
    assert sorted(names) == ["cycling, a leg", "running, a leg", "swimming, a leg"]
    server.delete(whole.id)
    day = str(whole.local_start.date())
    follows.sync(types=["activities"], since=day, until=day)
    assert len(follows.activities()) == here


def test_what_changed_of_a_day_comes_with_the_next_sync(
    backend: LiveBackend, server: StandIn
) -> None:
    me = connected(backend, server)
    day = next(one for one in reversed(server.truth.days.values()) if one.heart_rate)
    wanted = {"types": ["health"], "since": str(day.date), "until": str(day.date)}
    me.sync(**wanted)
    at, beats = day.heart_rate[0]
    changed = ((at, beats + 1), *day.heart_rate[1:])
    server.put_day(evolve(day, steps=(day.steps or 0) + 1, heart_rate=changed))
    _, items = me.sync(**wanted)
    for what in ("summary", "heart rate"):
        assert items[f"{what} of {day.date}"]["outcome"] == "updated"


def test_a_limit_is_waited_for_and_shown(backend: LiveBackend, server: StandIn) -> None:
    me = connected(backend, server)
    server.faults = Faults(kinds=("limit",), share=1.0, most=1, retry_after_s=4.0)
    job = me.start()
    waiting = _until_waiting(me, job)
    until = dt.datetime.fromisoformat(waiting["waiting_until"])
    assert waiting["waiting_for"] == "Garmin" and waiting["state"] == "running"
    backend.kill()
    backend.start()
    is_waiting = me.job(job["id"])["waiting_until"] is not None
    assert is_waiting or dt.datetime.now(dt.UTC) > until
    assert me.wait(job["id"], timeout_s=240)["state"] == "succeeded"
    assert not server.counts.too_early
    server.faults = Faults()


def test_a_job_that_waits_can_be_cancelled(backend: LiveBackend, server: StandIn) -> None:
    me = connected(backend, server)
    server.faults = Faults(kinds=("limit",), share=1.0, most=1, retry_after_s=60.0)
    job = me.start()
    _until_waiting(me, job)
    assert me.client.post(f"/v1/sync/jobs/{job['id']}/cancel").status_code == 200
    assert me.job(job["id"])["state"] == "cancelled"
    server.faults = Faults()


def test_a_key_that_ends_makes_the_source_need_one(
    make_backend: BackendFactory,
) -> None:
    with StandIn(planted(2, days=2, until=dt.datetime.now(dt.UTC).date())) as server:
        me = connected(backend_for(make_backend, server), server)
        source = f"/v1/sources/{me.source['id']}"
        server.keys.expire()
        job = me.wait(me.start()["id"])
        assert job["state"] == "failed"
        assert f"fittrack source change {me.source['id']} --new-key" in job["reason"]
        assert me.client.get(source).json()["state"] == "needs_key"
        server.counts.forget()
        assert me.wait(me.start()["id"])["warnings"]
        assert server.counts.asked == []
        tomorrow = (dt.datetime.now(dt.UTC) + dt.timedelta(days=1)).date().isoformat()
        change = {"key": server.keys.renew(), "key_ends_on": tomorrow}
        assert me.client.patch(source, json=change).json()["state"] == "ready"
        job = me.wait(me.start()["id"], timeout_s=120)
        assert job["state"] == "succeeded" and "ends on" in job["warnings"][0]
        for key in (change["key"], *server.keys.issued):
            assert key not in me.backend.log()
            for file in me.backend.data_dir.rglob("*"):
                assert not file.is_file() or key.encode() not in file.read_bytes()


def _until_waiting(me: Athlete, job: Json) -> Json:
    until = time.monotonic() + 120
    while (found := me.job(job["id"]))["waiting_until"] is None:
        assert found["state"] in UNFINISHED and time.monotonic() < until, found
        time.sleep(0.05)
    return found
