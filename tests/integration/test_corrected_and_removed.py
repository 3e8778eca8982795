"""What was merged or split, and then deleted, undone, forgotten or restored: through a live backend."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.athlete import Athlete, Json
from tests.integration.fit_copies import FitCopies
from tests.integration.test_merging import files, merge, show, split
from tools.running.live_backend import LiveBackend

pytestmark = pytest.mark.integration


def undo(me: Athlete, job_id: str) -> None:
    me.client.post(f"/v1/sync/jobs/{job_id}/undo").raise_for_status()


def restore(me: Athlete, job_id: str) -> None:
    me.client.post(f"/v1/sync/jobs/{job_id}/restore").raise_for_status()


def of_files(me: Athlete) -> dict[str, set[str]]:
    return {one["id"]: files(show(me, one["id"])) for one in me.activities()}


def test_two_syncs_of_the_same_that_were_undone_are_one_again(
    live_backend: LiveBackend, folder: Path, copies: FitCopies
) -> None:
    (folder / "a.fit").write_bytes(copies.moved(0))
    me = Athlete.with_folder(live_backend, folder)
    first, _ = me.sync()
    undo(me, first["id"])
    (folder / "b.fit").write_bytes(copies.moved(2))
    second, _ = me.sync()
    undo(me, second["id"])
    assert me.activities() == []
    restore(me, first["id"])
    restore(me, second["id"])
    assert list(of_files(me).values()) == [{"a.fit", "b.fit"}]


def test_what_was_split_stays_apart_when_one_is_restored(
    live_backend: LiveBackend, folder: Path, copies: FitCopies
) -> None:
    (folder / "a.fit").write_bytes(copies.moved(0))
    (folder / "b.fit").write_bytes(copies.moved(2))
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    (one,) = me.activities()
    first, second = split(me, one["id"])
    me.client.delete(f"/v1/activities/{second['id']}").raise_for_status()
    (folder / "d.fit").write_bytes(copies.moved(1))
    assert me.outcomes()["d.fit"][0] == "merged"
    me.client.post(f"/v1/activities/{second['id']}/restore").raise_for_status()
    found = of_files(me)
    assert set(found) == {first["id"], second["id"]}
    assert not any({"a.fit", "b.fit"} <= some for some in found.values())


def test_items_say_of_what_was_split_or_merged_what_became_of_it(
    live_backend: LiveBackend, folder: Path, copies: FitCopies
) -> None:
    (folder / "a.fit").write_bytes(copies.moved(0))
    (folder / "b.fit").write_bytes(copies.moved(2))
    (folder / "m.fit").write_bytes(copies.moved(86_400))
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    (folder / "n.fit").write_bytes(copies.moved(2 * 86_400))
    job, _ = me.sync()
    of_file = {name: one for one, names in of_files(me).items() for name in names}
    merge(me, of_file["m.fit"], of_file["n.fit"])
    first, second = split(me, of_file["a.fit"])
    names = {next(iter(files(show(me, one["id"])))): one["id"] for one in (first, second)}

    def ids() -> dict[str, set[str]]:
        _, items = me.sync()
        return {name: {each["id"] for each in one["records"]} for name, one in items.items()}

    right = {name: {one} for name, one in names.items()}
    right |= {name: {of_file["m.fit"]} for name in ("m.fit", "n.fit")}
    assert ids() == right
    me.client.delete(f"/v1/activities/{first['id']}").raise_for_status()
    (gone,) = (name for name, one in names.items() if one == first["id"])
    (kept,) = (name for name, one in names.items() if one == second["id"])
    outcomes = me.outcomes()
    assert outcomes[gone] == ("skipped", "its activity was deleted")
    assert outcomes[kept][0] == "unchanged"
    undo(me, job["id"])
    assert me.outcomes()["n.fit"] == ("skipped", f"sync {job['id']} was undone")


def test_what_was_said_last_holds_for_a_file_that_gets_back_what_it_held(
    live_backend: LiveBackend, folder: Path, copies: FitCopies
) -> None:
    (folder / "a.fit").write_bytes(copies.moved(0))
    (folder / "b.fit").write_bytes(copies.moved(86_400))
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    b, a = me.activities()
    merge(me, a["id"], b["id"])
    (folder / "b.fit").write_bytes(copies.moved(86_400, extra_metres=5))
    me.sync()
    split(me, a["id"])
    (folder / "b.fit").write_bytes(copies.moved(86_400))
    me.sync()
    assert sorted(map(sorted, of_files(me).values())) == [["a.fit"], ["b.fit"]]


def test_there_is_nothing_to_split_or_merge_in_one_recording(
    live_backend: LiveBackend, folder: Path, copies: FitCopies
) -> None:
    (folder / "a.fit").write_bytes(copies.moved(0))
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    (one,) = me.activities()
    bodies: list[Json] = [{"recording_ids": []}, {"recording_ids": None}, {}]
    for body in bodies:
        answer = me.client.post(f"/v1/activities/{one['id']}/split", json=body)
        assert answer.status_code in (409, 422), answer.text
    answer = me.client.post(f"/v1/activities/{one['id']}/merge", json={"activity_ids": [one["id"]]})
    assert answer.status_code == 200
