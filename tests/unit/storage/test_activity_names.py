"""A text in names is found as one looks at each name, without looking at each activity."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from fittrack_backend.storage import activities, activity_names, few_activities
from fittrack_backend.storage.activity_filter import ActivityFilter
from fittrack_backend.storage.activity_order import ActivityOrder
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.few_activities import narrowed
from fittrack_backend.storage.pages import PageAsked
from fittrack_backend.storage.tables import ActivityRow
from tests.unit.migrated import with_a_source
from tests.unit.stored_activities import NOW, shown, stored_activity

LONG = "x" * 2_000 + " Far end"
NAMES = (
    *(
        "Easy run",
        "EASY RUN",
        "Lauf über die Brücke",
        "STRASSE",
        "Straße",
        "a%b_c",
        "a\\b",
        "'\";--",
    ),
    *(
        None,
        "",
        " ",
        "🏃 run",
        "İstanbul",
        "ΟΔΟΣ",
        "e\u0301te",
        "été",
        LONG,
        LONG.upper(),
        "x" * 500,
    ),
)
TEXTS = (
    *(
        "run",
        "RUN",
        "r",
        "ü",
        "BRÜCKE",
        "strasse",
        "straße",
        "%",
        "_",
        "\\",
        "'",
        '"',
        "--",
        " ",
        "🏃",
    ),
    *(
        "i̇st",
        "İ",
        "ς",
        "οδος",
        "e\u0301",
        "é",
        "far END",
        "x" * 500,
        "x" * 501,
        "no one's",
        "a%b",
        "%a",
        "*",
    ),
)


@pytest.fixture
def account_id(either: Database) -> UUID:
    mine, source_id = with_a_source(either, NOW)
    with either.session() as session:
        for number, name in enumerate((*NAMES, *NAMES)):
            start = NOW + dt.timedelta(hours=number)
            row, _ = stored_activity(mine, source_id, start, uuid4().hex * 2)
            setattr(row, "name", name)  # noqa: B010 (a column that follows from a record)
            row.deleted_at = NOW if number >= len(NAMES) and number % 2 else None
            session.add(row)
        session.commit()
    return mine


def found(database: Database, account_id: UUID, wanted: ActivityFilter) -> list[object]:
    with database.session_of(account_id) as session:
        page = activities.list_all(session, wanted, PageAsked(1000, with_total=True))
        by_distance = activities.list_all(
            session, wanted, PageAsked(1000), ActivityOrder("distance_m", "asc")
        )
        return [page.total, [one.id for one in shown(page)], [one.id for one in shown(by_distance)]]


@pytest.mark.parametrize("few_names", [1_000, 0])
def test_any_text_is_found_as_in_each_activity(
    either: Database, account_id: UUID, monkeypatch: pytest.MonkeyPatch, few_names: int
) -> None:
    texts = {text: ActivityFilter(search=text, sports=("running",)) for text in TEXTS}
    monkeypatch.setattr(activity_names, "_FEW_NAMES", few_names)
    quick = {text: found(either, account_id, wanted) for text, wanted in texts.items()}
    with either.session_of(account_id) as session:
        assert all(
            narrowed(session, wanted, "start_time").among is not None for wanted in texts.values()
        )
    monkeypatch.setattr(few_activities, "FEW", 0)
    assert quick == {text: found(either, account_id, wanted) for text, wanted in texts.items()}
    counts = {text: quick[text][0] for text in TEXTS}
    assert (counts["no one's"], counts["x" * 501], counts["%"]) == (0, counts["far END"], 2)
    of_names = {text: found(either, account_id, ActivityFilter(search=text))[0] for text in TEXTS}
    assert of_names == counts, "all of them are runs; these are counted by the names alone"


def test_a_name_that_changes_is_found_by_its_new_one(either: Database, account_id: UUID) -> None:
    with either.session_of(account_id) as session:
        name = ActivityRow.column("name")
        session.execute(update(ActivityRow).where(name == "Easy run").values(name="Marathon"))
        session.commit()
    assert found(either, account_id, ActivityFilter(search="marathon"))[0]
    assert found(either, account_id, ActivityFilter(search="easy"))[0] == 2, "in capitals"
