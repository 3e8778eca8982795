"""What becomes of each file, and what came in: against a live backend, through its API.

It has more than 400 lines, since its tests share synced folders, which take long to make.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
from pathlib import Path

import pytest
from attrs import frozen

from tests.corpora import CASES, LARGER, OURS, TCX_SPORTS, Corpus
from tests.integration.athlete import Athlete, Json, assert_no_gaps
from tests.integration.fit_copies import FitCopies
from tools.corpus.fit import resealed
from tools.running.live_backend import LiveBackend

pytestmark = [pytest.mark.integration, pytest.mark.corpus]


@pytest.fixture(scope="module")
def of_corpus(live_backend: LiveBackend, each_corpus: Corpus) -> Athlete:
    return Athlete.with_folder(live_backend, each_corpus.folder)


def test_every_session_of_the_corpus_comes_in_once(of_corpus: Athlete, each_corpus: Corpus) -> None:
    job, items = of_corpus.sync()
    assert job["state"] == "succeeded"
    assert job["counts"]["total"] == len(list(each_corpus.folder.iterdir()))
    expected = each_corpus.expected()
    activities = of_corpus.activities()
    by_key = {(_time(one["start_time"]), one["sport"]): one for one in activities}
    assert len(by_key) == len(activities)
    for name, file in expected.items():
        for session in file["sessions"]:
            sport = TCX_SPORTS.get(session["sport"], session["sport"])
            start = _time(session["start_time"]).replace(microsecond=0)
            found = by_key[start, sport]
            for ours, theirs in (
                ("distance_m", "distance_m"),
                ("timer_s", "timer_s"),
                ("elapsed_s", "elapsed_s"),
                ("calories_kcal", "calories"),
                ("avg_hr_bpm", "avg_hr"),
                ("max_hr_bpm", "max_hr"),
            ):
                # What the device does not say is worked out.
                if session.get(theirs) is not None:
                    assert found[ours] == pytest.approx(session[theirs], abs=0.02), (name, ours)
    told = {
        (
            _time(one["start_time"]).replace(microsecond=0),
            TCX_SPORTS.get(one["sport"], one["sport"]),
        )
        for file in expected.values()
        for one in file["sessions"]
    }
    assert len(activities) == len(told) + len(each_corpus.without_session)
    assert each_corpus.without_session <= {one["file_name"] for one in activities}
    for name in each_corpus.copies:
        assert items[name]["outcome"] in ("merged", "unchanged")
        assert items[name]["twin_of"] == each_corpus.original
        assert each_corpus.original in items[name]["reason"]
    assert items[each_corpus.settings]["outcome"] == "skipped"
    assert "settings" in items[each_corpus.settings]["reason"]
    assert "cut short" in items[each_corpus.cut_short]["reason"]
    assert_no_gaps(sorted(items.values(), key=lambda one: one["sequence"]))


@frozen
class Health:
    """What is right of a corpus's days and workouts."""

    weights: list[tuple[str, float]]
    workouts: list[tuple[str, int]]
    days: int
    first_date: str
    last_date: str
    missing_days: int


HEALTH = {
    OURS.name: Health(
        [("2024-05-09T06:00:00Z", 75.8), ("2024-05-09T21:00:00Z", 76.09)],
        [("Own targets", 4), ("Steps by zone", 4), ("Three times", 5)],
        3,
        "2024-05-04",
        "2024-05-09",
        3,
    ),
    LARGER.name: Health(
        [("2009-09-09T21:38:00Z", 75.8), ("2009-09-09T22:38:00Z", 76.09)],
        [("Example 1", 4), ("Example 1", 4), ("Example 2", 5)],
        2,
        "2009-09-09",
        "2014-12-27",
        1934,
    ),
}


def test_health_and_workouts_of_the_corpus(of_corpus: Athlete, each_corpus: Corpus) -> None:
    right = HEALTH[each_corpus.name]
    of_corpus.sync()
    days = {day["date"]: day for day in of_corpus.all("/v1/daily-health")}
    weighed = days[right.weights[0][0][:10]]
    weights = [(one["measured_at"], one["weight_kg"]) for one in weighed["weights"]]
    assert weights == right.weights
    assert weighed["weight_kg"] == 76.09
    monitored = next(day for day in days.values() if day["steps"])
    assert monitored["distance_m"] and monitored["active_minutes"]
    workouts = of_corpus.all("/v1/workouts")
    assert [(one["name"], one["step_count"]) for one in workouts] == right.workouts


