"""A folder that was forgotten, connected again and forgotten again takes along what it was found to hold meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from fittrack_backend.sources import connected
from fittrack_backend.storage.tables import RemovalRow, SourceRow
from tests.unit.sync import test_edited_files, test_vanishing
from tests.unit.sync.test_edited_files import OTHER, RIDE, RUN, Desk, forget, gpx
from tests.unit.sync.test_vanishing import SOURCE

sync = test_vanishing.sync
folder = test_edited_files.folder
desk = test_edited_files.desk
OTHER_RUN = "running 7"


@pytest.fixture
def second(desk: Desk) -> Path:
    """The second folder, which held a ride when it was forgotten, and is connected again."""
    made = test_edited_files.second_folder(desk)
    (made / "A.gpx").write_bytes(gpx(RIDE))
    desk.synced()
    forget(desk, OTHER)
    connect(desk)
    return made


def connect(desk: Desk) -> None:
    """Connects the second folder; what was forgotten stays away."""
    with desk.session() as session:
        again = update(SourceRow).where(SourceRow.id == OTHER)
        session.execute(again.values(disconnected_at=None))
        session.commit()


def removals(desk: Desk) -> int:
    with desk.session() as session:
        return session.scalar(select(func.count()).select_from(RemovalRow)) or 0


def test_what_the_other_folder_had_before_it_was_edited_goes(desk: Desk, second: Path) -> None:
    desk.synced(a=RUN)
    desk.synced(a=OTHER_RUN)
    (second / "B.gpx").write_bytes(gpx(RUN))
    desk.synced()
    assert desk.counting() == {OTHER_RUN, RUN}
    forget(desk, OTHER)
    assert desk.counting() == {OTHER_RUN}
    forget(desk, SOURCE)
    assert desk.counting() == set()


def test_what_both_had_stays_until_both_are_forgotten(desk: Desk, second: Path) -> None:
    desk.synced(a=RUN)
    (second / "B.gpx").write_bytes(gpx(RUN))
    desk.synced()
    forget(desk, OTHER)
    assert desk.counting() == {RUN}
    forget(desk, SOURCE)
    assert desk.counting() == set()


def test_all_of_it_is_back_when_it_is_restored(desk: Desk, second: Path) -> None:
    desk.synced(a=RUN)
    desk.synced(a=OTHER_RUN)
    (second / "B.gpx").write_bytes(gpx(RUN))
    desk.synced()
    forget(desk, OTHER)
    with desk.session() as session:
        connected.restore(session, OTHER)
    assert desk.counting() == {OTHER_RUN, RIDE, RUN}
    assert desk.findings() == []


def test_all_of_it_is_back_after_a_full_sync(desk: Desk, second: Path) -> None:
    desk.synced(a=RUN)
    desk.synced(a=OTHER_RUN)
    (second / "B.gpx").write_bytes(gpx(RUN))
    desk.synced()
    forget(desk, OTHER)
    connect(desk)
    desk.synced(full=True)
    assert desk.counting() == {OTHER_RUN, RIDE, RUN}


def test_forgetting_twice_with_nothing_in_between_is_once(desk: Desk, second: Path) -> None:
    forget(desk, OTHER)
    forget(desk, OTHER)
    assert removals(desk) == 1
