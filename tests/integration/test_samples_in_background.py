"""Samples that nobody asked for come after a sync, and go on after `kill -9`."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests.integration.athlete import Athlete
from tests.integration.conftest import BackendFactory
from tests.integration.fit_copies import FitCopies
from tests.thorough import ON_POSTGRES, THOROUGH

FILES = 20


@pytest.mark.skipif(not THOROUGH, reason="it waits twice until no sync has run for a while")
def test_they_go_on_after_the_server_was_killed(
    make_backend: BackendFactory, folder: Path, copies: FitCopies
) -> None:
    copies.write(folder, FILES, step_s=86_400)
    backend = make_backend({"FITTRACK_SAMPLES": "background"})
    me = Athlete.with_folder(backend, folder)
    me.sync()

    def to_come() -> int:
        return int(me.client.get("/v1/sync/overview").json()["samples_to_come"])

    def wait_for(most: int) -> None:
        deadline = time.monotonic() + 60
        while to_come() > most:
            assert time.monotonic() < deadline, backend.log()[-2000:]
            time.sleep(0.05)

    assert to_come() == FILES  # the list is there, and samples wait
    assert len(me.all("/v1/activities")) == FILES
    wait_for(FILES - 1)
    backend.restart()
    assert 0 < to_come() < FILES
    wait_for(0)
    if not ON_POSTGRES:  # where they are in a bucket
        kept = list((backend.data_dir / "originals" / "derived").rglob("0.samples.parquet"))
        assert len(kept) == FILES


@pytest.mark.skipif(not THOROUGH, reason="each start waits until no sync has run for a while")
def test_numbers_are_the_same_however_often_the_server_is_killed(
    make_backend: BackendFactory, folder: Path, copies: FitCopies
) -> None:
    copies.write(folder, 3 * FILES, step_s=86_400)
    backend = make_backend({"FITTRACK_SAMPLES": "background"})
    undisturbed, me = (Athlete.with_folder(backend, folder) for _ in range(2))

    def samples_to_come(athlete: Athlete) -> int:
        return int(athlete.client.get("/v1/sync/overview").json()["samples_to_come"])

    def wait_for_all(athlete: Athlete) -> None:
        deadline = time.monotonic() + 400
        while samples_to_come(athlete):
            assert time.monotonic() < deadline, backend.log()[-2000:]
            time.sleep(0.2)

    def numbers(athlete: Athlete) -> dict[str, object]:
        found: dict[str, object] = {}
        for one in athlete.activities():
            worked_out = athlete.client.get(f"/v1/activities/{one['id']}").json()["worked_out"]
            assert worked_out is not None, one
            worked_out.pop("recording_id")
            found[one["start_time"]] = worked_out
        return found

    me.sync()
    chance, in_between = random.Random(3), set[int]()
    for _ in range(6):
        time.sleep(5 + chance.uniform(0.2, 2))
        backend.kill()
        backend.start()
        me.client.base_url = undisturbed.client.base_url = backend.url
        in_between.add(samples_to_come(me))
    assert len(in_between) > 1, "it was killed while it worked"
    wait_for_all(me)
    undisturbed.sync()
    wait_for_all(undisturbed)
    expected = numbers(undisturbed)
    assert len(expected) == 3 * FILES
    assert numbers(me) == expected