def test_an_item_says_what_was_left_out(live_backend: LiveBackend, folder: Path) -> None:
    shutil.copy(CASES.folder / "distance" / "one-wild-point.gpx", folder)
    me = Athlete.with_folder(live_backend, folder)
    _, items = me.sync()
    item = items["one-wild-point.gpx"]
    (activity,) = me.activities()
    assert (item["outcome"], item["reason"]) == ("new", None)
    assert item["remarks"] == activity["remarks"]
    assert len(item["remarks"]) == 1


def test_planned_workouts_of_tcx_come_in(live_backend: LiveBackend, folder: Path) -> None:
    step = (
        '<Step xsi:type="Step_t"><StepId>1</StepId><Duration xsi:type="Time_t"><Seconds>600</Seconds>'
        "</Duration><Intensity>Active</Intensity></Step>"
    )
    (folder / "plan.tcx").write_text(
        '<TrainingCenterDatabase xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Workouts>'
        f'<Workout Sport="Running"><Name>Easy</Name>{step}</Workout></Workouts></TrainingCenterDatabase>'
    )
    (folder / "way.tcx").write_text(
        "<TrainingCenterDatabase><Courses><Course><Name>Home</Name></Course></Courses>"
        "</TrainingCenterDatabase>"
    )
    me = Athlete.with_folder(live_backend, folder)
    _, items = me.sync(types=["workouts"])
    assert (items["plan.tcx"]["outcome"], items["plan.tcx"]["type"]) == ("new", "workouts")
    assert "way.tcx" not in items
    (workout,) = me.all("/v1/workouts")
    assert (workout["name"], workout["sport"], workout["step_count"]) == ("Easy", "running", 1)
    assert me.outcomes()["way.tcx"] == ("skipped", "it holds only courses, no recorded activity")


def test_the_second_sync_changes_nothing(of_corpus: Athlete) -> None:
    of_corpus.sync()
    before = (
        of_corpus.activities(),
        of_corpus.all("/v1/daily-health"),
        of_corpus.all("/v1/workouts"),
    )
    job, items = of_corpus.sync()
    assert job["state"] == "succeeded"
    assert {one["outcome"] for one in items.values() if one["type"]} == {"unchanged"}
    job, items = of_corpus.sync(full=True)
    assert {one["outcome"] for one in items.values() if one["type"]} == {"unchanged"}
    after = of_corpus.activities(), of_corpus.all("/v1/daily-health"), of_corpus.all("/v1/workouts")
    assert after == before


def test_originals_can_be_downloaded(of_corpus: Athlete, each_corpus: Corpus) -> None:
    of_corpus.sync()
    for path, records in (
        ("activities", of_corpus.activities()),
        ("workouts", of_corpus.all("/v1/workouts")),
    ):
        for record in records:
            answer = of_corpus.client.get(f"/v1/{path}/{record['id']}/file")
            assert answer.content == each_corpus.read(record["file_name"])
            assert record["file_name"] in answer.headers["content-disposition"]


