"""Activities are merged and split by hand, and later syncs keep to it: through a live backend."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from tests.integration.athlete import Athlete, Json
from tests.integration.fit_copies import FitCopies
from tools.running.live_backend import LiveBackend

pytestmark = pytest.mark.integration


def show(me: Athlete, activity_id: str) -> Json:
    found: Json = me.client.get(f"/v1/activities/{activity_id}").raise_for_status().json()
    return found


def merge(me: Athlete, activity_id: str, *others: str) -> Json:
    body = {"activity_ids": list(others)}
    answer = me.client.post(f"/v1/activities/{activity_id}/merge", json=body).raise_for_status()
    found: Json = answer.json()
    return found


def split(me: Athlete, activity_id: str, *recordings: str) -> list[Json]:
    body = {"recording_ids": list(recordings)} if recordings else {}
    answer = me.client.post(f"/v1/activities/{activity_id}/split", json=body).raise_for_status()
    found: list[Json] = answer.json()["activities"]
    return found


def files(activity: Json) -> set[str]:
    return {one["file_name"] for one in activity["recordings"]}


def test_what_was_split_stays_apart(
    live_backend: LiveBackend, folder: Path, copies: FitCopies
) -> None:
    (folder / "a.fit").write_bytes(copies.moved(0))
    (folder / "b.fit").write_bytes(copies.moved(2))
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    (one,) = me.activities()
    assert files(show(me, one["id"])) == {"a.fit", "b.fit"}
    first, second = split(me, one["id"])
    assert first["id"] == one["id"] != second["id"]
    assert files(show(me, first["id"])) != files(show(me, second["id"]))
    me.sync(full=True)
    assert {each["id"] for each in me.activities()} == {first["id"], second["id"]}
    # Read again under another name, and edited: what was said still holds.
    (folder / "b.fit").rename(folder / "c.fit")
    me.sync()
    (folder / "c.fit").write_bytes(copies.moved(2, extra_metres=5))
    assert me.outcomes()["c.fit"][0] == "updated"
    assert {each["id"] for each in me.activities()} == {first["id"], second["id"]}
    # A third recording of the same joins one of them, and does not join them.
    (folder / "d.fit").write_bytes(copies.moved(1))
    assert me.outcomes()["d.fit"][0] == "merged"
    assert len(me.activities()) == 2
    whole = merge(me, second["id"], first["id"])
    assert (whole["id"], whole["recording_count"]) == (second["id"], 3)
    assert [each["id"] for each in me.activities()] == [second["id"]]


def test_what_was_merged_stays_together_and_its_ids_lead_there(
    live_backend: LiveBackend, folder: Path, copies: FitCopies
) -> None:
    (folder / "a.fit").write_bytes(copies.moved(0))
    (folder / "b.fit").write_bytes(copies.moved(86_400))
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    later, earlier = me.activities()
    assert merge(me, earlier["id"], later["id"])["id"] == earlier["id"]
    assert merge(me, later["id"], earlier["id"])["id"] == earlier["id"]
    assert show(me, later["id"])["id"] == earlier["id"]
    me.sync(full=True)
    assert [each["id"] for each in me.activities()] == [earlier["id"]]
    # A twin of either belongs to it.
    (folder / "c.fit").write_bytes(copies.moved(86_401))
    assert me.outcomes()["c.fit"][0] == "merged"
    (recording,) = (
        one["id"] for one in show(me, earlier["id"])["recordings"] if one["file_name"] == "b.fit"
    )
    first, second = split(me, earlier["id"], recording)
    assert files(show(me, first["id"])) == {"a.fit", "c.fit"}
    assert files(show(me, second["id"])) == {"b.fit"}


def test_nobody_merges_or_splits_what_is_not_theirs(
    live_backend: LiveBackend, folder: Path, copies: FitCopies
) -> None:
    (folder / "a.fit").write_bytes(copies.moved(0))
    (folder / "b.fit").write_bytes(copies.moved(2))
    owner = Athlete.with_folder(live_backend, folder)
    owner.sync()
    (theirs,) = owner.activities()
    own = folder.parent / "own"
    shutil.copytree(folder, own)
    (own / "a.fit").write_bytes(copies.moved(7200))
    stranger = Athlete.with_folder(live_backend, own)
    stranger.sync()
    mine = stranger.activities()[0]
    for path, body in (
        (f"/v1/activities/{theirs['id']}/merge", {"activity_ids": [mine["id"]]}),
        (f"/v1/activities/{mine['id']}/merge", {"activity_ids": [theirs["id"]]}),
        (f"/v1/activities/{theirs['id']}/split", {}),
    ):
        assert stranger.client.post(path, json=body).status_code == 404
    recording = show(owner, theirs["id"])["recordings"][0]["id"]
    answer = stranger.client.post(
        f"/v1/activities/{mine['id']}/split", json={"recording_ids": [recording]}
    )
    assert answer.status_code == 404
    assert show(owner, theirs["id"])["recording_count"] == 2


def test_many_who_correct_at_once_leave_every_recording_in_one_activity(
    live_backend: LiveBackend, folder: Path, copies: FitCopies
) -> None:
    for number in range(6):
        (folder / f"{number}.fit").write_bytes(copies.moved(number * 86_400))
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    ids = [one["id"] for one in me.activities()]
    answers: list[int] = []

    def correct(number: int) -> None:
        first, other = ids[number % 6], ids[(number + 1) % 6]
        body = {"activity_ids": [other]}
        answers.append(me.client.post(f"/v1/activities/{first}/merge", json=body).status_code)
        answers.append(me.client.post(f"/v1/activities/{first}/split", json={}).status_code)

    threads = [threading.Thread(target=correct, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) <= {200, 409}
    told = [files(show(me, one["id"])) for one in me.activities()]
    assert sorted(name for some in told for name in some) == [
        f"{number}.fit" for number in range(6)
    ]
    for some, one in zip(told, me.activities(), strict=True):
        assert one["recording_count"] == len(some)
