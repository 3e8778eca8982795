"""What is complete, what fails now, and what is known of each day: against a live backend."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.integration.athlete import Athlete, Json
from tests.integration.fit_copies import FitCopies
from tools.running.live_backend import LiveBackend

pytestmark = [pytest.mark.integration, pytest.mark.corpus]

TODAY = dt.datetime.now(dt.UTC).date()
YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def me(live_backend: LiveBackend, tmp_path: Path, copies: FitCopies) -> Athlete:
    """Somebody with a folder of two runs, of which one cannot be read."""
    folder = tmp_path / "watch"
    folder.mkdir()
    (folder / "good.fit").write_bytes(copies.moved(0))
    (folder / "bad.fit").write_bytes(copies.moved(3600)[:60])
    return Athlete.with_folder(live_backend, folder)


def connect(me: Athlete, folder: Path) -> str:
    folder.mkdir(exist_ok=True)
    answer = me.client.post("/v1/sources", json={"kind": "folder", "path": str(folder)})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def row(me: Athlete, kind: str | None = "activities", source_id: str | None = None) -> Json:
    """The overview of one type in one source."""
    rows = me.client.get("/v1/sync/overview").json()["rows"]
    wanted = source_id or me.source["id"]
    (found,) = (one for one in rows if (one["source_id"], one["type"]) == (wanted, kind))
    assert isinstance(found, dict)
    return found


def days(me: Athlete, **query: Any) -> dict[dt.date, Json]:
    """The coverage of one type."""
    found = me.all("/v1/sync/coverage", **({"type": "activities"} | query))
    assert len({(one["source_id"], one["type"]) for one in found}) == 1
    return {dt.date.fromisoformat(one["date"]): one for one in found}


def ignore(me: Athlete, item: Json) -> Json:
    answer = me.client.post(f"/v1/sync/items/{item['id']}/ignore")
    assert answer.status_code == 200, answer.text
    file: Json = answer.json()
    return file


# Status


def test_a_source_that_never_succeeded_does_not_look_fresh_beside_another(
    me: Athlete, tmp_path: Path
) -> None:
    (me.folder / "bad.fit").unlink()
    nas = tmp_path / "nas"
    away = connect(me, nas)
    nas.rmdir()
    job, _ = me.sync()
    assert job["state"] == "partial"
    good, gone = row(me), row(me, source_id=away)
    assert (good["last_state"], good["last_success_at"]) == ("succeeded", job["finished_at"])
    assert (gone["last_state"], gone["last_success_at"]) == ("failed", None)
    assert (gone["last_job_id"], gone["last_attempt_at"]) == (job["id"], job["finished_at"])
    assert f"the folder {nas} is not there" in gone["last_reason"]
    assert (good["records"], gone["records"], gone["failing_files"]) == (1, 0, 0)


def test_a_failure_of_one_type_is_none_of_another(me: Athlete) -> None:
    job, _ = me.sync()
    assert job["state"] == "partial"
    assert {kind: row(me, kind)["last_state"] for kind in ("activities", "health")} == {
        "activities": "partial",
        "health": "succeeded",
    }


def test_a_file_that_fails_in_many_jobs_counts_once_and_the_last_one_lists_it(me: Athlete) -> None:
    for _ in range(3):
        job, _ = me.sync()
    me.sync(types=["workouts"])  # which is not about it
    found = row(me)
    assert (found["failing_files"], found["failed_job_ids"]) == (1, [job["id"]])
    (listed,) = me.all(f"/v1/sync/jobs/{job['id']}/items", outcome="failed")
    assert listed["name"] == "bad.fit"
    (me.folder / "bad.fit").unlink()
    me.sync()
    assert (row(me)["failing_files"], row(me)["failed_job_ids"]) == (0, [])


def test_a_file_of_an_unknown_kind_counts_once_in_a_row_of_its_own(me: Athlete) -> None:
    (me.folder / "bad.zip").write_bytes(b"PK\3\4 and nothing more")
    job, _ = me.sync()
    other = row(me, None)
    assert (other["failing_files"], other["failed_job_ids"]) == (1, [job["id"]])
    assert row(me)["failing_files"] == 1
    assert row(me, "health")["failing_files"] == 0
    assert row(me, "health")["last_state"] == "partial", "it may hold health data"
    (me.folder / "bad.zip").unlink()
    me.sync()
    rows = me.client.get("/v1/sync/overview").json()["rows"]
    assert [one["type"] for one in rows] == ["activities", "health", "workouts"]


def test_a_failed_and_a_cancelled_attempt_take_no_success_away(me: Athlete) -> None:
    (me.folder / "bad.fit").unlink()
    job, _ = me.sync()
    me.folder.rename(me.folder.with_name("away"))
    failed, _ = me.sync()
    assert failed["state"] == "failed"
    found = row(me)
    assert (found["last_success_job_id"], found["last_job_id"]) == (job["id"], failed["id"])
    assert (found["last_state"], found["last_reason"]) == ("failed", failed["reason"])
    me.folder.with_name("away").rename(me.folder)
    again = me.client.post(f"/v1/sync/jobs/{failed['id']}/retry")
    assert again.status_code == 202
    ended = me.wait(failed["id"])
    assert (ended["state"], row(me)["last_success_at"]) == ("succeeded", ended["finished_at"])


def test_of_several_sources_that_are_away_each_says_its_own_reason(
    me: Athlete, tmp_path: Path
) -> None:
    nas = tmp_path / "nas"
    other = connect(me, nas)
    nas.rmdir()
    me.folder.rename(me.folder.with_name("away"))
    job, _ = me.sync()
    assert job["state"] == "failed"
    assert row(me)["last_reason"] == f"the folder {me.folder} is not there"
    assert row(me, source_id=other)["last_reason"] == f"the folder {nas} is not there"


def test_a_retry_that_fails_leads_to_the_items_of_the_job_before(me: Athlete) -> None:
    first, _ = me.sync()
    second, _ = me.sync()
    assert row(me)["failed_job_ids"] == [second["id"]]
    me.folder.rename(me.folder.with_name("away"))
    assert me.client.post(f"/v1/sync/jobs/{second['id']}/retry").status_code == 202
    assert me.wait(second["id"])["state"] == "failed"
    found = row(me)
    assert (found["failing_files"], found["last_state"]) == (1, "failed")
    (job_id,) = found["failed_job_ids"]
    listed = me.all(f"/v1/sync/jobs/{job_id}/items", outcome="failed")
    assert (job_id, [one["name"] for one in listed]) == (first["id"], ["bad.fit"])


def test_a_copy_in_another_source_is_a_record_of_that_source_too(
    me: Athlete, tmp_path: Path, copies: FitCopies
) -> None:
    other = connect(me, tmp_path / "backup")
    (tmp_path / "backup" / "copy.fit").write_bytes(copies.moved(0))
    me.sync()
    assert len(me.activities()) == 1
    assert (row(me)["records"], row(me, source_id=other)["records"]) == (1, 1)
    (activity,) = me.activities()
    (day,) = days(me, source_id=other, since=activity["date"], until=activity["date"]).values()
    assert (day["state"], day["records"]) == ("available", 1)


# What is known to be bad


def test_an_ignored_file_is_skipped_with_the_reason_until_its_content_changes(me: Athlete) -> None:
    _, items = me.sync()
    bad = items["bad.fit"]
    file = ignore(me, bad)
    assert (file["name"], file["reason"]) == ("bad.fit", bad["reason"])
    assert (row(me)["failing_files"], row(me)["ignored_files"]) == (0, 1)
    expected = ("skipped", f"ignored by its owner: {bad['reason']}")
    for request in ({}, {"full": True}):
        job, items = me.sync(**request)
        assert job["state"] == "succeeded"
        assert (items["bad.fit"]["outcome"], items["bad.fit"]["reason"]) == expected
    (me.folder / "bad.fit").touch()
    assert me.outcomes()["bad.fit"] == expected, "the same content at another time"
    (me.folder / "bad.fit").rename(me.folder / "still-bad.fit")
    assert me.outcomes()["still-bad.fit"] == expected, "the same content under another name"
    (listed,) = me.all("/v1/sync/ignored-files")
    assert (listed["id"], listed["name"]) == (file["id"], "still-bad.fit")
    with (me.folder / "still-bad.fit").open("ab") as changed:
        changed.write(b"more")
    assert me.outcomes()["still-bad.fit"][0] == "failed"
    assert (row(me)["failing_files"], row(me)["ignored_files"]) == (1, 0)


def test_a_file_that_was_mended_comes_in_although_it_was_ignored(
    me: Athlete, copies: FitCopies
) -> None:
    _, items = me.sync()
    ignore(me, items["bad.fit"])
    (me.folder / "bad.fit").write_bytes(copies.moved(3600))
    assert me.outcomes()["bad.fit"] == ("new", None)


def test_ignoring_can_be_taken_back_and_done_twice(me: Athlete) -> None:
    _, items = me.sync()
    file = ignore(me, items["bad.fit"])
    assert ignore(me, items["bad.fit"])["id"] == file["id"]
    assert len(me.all("/v1/sync/ignored-files")) == 1
    path = f"/v1/sync/ignored-files/{file['id']}"
    assert me.client.delete(path).status_code == 204
    assert me.client.delete(path).status_code == 404
    assert me.outcomes()["bad.fit"][0] == "failed"
    assert row(me)["failing_files"] == 1


def test_a_retry_after_ignoring_succeeds(me: Athlete) -> None:
    job, items = me.sync()
    ignore(me, items["bad.fit"])
    assert me.client.post(f"/v1/sync/jobs/{job['id']}/retry").status_code == 202
    assert me.wait(job["id"])["state"] == "succeeded"
    assert me.items(job["id"])["bad.fit"]["outcome"] == "skipped"


def test_only_what_failed_can_be_ignored(me: Athlete) -> None:
    _, items = me.sync()
    refused = me.client.post(f"/v1/sync/items/{items['good.fit']['id']}/ignore")
    assert refused.status_code == 409
    assert refused.json()["type"] == "urn:fittrack:problem:not-ignorable"


def test_a_damaged_archive_can_be_ignored_as_a_whole(me: Athlete) -> None:
    (me.folder / "bad.fit").unlink()
    (me.folder / "bad.zip").write_bytes(b"PK\3\4 and nothing more")
    _, items = me.sync()
    ignore(me, items["bad.zip"])
    job, items = me.sync()
    assert job["state"] == "succeeded"
    assert items["bad.zip"]["reason"].startswith("ignored by its owner: ")
    assert (row(me, None)["failing_files"], row(me, None)["ignored_files"]) == (0, 1)
    (me.folder / "bad.zip").write_bytes(b"PK\3\4 and something else")
    assert me.outcomes()["bad.zip"][0] == "failed"


# Coverage


def test_a_folder_that_was_scanned_whole_covers_every_day_up_to_today(me: Athlete) -> None:
    (me.folder / "bad.fit").unlink()
    assert {one["state"] for one in days(me).values()} == {"not_asked"}
    job, _ = me.sync()
    (activity,) = me.activities()
    day = dt.date.fromisoformat(activity["date"])
    around = days(me, since=str(day - dt.timedelta(days=1)), until=str(day + dt.timedelta(days=1)))
    assert [one["state"] for one in around.values()] == ["empty", "available", "empty"]
    assert {one["job_id"] for one in around.values()} == {job["id"]}
    latest = days(me, until=str(TODAY + dt.timedelta(days=1)))
    assert latest[YESTERDAY]["reason"] is None
    assert latest[TODAY]["reason"] == "asked before the day was over"
    assert latest[TODAY + dt.timedelta(days=1)]["state"] == "not_asked"


def test_a_job_over_a_range_or_of_a_type_covers_no_more_than_that(me: Athlete) -> None:
    (me.folder / "bad.fit").unlink()
    since, until = TODAY - dt.timedelta(days=5), TODAY - dt.timedelta(days=3)
    me.sync(types=["activities"], since=str(since), until=str(until))
    asked = {day for day, one in days(me).items() if one["state"] == "empty"}
    assert asked == {since, since + dt.timedelta(days=1), until}
    assert {one["state"] for one in days(me, type="health").values()} == {"not_asked"}


def test_what_was_asked_in_vain_failed_unless_it_was_answered_before(me: Athlete) -> None:
    (me.folder / "bad.fit").unlink()
    me.sync(types=["activities"], until=str(YESTERDAY))
    me.folder.rename(me.folder.with_name("away"))
    failed, _ = me.sync()
    latest = days(me)
    assert latest[YESTERDAY]["state"] == "empty"
    today = latest[TODAY]
    assert (today["state"], today["job_id"]) == ("failed", failed["id"])
    assert today["reason"] == failed["reason"]
    assert {one["state"] for one in days(me, type="health").values()} == {"failed"}


def test_a_file_whose_day_is_not_known_leaves_empty_days_in_doubt(
    me: Athlete, tmp_path: Path
) -> None:
    other = connect(me, tmp_path / "nas")
    me.sync()
    mine = days(me, source_id=me.source["id"])
    assert mine[YESTERDAY]["reason"] == "1 file fails whose day is not known"
    assert days(me, source_id=other)[YESTERDAY]["reason"] is None
    (failed,) = (
        one for one in me.items(row(me)["last_job_id"]).values() if one["outcome"] == "failed"
    )
    ignore(me, failed)
    assert days(me, source_id=me.source["id"])[YESTERDAY]["reason"] is None


def test_a_day_whose_file_fails_now_keeps_its_records_and_says_so(
    me: Athlete, tmp_path: Path
) -> None:
    other = connect(me, tmp_path / "nas")
    (me.folder / "bad.fit").unlink()
    me.sync()
    (activity,) = me.activities()
    (me.folder / "good.fit").write_bytes((me.folder / "good.fit").read_bytes()[:60])
    _, items = me.sync()
    assert items["good.fit"]["outcome"] == "failed"
    that_day = {"since": activity["date"], "until": activity["date"]}
    (day,) = days(me, source_id=me.source["id"], **that_day).values()
    (elsewhere,) = days(me, source_id=other, **that_day).values()
    assert (elsewhere["state"], elsewhere["reason"]) == ("empty", None)
    assert (day["state"], day["records"]) == ("available", 1)
    assert day["reason"] == f"good.fit fails now: {items['good.fit']['reason']}"
    mine = days(me, source_id=me.source["id"])
    assert mine[YESTERDAY]["reason"] is None, "its day is known"


def test_a_day_of_health_stays_when_its_file_cannot_be_read_any_more(
    me: Athlete, corpus: Path
) -> None:
    file = me.folder / "monitoring.fit"
    file.write_bytes((corpus / "monitoring.fit").read_bytes())
    me.sync()
    (health, *_) = me.all("/v1/daily-health")
    file.write_bytes(file.read_bytes()[:40])
    _, items = me.sync()
    assert items["monitoring.fit"]["outcome"] == "failed"
    (day,) = days(me, type="health", since=health["date"], until=health["date"]).values()
    assert (day["state"], day["records"]) == ("available", 1)


def test_pages_of_coverage_are_the_whole_of_it(me: Athlete) -> None:
    (me.folder / "bad.fit").unlink()
    me.sync()
    whole = me.all("/v1/sync/coverage", limit=1000)
    assert len(whole) == 2 * 30
    assert whole == me.all("/v1/sync/coverage", limit=7)
    assert whole == me.all("/v1/sync/coverage", limit=30)
    assert [one["date"] for one in whole[:30]] == sorted(one["date"] for one in whole[:30])


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [
        ("0001-01-01", "0001-01-02", 2),
        ("9999-12-30", "9999-12-31", 2),
        (None, "0001-01-02", 2),
        ("9999-12-30", None, 1),
    ],
)
def test_the_ends_of_the_calendar(
    me: Athlete, since: str | None, until: str | None, count: int
) -> None:
    query = {name: day for name, day in (("since", since), ("until", until)) if day is not None}
    assert len(days(me, **query)) == count


def test_coverage_refuses_what_it_cannot_mean(me: Athlete) -> None:
    for query, status in (
        ({"since": "2026-02-02", "until": "2026-02-01"}, 422),
        ({"type": "workouts"}, 422),
        ({"cursor": "WzFd"}, 422),
        ({"source_id": "00000000-0000-4000-8000-999999999999"}, 404),
    ):
        assert me.client.get("/v1/sync/coverage", params=query).status_code == status, query