def test_edited_added_removed_renamed_touched(
    live_backend: LiveBackend, folder: Path, copies: FitCopies
) -> None:
    for number in range(6):
        (folder / f"{number}.fit").write_bytes(copies.moved(number * 3600))
    me = Athlete.with_folder(live_backend, folder)
    assert {outcome for outcome, _ in me.outcomes().values()} == {"new"}
    before = {one["file_name"]: one for one in me.activities()}

    (folder / "0.fit").write_bytes(copies.moved(0, extra_metres=100))
    (folder / "1.fit").unlink()
    (folder / "2.fit").rename(folder / "renamed.fit")
    os.utime(folder / "3.fit")
    (folder / "added.fit").write_bytes(copies.moved(9 * 3600))
    (folder / "sub").mkdir()
    shutil.copy2(folder / "4.fit", folder / "sub" / "copy.fit")

    assert me.outcomes() == {
        "0.fit": ("updated", None),
        "1.fit": ("skipped", "no longer in the folder; its records are kept"),
        "3.fit": ("unchanged", None),
        "4.fit": ("unchanged", None),
        "5.fit": ("unchanged", None),
        "added.fit": ("new", None),
        "renamed.fit": ("unchanged", "renamed from 2.fit"),
        "sub/copy.fit": ("unchanged", "a copy of 4.fit"),
    }
    after = {one["file_name"]: one for one in me.activities()}
    assert len(after) == 7
    assert after["0.fit"]["id"] == before["0.fit"]["id"]
    assert after["0.fit"]["distance_m"] == pytest.approx(before["0.fit"]["distance_m"] + 100)
    assert after["0.fit"]["updated_at"] > before["0.fit"]["updated_at"]
    assert after["1.fit"] == before["1.fit"]
    assert after["renamed.fit"]["id"] == before["2.fit"]["id"]
    assert after["renamed.fit"]["updated_at"] == before["2.fit"]["updated_at"]

    again = me.outcomes()
    assert "1.fit" not in again
    assert {outcome for outcome, _ in again.values()} == {"unchanged"}
    (folder / "1.fit").write_bytes(copies.moved(3600))
    assert me.outcomes()["1.fit"][0] == "unchanged"
    assert len(me.activities()) == 7


def test_a_file_that_was_removed_no_longer_holds_its_record(
    live_backend: LiveBackend, folder: Path, copies: FitCopies
) -> None:
    for name in ("a.fit", "b.fit"):
        (folder / name).write_bytes(copies.moved(0))
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    (before,) = me.activities()
    (folder / "a.fit").unlink()
    me.sync()
    (folder / "b.fit").write_bytes(copies.moved(0, extra_metres=100))
    assert me.outcomes()["b.fit"] == ("updated", None)
    (after,) = me.activities()
    assert (after["id"], after["file_name"]) == (before["id"], "b.fit")
    assert after["distance_m"] == pytest.approx(before["distance_m"] + 100)


def test_a_file_that_was_removed_no_longer_holds_its_workout(
    live_backend: LiveBackend, folder: Path, corpus: Path
) -> None:
    plan = bytearray((corpus / "workout-steps.fit").read_bytes())
    (folder / "a.fit").write_bytes(plan)
    plan[2] ^= 1  # the version of the profile, in the header: another file with the same plan
    plan[12:14] = b"\0\0"  # the header's own checksum, which may be left out
    (folder / "b.fit").write_bytes(resealed(bytes(plan)))
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    (before,) = me.all("/v1/workouts")
    assert before["file_name"] == "a.fit"
    me.sync(full=True)
    assert me.all("/v1/workouts") == [before], "the file that holds it stays"
    (folder / "a.fit").unlink()
    me.sync()
    me.sync(full=True)
    (after,) = me.all("/v1/workouts")
    assert (after["id"], after["file_name"]) == (before["id"], "b.fit")


def test_an_edited_workout_stays_the_same_workout(
    live_backend: LiveBackend, folder: Path, corpus: Path
) -> None:
    shutil.copy(corpus / "workout-steps.fit", folder / "plan.fit")
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    (before,) = me.all("/v1/workouts")
    shutil.copy(corpus / "workout-repeats.fit", folder / "plan.fit")
    assert me.outcomes()["plan.fit"][0] == "updated"
    (after,) = me.all("/v1/workouts")
    assert after["id"] == before["id"]
    assert (after["name"], after["step_count"]) == ("Three times", 5)


def test_a_type_of_its_own_has_only_its_files(live_backend: LiveBackend, corpus: Path) -> None:
    me = Athlete.with_folder(live_backend, corpus)
    _, items = me.sync(types=["workouts"])
    assert set(items) == {
        "workout-custom-targets.fit",
        "workout-steps.fit",
        "workout-repeats.fit",
    }
    _, items = me.sync(types=["health"])
    assert {name: one["outcome"] for name, one in items.items()} == {
        "monitoring.fit": "new",
        "weighings.fit": "new",
        "wellness.fit": "new",
    }
    assert not me.activities()
    _, items = me.sync()
    assert items["monitoring.fit"]["outcome"] == "unchanged"
    assert items["run.fit"]["outcome"] == "new"


