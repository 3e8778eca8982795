"""Records: what follows from a field's definition."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, fields
from typing import Annotated, Literal
from uuid import UUID

import pytest
from pydantic import TypeAdapter
from sqlalchemy import JSON, Date, DateTime, Double, Integer, String, Uuid
from typing_extensions import TypeAliasType

from fittrack_backend.records.activities import (
    Activity,
    ActivityDetail,
    KeptActivity,
    KeptRecording,
    Lap,
    Recording,
)
from fittrack_backend.records.activity_parts import ActivityParts
from fittrack_backend.records.as_json import example_of, from_json, to_json
from fittrack_backend.records.days import DayPart
from fittrack_backend.records.fields import Identified, Means, Record, fields_of
from fittrack_backend.records.health import DailyHealth, DayTotals, StoredDay
from fittrack_backend.records.measures import SessionMeasures
from fittrack_backend.records.storable import storable, values_of
from fittrack_backend.records.workouts import PlannedStep, Workout, WorkoutDetail, WorkoutStep
from fittrack_backend.storage.columns import Records, column_of
from fittrack_backend.storage.tables import (
    ActivityRow,
    HealthDayRow,
    RecordingRow,
    Table,
    WorkoutRow,
)

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
SHOWN = (ActivityDetail, DailyHealth, WorkoutDetail)

Colour = TypeAliasType("Colour", Annotated[Literal["red", "blue"], Means(text="A colour.")])


@dataclass(frozen=True, kw_only=True)
class Part(Record):
    at: dt.datetime
    on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Values(Record):
    length_m: Annotated[float | None, Means(text="How long it is.", example=2.5)] = None


@dataclass(frozen=True, kw_only=True)
class Whole(Values, Identified):
    """A thing."""

    colour: Annotated[Colour, Means(example="red", longest=4)]
    first: Part
    parts: tuple[Part, ...] = ()
    rank: int = 0


WHOLE = Whole(
    id=UUID(int=1), colour="red", first=Part(at=NOON), parts=(Part(at=NOON, on=NOON.date()),)
)


def test_a_field_says_its_type_and_whether_it_may_be_missing() -> None:
    found = fields_of(Whole)
    assert list(found) == ["id", "length_m", "colour", "first", "parts", "rank"]
    assert (found["length_m"].type, found["length_m"].optional) == (float, True)
    assert (found["colour"].type, found["colour"].means.longest) == (str, 4)
    assert (found["first"].type, found["first"].many) == (Part, False)
    assert (found["parts"].type, found["parts"].many) == (Part, True)
    assert (found["rank"].type, found["rank"].optional, found["rank"].many) == (int, False, False)


def test_the_contract_has_the_meaning_and_requires_every_member() -> None:
    schema = TypeAdapter(Whole).json_schema(mode="serialization")
    assert schema["description"] == "A thing."
    assert schema["required"] == list(fields_of(Whole))
    assert schema["properties"]["length_m"]["description"] == "How long it is."
    assert "default" not in schema["properties"]["rank"]
    assert schema["$defs"]["Colour"]["description"] == "A colour."
    assert "id" not in schema["$defs"]["Part"]["properties"]


def test_a_column_has_the_fields_type_and_length() -> None:
    found = {name: column_of(field).column for name, field in fields_of(Whole).items()}
    types = [Uuid, Double, String, JSON, JSON, Integer]
    impls = [getattr(column.type, "impl", column.type) for column in found.values()]
    assert [type(one) for one in impls] == types
    assert isinstance(found["parts"].type, Records)
    assert getattr(found["colour"].type, "length") == 4  # noqa: B009 - not every type has one
    assert {name for name, column in found.items() if column.nullable} == {"length_m"}
    of_part = {name: column_of(field).column.type for name, field in fields_of(Part).items()}
    assert isinstance(getattr(of_part["at"], "impl", None), DateTime)
    assert isinstance(of_part["on"], Date)


@pytest.mark.parametrize(
    ("table", "record"),
    [
        (ActivityRow, KeptActivity),
        (RecordingRow, KeptRecording),
        (HealthDayRow, StoredDay),
        (WorkoutRow, WorkoutDetail),
    ],
)
def test_a_table_has_all_that_is_shown(table: type[Table], record: type[Record]) -> None:
    columns = table.__table__.c
    for name, field in fields_of(record).items():
        assert columns[name].nullable == field.optional, name


def test_records_go_to_json_and_back() -> None:
    part = DayPart(totals=DayTotals(NOON.date(), moderate_minutes=3))
    lap = Lap(index=0, start_time=NOON, distance_m=10.5)
    for record in (part, lap, PlannedStep(index=1, duration_unit="s"), WHOLE.first):
        assert from_json(type(record), to_json(record)) == record
    east = Lap(index=0, start_time=NOON.astimezone(dt.timezone(dt.timedelta(hours=5))))
    assert to_json(east)["start_time"] == "2026-03-01T12:00:00+00:00"


def test_json_from_before_a_field_came_and_after_one_went() -> None:
    data = to_json(Lap(index=3, start_time=NOON, ascent_m=4.0))
    del data["ascent_m"]
    assert from_json(Lap, data | {"went": 1}) == Lap(index=3, start_time=NOON)


def test_what_no_database_keeps_is_made_fit() -> None:
    lap = Lap(index=0, start_time=NOON, distance_m=math.nan, calories_kcal=2**40, avg_hr_bpm=150)
    recording = Recording(
        start_time=NOON, sport="s" * 100, name="a\0b\ud800", laps=(lap,), summed_up=False
    )
    found = values_of(recording)
    assert (found["sport"], found["name"]) == ("s" * 64, "ab?")
    assert found["laps"] == (Lap(index=0, start_time=NOON, avg_hr_bpm=150),)


def test_what_is_fit_stays_as_it_is() -> None:
    lap = Lap(index=0, start_time=NOON, distance_m=1.5)
    assert storable(lap) is lap


@pytest.mark.parametrize("record", SHOWN)
def test_the_examples_have_a_value_wherever_one_must_be(record: type[Record]) -> None:
    example = example_of(record)
    of_the_api = {"id", "source_id", "file_sha256"}
    for name, field in fields_of(record).items():
        assert example[name] is not None or field.optional or name in of_the_api, name


def test_a_list_shows_the_same_as_a_record_by_itself() -> None:
    of_detail = [*fields_of(SessionMeasures), *fields_of(ActivityParts), "laps", "recordings"]
    of_detail.append("worked_out")
    for shorter, longer, more in (
        (Activity, ActivityDetail, of_detail),
        (Workout, WorkoutDetail, ["steps"]),
    ):
        assert [*fields_of(shorter), *more] == list(fields_of(longer))
    assert {one.name for one in fields(PlannedStep)} > {one.name for one in fields(WorkoutStep)}
