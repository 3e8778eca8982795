"""Each activity once, in however many files and in whatever order they come; near ones stay apart."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path

import pytest

from tests.integration.athlete import Athlete, Json
from tests.integration.many_recordings import File, near, of_one
from tests.thorough import THOROUGH
from tools.running.live_backend import LiveBackend

pytestmark = pytest.mark.integration

COUNT = 300 if THOROUGH else 15
"""How many activities, and how many pairs: the smaller number draws a part of every kind."""


def synced(backend: LiveBackend, folder: Path, files: list[File], syncs: int) -> Athlete:
    """Somebody whose folder fills up with these files in their order, in so many syncs."""
    folder.mkdir()
    me = Athlete.with_folder(backend, folder)
    for number in range(syncs):
        for file in files[number::syncs] if syncs > 1 else files:
            (folder / file.name).write_bytes(file.data)
        job, items = me.sync()
        assert job["state"] == "succeeded", [one for one in items.values() if one["reason"]][:3]
    return me


def recordings(me: Athlete) -> dict[str, set[str]]:
    """The files of each activity, by its id."""
    found: dict[str, set[str]] = {}
    for one in me.activities():
        detail: Json = me.client.get(f"/v1/activities/{one['id']}").json()
        found[one["id"]] = {each["file_name"].split("/")[0] for each in detail["recordings"]}
    return found


def values(me: Athlete) -> dict[frozenset[str], Json]:
    """What each activity says, by its files."""
    changing = ("id", "source_id", "created_at", "updated_at")
    listed = {
        one["id"]: {name: value for name, value in one.items() if name not in changing}
        for one in me.activities()
    }
    return {frozenset(files): listed[one] for one, files in recordings(me).items()}


@pytest.mark.parametrize(
    ("syncs", "seed"), [(1, None), (1, 1), (7, 2)] if THOROUGH else [(3, 2)], ids=str
)
def test_an_activity_in_several_files_is_one(
    live_backend: LiveBackend, tmp_path: Path, syncs: int, seed: int | None
) -> None:
    files = list(of_one(COUNT))
    if seed is not None:
        random.Random(seed).shuffle(files)
    me = synced(live_backend, tmp_path / "training", files, syncs)
    right: defaultdict[str, set[str]] = defaultdict(set)
    for file in files:
        right[file.activity].add(file.name)
    found = list(recordings(me).values())
    missed = [names for names in right.values() if names not in found]
    assert len(missed) <= COUNT // 100, missed
    of_activity = {file.name: file.activity for file in files}
    assert all(len({of_activity[name] for name in names}) == 1 for names in found)


def test_the_order_of_arrival_changes_no_value(live_backend: LiveBackend, tmp_path: Path) -> None:
    files = list(of_one(300 if THOROUGH else 10))
    first = values(synced(live_backend, tmp_path / "first", files, 1))
    second = values(synced(live_backend, tmp_path / "second", files[::-1], 5))
    assert first == second


def test_near_activities_stay_apart(live_backend: LiveBackend, tmp_path: Path) -> None:
    files = list(near(COUNT))
    me = synced(live_backend, tmp_path / "training", files, 2)
    assert sorted(map(sorted, recordings(me).values())) == sorted([file.name] for file in files)