def test_only_the_range_comes_in(
    live_backend: LiveBackend, folder: Path, copies: FitCopies, corpus: Path
) -> None:
    for day in range(4):
        (folder / f"{day}.fit").write_bytes(copies.moved(day * 86_400))
    shutil.copy(corpus / "weighings.fit", folder / "weight.fit")
    me = Athlete.with_folder(live_backend, folder)
    window = {"since": "2024-04-10", "until": "2024-04-11"}
    outside = ("skipped", "outside the range 2024-04-10 to 2024-04-11")
    expected = {
        "0.fit": outside,
        "1.fit": ("new", None),
        "2.fit": ("new", None),
        "3.fit": outside,
        "weight.fit": outside,
    }
    assert me.outcomes(**window) == expected
    assert len(me.activities()) == 2
    expected |= {"1.fit": ("unchanged", None), "2.fit": ("unchanged", None)}
    assert me.outcomes(**window) == expected
    everything = me.outcomes()
    assert everything["0.fit"] == everything["weight.fit"] == ("new", None)
    assert everything["1.fit"] == ("unchanged", None)
    assert me.outcomes(**window) == expected
    refused = me.client.post("/v1/sync/jobs", json={"since": "2024-04-11", "until": "2024-04-10"})
    assert refused.status_code == 422
    assert refused.json()["type"] == "urn:fittrack:problem:validation"


def test_a_file_partly_in_the_range_is_not_done_with(
    live_backend: LiveBackend, folder: Path, corpus: Path
) -> None:
    shutil.copy(corpus / "weighings.fit", folder / "1.fit")
    both = (corpus / "run.fit").read_bytes() + (corpus / "ride-with-pause.fit").read_bytes()
    (folder / "two.fit").write_bytes(both)
    me = Athlete.with_folder(live_backend, folder)
    assert me.outcomes(since="2024-04-30")["two.fit"][0] == "new"
    assert len(me.activities()) == 1
    assert me.outcomes()["two.fit"][0] == "updated"
    assert len(me.activities()) == 2
    assert me.outcomes()["two.fit"] == ("unchanged", None)


def test_a_hostile_folder(live_backend: LiveBackend, folder: Path, copies: FitCopies) -> None:
    good = copies.moved(0)
    (folder / "good.fit").write_bytes(good)
    (folder / "empty.fit").touch()
    (folder / "notes.txt").write_text("no training")
    os.mkfifo(folder / "pipe.fit")
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(folder)
        try:
            listener.bind("socket.fit")
        finally:
            os.chdir(here)
    (folder / "nowhere.fit").symlink_to("missing")
    (folder / "circle.fit").symlink_to("circle.fit")
    (folder / "loop").symlink_to(".")
    (folder / "zero.fit").symlink_to("/dev/zero")
    (folder / "deep").mkdir()
    (folder / "deep" / "up").symlink_to("..")
    (folder / "deep" / "linked.fit").symlink_to("../good.fit")
    (folder / ".hidden.fit").write_bytes(copies.moved(3600))
    with (folder / "sparse.bin").open("wb") as sparse:
        sparse.truncate(500 * 2**20)
    with (folder / "huge.fit").open("wb") as huge:
        huge.write(good)
        huge.truncate(500 * 2**20)
    (folder / "bomb.tcx").write_text(
        '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">'
        + "".join(
            f'<!ENTITY {y} "{f"&{x};" * 10}">' for x, y in zip("abcdefgh", "bcdefghi", strict=True)
        )
        + "]><TrainingCenterDatabase>&i;</TrainingCenterDatabase>"
    )
    (folder / "garbage.fit").write_bytes(good[:14] + bytes(range(256)) * 8)
    odd = os.fsencode(folder) + b"/caf\xe9.fit"
    Path(os.fsdecode(odd)).write_bytes(copies.moved(7200))
    escaping = folder / "line\nbreak\x1b[31m.fit"
    escaping.write_bytes(copies.moved(10_800))

    me = Athlete.with_folder(live_backend, folder)
    job, items = me.sync()
    assert job["state"] == "partial"
    assert {name: one["outcome"] for name, one in items.items()} == {
        "good.fit": "unchanged",
        "deep/linked.fit": "new",
        "empty.fit": "skipped",
        "notes.txt": "skipped",
        "pipe.fit": "skipped",
        "socket.fit": "skipped",
        "nowhere.fit": "skipped",
        "circle.fit": "skipped",
        "zero.fit": "skipped",
        "sparse.bin": "skipped",
        "huge.fit": "failed",
        "bomb.tcx": "failed",
        "garbage.fit": "failed",
        r"caf\xe9.fit": "new",
        "line\nbreak\x1b[31m.fit": "new",
    }
    assert items["empty.fit"]["reason"] == "an empty file"
    assert items["huge.fit"]["reason"] == "larger than the limit of 256 MiB"
    assert items["circle.fit"]["reason"] == "a link that leads in a circle"
    assert all(one["reason"] for one in items.values() if one["outcome"] in ("skipped", "failed"))
    assert len(me.activities()) == 3
    second, again = me.sync()
    assert second["state"] == "partial"
    assert {name: one["reason"] for name, one in again.items() if one["outcome"] == "failed"} == {
        name: one["reason"] for name, one in items.items() if one["outcome"] == "failed"
    }
    overview = me.client.get("/v1/sync/overview").json()["rows"]
    assert overview[0]["failing_files"] == 3


