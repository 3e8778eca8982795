"""An export of Strava becomes what is in it: names, descriptions, gear, sports, and activities that have no file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from pathlib import Path
from uuid import UUID

import pytest
from attrs import define
from sqlalchemy import select

from fittrack_backend.records.activities import Activity, ActivityDetail
from fittrack_backend.settings import Quota
from fittrack_backend.storage import activities, deleting, merging
from fittrack_backend.storage.activity_filter import is_there
from fittrack_backend.storage.tables import ActivityRow, SyncItemRow
from fittrack_backend.sync import undoing
from tests.unit.sync import test_vanishing
from tests.unit.sync.test_edited_files import Desk
from tests.unit.sync.test_vanishing import Sync
from tools.corpus import strava_export
from tools.corpus.strava_export import Truth

sync = test_vanishing.sync
COUNT = 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "training"
    made.mkdir()
    return made


@define
class Person:
    """Somebody who syncs a folder with exports in it."""

    desk: Desk
    job: UUID | None = None
    """The last sync."""

    def synced(self, *, full: bool = False) -> dict[str, str]:
        """Syncs; the outcomes of the items by name."""
        self.job = self.desk.synced(full=full)
        with self.desk.session() as session:
            query = select(SyncItemRow).where(SyncItemRow.job_id == self.job)
            return {one.name: one.outcome for one in session.scalars(query)}

    def activities(self) -> dict[dt.datetime, ActivityDetail]:
        with self.desk.session() as session:
            query = select(ActivityRow.id).where(is_there())
            found = [activities.show(session, one) for one in session.scalars(query).all()]
        assert len({one.start_time for one in found}) == len(found)
        return {one.start_time: one for one in found}


@pytest.fixture
def person(sync: Sync, folder: Path) -> Person:
    return Person(Desk(sync, folder))


def shown(one: Activity) -> dict[str, object]:
    names = ("name", "description", "gear", "sport", "sub_sport", "distance_m", "elapsed_s")
    return {name: getattr(one, name) for name in names}


def expected(truth: Truth) -> dict[str, object]:
    return {
        "name": truth.name,
        "description": truth.description,
        "gear": truth.gear,
        "sport": truth.sport.name,
        "sub_sport": truth.sport.sub_sport,
        "distance_m": pytest.approx(truth.distance_m, rel=0.02) if truth.distance_m else None,
        "elapsed_s": pytest.approx(truth.elapsed_s, abs=1),
    }


def check(found: Mapping[dt.datetime, ActivityDetail], truths: Collection[Truth]) -> None:
    by_start = {one.file_start or one.start: one for one in truths}
    assert found.keys() == by_start.keys()
    for start, truth in by_start.items():
        assert shown(found[start]) == expected(truth), truth
        assert len(found[start].recordings) == (1 if truth.file is None else 2)
        if truth.file is None:
            assert found[start].timer_s == truth.moving_s
            assert found[start].max_hr_bpm == truth.max_hr_bpm


@pytest.mark.parametrize(
    ("language", "columns", "as_zip"),
    [("en", 92, True), ("de", 87, False), ("fr", 92, False), ("ja", 55, True)],
)
def test_an_export_in_any_language(
    person: Person, language: str, columns: int, *, as_zip: bool
) -> None:
    truths = strava_export.account(COUNT)
    files = strava_export.export(truths, language=language, columns=columns)
    if as_zip:
        (person.desk.folder / "export.zip").write_bytes(strava_export.zipped(files))
    else:
        strava_export.write(files, person.desk.folder)
    person.synced()
    check(person.activities(), truths)
    assert set(person.synced().values()) <= {"unchanged", "skipped"}
    assert person.desk.findings() == []


def test_a_year_later(person: Person) -> None:
    first, later = (strava_export.account(COUNT, edition=edition) for edition in (1, 2))
    path = person.desk.folder / "export.zip"
    path.write_bytes(strava_export.zipped(strava_export.export(first, columns=87)))
    person.synced()
    ids = {start: one.id for start, one in person.activities().items()}
    path.write_bytes(strava_export.zipped(strava_export.export(later, columns=95)))
    outcomes = person.synced()
    found = person.activities()
    check(found, later)
    assert {start: found[start].id for start in ids} == ids
    changed = [one for one in later if one not in first]
    rows = {name: outcome for name, outcome in outcomes.items() if "activities.csv" in name}
    assert sum(outcome != "unchanged" for outcome in rows.values()) == len(changed)
    assert person.job is not None
    with person.desk.session() as session:
        undoing.undo(session, person.job)
    check(person.activities(), first)


def test_what_a_person_said_holds_in_later_syncs(person: Person) -> None:
    first, later = (strava_export.account(COUNT, edition=edition) for edition in (1, 2))
    changed = {one.number for one in later if one not in first}
    with_file = [one for one in first if one.file is not None and one.in_file is None]
    split = next(one for one in with_file if one.number in changed)
    deleted = next(one for one in with_file if one.number in changed and one is not split)
    path = person.desk.folder / "export.zip"
    path.write_bytes(strava_export.zipped(strava_export.export(first)))
    person.synced()
    there = person.activities()
    with person.desk.session() as session:
        merging.split(session, there[split.start].id, None, Quota())
        deleting.delete(session, there[deleted.start].id)
    path.write_bytes(strava_export.zipped(strava_export.export(later)))
    person.synced(full=True)
    with person.desk.session() as session:
        query = select(ActivityRow).where(is_there())
        starts = [one.start_time for one in session.scalars(query)]
    assert (starts.count(split.start), starts.count(deleted.start)) == (2, 0)
    assert len(starts) == len(later)
    assert person.desk.findings() == []


def test_a_row_and_its_file_find_each_other_whichever_is_synced_first(person: Person) -> None:
    truths = [one for one in strava_export.account(COUNT) if one.file is not None]
    assert any(one.in_file is not None for one in truths)
    files = strava_export.export(truths)
    tables = {name: data for name, data in files.items() if "/" not in name}
    others = {name: data for name, data in files.items() if "/" in name}
    copies = {f"copies/{one.number}.gpx": strava_export.gpx(one) for one in truths[::3]}
    for some in (copies, tables, others):
        strava_export.write(some, person.desk.folder)
        person.synced()
    check(person.activities(), truths)
    for name in ("activities.csv", "activities"):
        (person.desk.folder / name).rename(person.desk.folder / f"moved {name}")
    person.synced()
    check(person.activities(), truths)
    assert person.desk.findings() == []


def test_what_is_cut_says_so_and_what_is_something_else_is_skipped(person: Person) -> None:
    truths = [one for one in strava_export.account(COUNT) if one.file is None]
    whole = strava_export.export(truths, delimiter=";", encoding="utf-8-sig")["activities.csv"]
    cut = strava_export.export(strava_export.account(COUNT)[:20])["activities.csv"]
    (person.desk.folder / "whole.csv").write_bytes(whole)
    (person.desk.folder / "cut.csv").write_bytes(cut[: cut.rindex(b"\n4") + 40])
    (person.desk.folder / "bank.csv").write_bytes(
        b"id,booked,payee,amount\n1,2024-01-05 10:00:00,Shop,10.50\n2,2024-01-06 11:00:00,Bar,3\n"
    )
    (person.desk.folder / "empty.csv").write_bytes(b"")
    outcomes = person.synced()
    assert (outcomes["bank.csv"], outcomes["empty.csv"]) == ("skipped", "skipped")
    assert "failed" not in outcomes.values()
    with person.desk.session() as session:
        query = select(SyncItemRow).where(
            SyncItemRow.job_id == person.job, SyncItemRow.reason.contains("breaks off")
        )
        of_cut = f"cut.csv/{strava_export.account(COUNT)[19].number}"
        assert [one.name for one in session.scalars(query)] == [of_cut]
        starts = set(session.scalars(select(ActivityRow.start_time).where(is_there())))
    assert {one.start for one in truths} <= starts
    assert set(person.synced().values()) <= {"unchanged", "skipped"}
