"""A page is written from what storage found as pydantic would write it after holding it to the contract."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import get_args
from uuid import UUID, uuid4

import pytest
from pydantic import TypeAdapter

from fittrack_backend.api.listed import listed, listed_lines
from fittrack_backend.api.schemas.base import Schema
from fittrack_backend.api.schemas.daily_health import DailyHealthList, SleepNightList, WeightList
from fittrack_backend.api.schemas.data import ActivityList, DeletedActivityList, WorkoutList
from fittrack_backend.api.schemas.sync import SyncItemList, SyncJobList
from fittrack_backend.records.as_json import example_of
from fittrack_backend.records.fields import Record, fields_of
from fittrack_backend.storage import activities
from fittrack_backend.storage.activity_filter import ActivityFilter
from fittrack_backend.storage.pages import Page, PageAsked
from fittrack_backend.storage.tables import SyncItemRow, SyncJobRow
from fittrack_backend.sync.job_views import item_view, job_view, with_messages
from tests.unit.migrated import migrated, with_a_source
from tests.unit.stored_activities import NOW, stored_activity

OF_NONE = {"total": None, "next_cursor": None, "id_digits": None}
LATER = dt.datetime(2026, 3, 2, 6, 12, 30, 250, tzinfo=dt.UTC)


def _is_the_same(schema: type[Schema], page: object) -> None:
    """Also that the contract's types hold: a model is made of plain values anew."""
    body = bytes(listed(schema, page).body)
    written = json.loads(body)
    assert written == schema.model_validate(page, from_attributes=True).model_dump(mode="json")
    assert written == schema.model_validate_json(body).model_dump(mode="json")
    assert written["items"]


@pytest.mark.parametrize(
    "schema",
    [ActivityList, DeletedActivityList, WorkoutList, DailyHealthList, SleepNightList, WeightList],
)
def test_records_are_written_as_the_contract_has_them(schema: type[Schema]) -> None:
    (record,) = get_args(schema.model_fields["items"].annotation)
    assert issubclass(record, Record)
    whole = example_of(record)
    for name, field in fields_of(record).items():
        if whole[name] is None and not field.optional:
            whole[name] = str(uuid4()) if field.type is UUID else "0" * 64
    bare = {name: None if fields_of(record)[name].optional else one for name, one in whole.items()}
    items = [TypeAdapter(record).validate_json(json.dumps(one)) for one in (whole, bare)]
    members: Mapping[str, object] = {"total": 3, "items": items, "next_cursor": "next"}
    _is_the_same(schema, type("AnyPage", (), dict(members))())


def test_activities_are_written_from_their_rows(tmp_path: Path) -> None:
    database = migrated(tmp_path / "fittrack.db")
    account_id, source_id = with_a_source(database, NOW)
    with database.session() as session:
        for number, source in enumerate((source_id, None, source_id)):
            row, _ = stored_activity(account_id, source, LATER, uuid4().hex * 2)
            for name, value in {
                "name": 'Zürich "\u202e\\\u2028 🚴\x1b',
                "distance_m": 1e21 if number else 0.1,
                "remarks": ("none", "ü"),
            }.items():
                setattr(row, name, value)
            session.add(row)
        session.commit()
    with database.session_of(account_id) as account:
        page = activities.list_all(account, ActivityFilter(), PageAsked(3))
        body = bytes(listed_lines(ActivityList, page).body)
        read = ActivityList.model_validate_json(body)
        by_id = activities.some(account, [one.id for one in read.items])
    assert len(by_id) == 3
    assert read.items == by_id
    of_records = bytes(listed(ActivityList, SimpleNamespace(items=by_id, **OF_NONE)).body)
    assert json.loads(body)["items"] == json.loads(of_records)["items"]
    database.dispose()


def _item() -> object:
    row = SyncItemRow(
        id=uuid4(),
        job_id=uuid4(),
        source_id=uuid4(),
        sequence=1,
        name="a.fit",
        type="activities",
        outcome="new",
        remarks=("one",),
        finished_at=LATER,
        messages={"record": 3},
        size_bytes=2**40,
        changed=None,
        records=[
            {"type": "activities", "id": uuid4().hex, "date": None, "outcome": "new"},
            {"type": "health", "id": None, "date": "2026-03-01", "outcome": "updated"},
        ],
    )
    return with_messages(item_view(row), row)


def _job() -> object:
    return job_view(
        SyncJobRow(
            id=uuid4(),
            state="partial",
            types=["activities"],
            source_ids=[str(uuid4())],
            full=False,
            attempt=1,
            created_at=NOW,
            finished_at=LATER,
            since=NOW.date(),
            warnings=["a key ends"],
            counts={"activities": {"new": 3, "failed": 1}, "": {"skipped": 2}},
        )
    )


@pytest.mark.parametrize(("schema", "view"), [(SyncItemList, _item), (SyncJobList, _job)])
def test_views_are_written_as_the_contract_has_them(
    schema: type[Schema], view: Callable[[], object]
) -> None:
    _is_the_same(schema, Page([view(), view()], None))