def test_what_may_not_be_read_fails(
    live_backend: LiveBackend, folder: Path, copies: FitCopies
) -> None:
    (folder / "closed").mkdir()
    (folder / "closed" / "a.fit").write_bytes(copies.moved(0))
    (folder / "b.fit").write_bytes(copies.moved(3600))
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    (folder / "closed").chmod(0)
    (folder / "b.fit").chmod(0)
    if os.access(folder / "b.fit", os.R_OK):
        pytest.skip("permissions do not bind this user (root)")
    try:
        denied = ("failed", "permission denied")
        assert me.outcomes() == {"b.fit": denied, "closed": denied}
    finally:
        (folder / "closed").chmod(0o700)
        (folder / "b.fit").chmod(0o600)
    assert {outcome for outcome, _ in me.outcomes().values()} == {"unchanged"}


def test_a_folder_that_is_not_there_fails_and_retries(
    live_backend: LiveBackend, folder: Path, copies: FitCopies
) -> None:
    (folder / "a.fit").write_bytes(copies.moved(0))
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    away = folder.with_name("away")
    folder.rename(away)
    job, items = me.sync()
    assert job["state"] == "failed"
    assert job["reason"] == f"the folder {folder} is not there"
    assert not items
    away.rename(folder)
    answer = me.client.post(f"/v1/sync/jobs/{job['id']}/retry")
    assert answer.status_code == 202
    assert answer.json()["attempt"] == 2
    assert me.wait(job["id"])["state"] == "succeeded"
    assert me.items(job["id"])["a.fit"]["outcome"] == "unchanged"


def test_an_emptied_folder_is_reported_file_by_file(
    live_backend: LiveBackend, folder: Path, copies: FitCopies
) -> None:
    (folder / "a.fit").write_bytes(copies.moved(0))
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    (folder / "a.fit").unlink()
    assert me.outcomes() == {"a.fit": ("skipped", "no longer in the folder; its records are kept")}
    assert len(me.activities()) == 1


def test_one_source_away_does_not_stop_the_other(
    live_backend: LiveBackend, folder: Path, copies: FitCopies, tmp_path: Path
) -> None:
    (folder / "a.fit").write_bytes(copies.moved(0))
    other = tmp_path / "watch"
    other.mkdir()
    me = Athlete.with_folder(live_backend, folder)
    assert (
        me.client.post("/v1/sources", json={"kind": "folder", "path": str(other)}).status_code
        == 201
    )
    other.rmdir()
    job, items = me.sync()
    assert job["state"] == "partial"
    assert items["a.fit"]["outcome"] == "new"
    assert items["."]["reason"] == f"the folder {other} is not there"
    other.mkdir()
    (other / "b.fit").write_bytes(copies.moved(3600))
    me.client.post(f"/v1/sync/jobs/{job['id']}/retry")
    job = me.wait(job["id"])
    assert job["state"] == "succeeded"
    assert {name: one["outcome"] for name, one in me.items(job["id"]).items()} == {
        "a.fit": "new",
        "b.fit": "new",
    }
    assert job["counts"]["total"] == 2


