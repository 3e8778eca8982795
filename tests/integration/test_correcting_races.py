"""Merging and splitting over kill -9 and beside a sync: all of it or nothing, and each recording in one activity."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.integration.athlete import Athlete
from tests.integration.conftest import BackendFactory
from tests.integration.fit_copies import FitCopies
from tests.integration.test_merging import files, merge, show, split
from tests.thorough import THOROUGH
from tools.running.live_backend import LiveBackend

pytestmark = [pytest.mark.integration, pytest.mark.slow]

FILES = 12


@pytest.fixture
def folder(tmp_path: Path, corpus: Path) -> Path:
    made = tmp_path / "training"
    made.mkdir()
    copies = FitCopies((corpus / "run.fit").read_bytes())
    for number in range(FILES):
        (made / f"{number:02}.fit").write_bytes(copies.moved(number * 86_400))
    return made


@pytest.fixture(params=["sqlite", "postgres"] if THOROUGH else ["sqlite"])
def backend(make_backend: BackendFactory, request: pytest.FixtureRequest) -> Iterator[LiveBackend]:
    environment = None
    if request.param == "postgres":
        environment = {"FITTRACK_DATABASE_URL": request.getfixturevalue("postgres_url")}
    yield make_backend(environment)


def groups(me: Athlete) -> list[set[str]]:
    """The files of each activity; each file is in one."""
    found = [files(show(me, one["id"])) for one in me.activities()]
    assert sorted(name for some in found for name in some) == [
        f"{number:02}.fit" for number in range(FILES)
    ]
    return found


def test_killed_while_it_corrects_it_did_all_or_nothing(backend: LiveBackend, folder: Path) -> None:
    me = Athlete.with_folder(backend, folder)
    me.sync()
    chance = random.Random(7)
    for step in range(20 if THOROUGH else 2):
        ids = [one["id"] for one in me.activities()]
        is_whole = len(ids) == 1
        first, *others = ids

        def act(first: str = first, others: list[str] = others, is_whole: bool = is_whole) -> None:
            try:
                if is_whole:
                    split(me, first)
                else:
                    merge(me, first, *others)
            except httpx.HTTPError:
                pass

        acting = threading.Thread(target=act)
        acting.start()
        time.sleep(chance.uniform(0, 0.15))
        backend.restart()
        acting.join()
        assert len(groups(me)) in (1, FILES), step
        was = me.activities()
        me.sync(full=True)
        assert me.activities() == was, step
    if len(groups(me)) == 1:
        split(me, me.activities()[0]["id"])
    assert len(groups(me)) == FILES


def test_what_is_merged_or_split_while_a_sync_of_it_runs_stays_so(
    backend: LiveBackend, folder: Path
) -> None:
    me = Athlete.with_folder(backend, folder)
    me.sync()
    chance = random.Random(3)
    for _ in range(20 if THOROUGH else 2):
        job = me.start(full=True)
        time.sleep(chance.uniform(0, 0.1))
        ids = [one["id"] for one in me.activities()]
        if len(ids) == 1:
            split(me, ids[0])
            right = FILES
        else:
            merge(me, *ids)
            right = 1
        assert me.wait(job["id"])["state"] == "succeeded"
        assert len(groups(me)) == right
        outcomes = {outcome for outcome, _ in me.outcomes(full=True).values()}
        assert outcomes == {"unchanged"}
        assert len(groups(me)) == right
