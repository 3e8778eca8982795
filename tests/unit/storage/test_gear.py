"""Gear is what activities were done with, added up."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fittrack_backend.storage import activities, gear
from fittrack_backend.storage.activity_filter import ActivityFilter
from fittrack_backend.storage.activity_order import ActivityOrder
from fittrack_backend.storage.pages import PageAsked
from tests.unit.sync import test_strava_export
from tests.unit.sync.test_strava_export import COUNT, Person
from tools.corpus import strava_export

sync, folder, person = (
    test_strava_export.sync,
    test_strava_export.folder,
    test_strava_export.person,
)


@pytest.mark.parametrize("as_zip", [True, False])
def test_gear_is_added_up_from_activities(person: Person, *, as_zip: bool) -> None:
    truths = strava_export.account(COUNT)
    files = strava_export.export(truths, language="fr")
    if as_zip:
        Path(person.desk.folder / "export.zip").write_bytes(strava_export.zipped(files))
    else:
        strava_export.write(files, person.desk.folder / "strava")
    person.synced()
    with person.desk.session() as session:
        found: dict[str, gear.GearView] = {}
        cursor = None
        while True:
            page = gear.list_all(session, PageAsked(1, cursor))
            found |= {one.name: one for one in page.items}
            cursor = page.next_cursor
            if cursor is None:
                break
        assert list(found) == sorted({one.gear for one in truths if one.gear is not None})
        for name, one in found.items():
            with_it = [each for each in truths if each.gear == name]
            assert one.activity_count == len(with_it)
            assert one.distance_m is not None
            assert abs(one.distance_m - sum(each.distance_m for each in with_it)) < 500
            assert {*one.sports} == {each.sport.name for each in with_it}
            days = [(each.file_start or each.start).date() for each in with_it]
            assert abs(one.first_day - min(days)) <= dt.timedelta(days=1)
            chosen = activities.list_all(
                session,
                ActivityFilter(gear=name),
                PageAsked(100),
                ActivityOrder("start_time", "desc"),
            )
            assert len(chosen.items) == len(with_it)
        assert (found["Rennrad"].kind, found["Blue shoes"].kind) == ("bike", "shoes")
        assert (found["Rennrad"].brand, found["Rennrad"].model) == ("Canyon", "Endurace")
        assert (found["Blue shoes"].brand, found["Blue shoes"].model) == ("Asics", "Nimbus")
        assert (found['Nimbus, "old"'].brand, found['Nimbus, "old"'].kind) == (None, "shoes")