def test_disconnecting_keeps_the_data_and_connecting_again_doubles_nothing(
    live_backend: LiveBackend, folder: Path, copies: FitCopies
) -> None:
    for number in range(3):
        (folder / f"{number}.fit").write_bytes(copies.moved(number * 3600))
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    twice = me.client.post(
        "/v1/sources", json={"kind": "folder", "path": f"{folder}/../{folder.name}"}
    )
    assert twice.status_code == 409
    assert twice.json()["type"] == "urn:fittrack:problem:source-exists"
    assert me.client.delete(f"/v1/sources/{me.source['id']}").status_code == 204
    assert me.client.get(f"/v1/sources/{me.source['id']}").status_code == 404
    assert me.client.get("/v1/sources").json()["items"] == []
    assert [one["source_id"] for one in me.activities()] == [None] * 3
    nothing = me.client.post("/v1/sync/jobs", json={})
    assert nothing.status_code == 409
    assert nothing.json()["type"] == "urn:fittrack:problem:no-sources"
    again = me.client.post("/v1/sources", json={"kind": "folder", "path": str(folder)})
    assert again.status_code == 201
    assert {outcome for outcome, _ in me.outcomes().values()} == {"unchanged"}
    assert [one["source_id"] for one in me.activities()] == [again.json()["id"]] * 3


@pytest.mark.parametrize(
    ("path", "status", "slug"),
    [
        ("relative/path", 422, "validation"),
        ("/no/such/folder", 404, "folder-not-found"),
        ("{file}", 422, "not-a-folder"),
        ("{file}/below", 422, "not-a-folder"),
        ("{loop}", 422, "folder-not-readable"),
        ("{data}", 422, "folder-not-allowed"),
        ("{data}/originals", 422, "folder-not-allowed"),
        ("/tmp/\0", 422, "validation"),
    ],
)
def test_what_cannot_be_connected(
    live_backend: LiveBackend, tmp_path: Path, path: str, status: int, slug: str
) -> None:
    client = live_backend.new_person().client
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    named = path.format(file=tmp_path / "file", loop=tmp_path / "loop", data=live_backend.data_dir)
    answer = client.post("/v1/sources", json={"kind": "folder", "path": named})
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:fittrack:problem:{slug}")


def test_accounts_do_not_see_each_other(
    live_backend: LiveBackend, folder: Path, copies: FitCopies
) -> None:
    (folder / "a.fit").write_bytes(copies.moved(0))
    one, other = (Athlete.with_folder(live_backend, folder) for _ in range(2))
    job, _ = one.sync()
    assert other.client.get(f"/v1/sync/jobs/{job['id']}").status_code == 404
    assert other.client.post(f"/v1/sync/jobs/{job['id']}/cancel").status_code == 404
    assert other.client.get(f"/v1/sync/jobs/{job['id']}/events").status_code == 404
    (activity,) = one.activities()
    assert other.client.get(f"/v1/activities/{activity['id']}").status_code == 404
    assert not other.activities()
    assert other.outcomes() == {"a.fit": ("new", None)}


def test_overview_says_what_is_complete(of_corpus: Athlete, each_corpus: Corpus) -> None:
    job, _ = of_corpus.sync()
    types: dict[str, Json] = {
        one["type"]: one for one in of_corpus.client.get("/v1/sync/overview").json()["rows"]
    }
    assert set(types) == {"activities", "health", "workouts"}
    for one in types.values():
        assert one["last_job_id"] == job["id"]
        assert one["last_state"] == "succeeded"
        assert one["source_id"] == of_corpus.source["id"]
        assert one["last_success_at"] == job["finished_at"]
        assert one["running_job_id"] is None
        assert one["failing_files"] == 0
    health = types["health"]
    right = HEALTH[each_corpus.name]
    assert (health["first_date"], health["days_with_records"]) == (right.first_date, right.days)
    assert (health["last_date"], health["missing_days"]) == (right.last_date, right.missing_days)
    first, last = (dt.date.fromisoformat(health[name]) for name in ("first_date", "last_date"))
    assert health["missing_days"] == (last - first).days + 1 - right.days
    assert types["workouts"]["records"] == 3
    assert types["activities"]["records"] == len(of_corpus.activities())


def _time(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).astimezone(dt.UTC)
