"""Quotas: what an account has no room for fails with the reason, and comes in when there is room."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.settings import Quota, load_settings
from fittrack_backend.storage import deleting, merging, usage
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import NO_QUOTA, AccountRow, ActivityRow, OriginalRow
from fittrack_backend.variables import InvalidSettings
from tests.unit.sync import test_vanishing
from tests.unit.sync.test_vanishing import ACCOUNT, NAMES, Sync, all_there, gpx

folder, sync = test_vanishing.folder, test_vanishing.sync
SIZE = len(gpx(1))


def set_quota(sync: Sync, **quotas: int | None) -> None:
    with sync.database.session() as session:
        row = session.get_one(AccountRow, ACCOUNT)
        for name, limit in quotas.items():
            setattr(row, f"quota_{name}", limit)
        session.commit()


def failed(sync: Sync, job: object) -> set[str | None]:
    items = sync.items(job)  # type: ignore[arg-type]
    return {reason for outcome, reason in items.values() if outcome == "failed"}


@pytest.mark.parametrize(
    ("quotas", "why"),
    [
        ({"bytes": 5 * SIZE}, "it would exceed the account's quota of 2.23 kB of original files"),
        ({"activities": 5}, "it would exceed the account's quota of 5 activities"),
    ],
    ids=["bytes", "activities"],
)
def test_what_there_is_no_room_for_fails_and_comes_in_later(
    sync: Sync, folder: Path, quotas: dict[str, int], why: str
) -> None:
    set_quota(sync, **quotas)
    for again in range(2):
        job = sync.start()
        assert sync.state(job) == ("partial", None)
        outcomes = [outcome for outcome, _ in sync.items(job).values()]
        assert outcomes.count("failed") == len(NAMES) - 5, again
        assert failed(sync, job) == {why}
        assert sync.activities() == 5
    (folder / NAMES[0]).write_bytes(gpx(1) + b"\n")  # an edited file takes its own place
    copy = (folder / NAMES[1]).read_bytes()
    (folder / "copy.gpx").write_bytes(copy)
    job = sync.start()
    assert sync.items(job)[NAMES[0]][0] == "updated"
    assert sync.items(job)["copy.gpx"][0] == "unchanged"
    with sync.database.session() as session:
        assert len(session.scalars(select(OriginalRow.sha256)).all()) == len(NAMES) + 1
    (folder / "copy.gpx").unlink()
    set_quota(sync, **dict.fromkeys(quotas, NO_QUOTA))
    sync.start()
    all_there(sync, sync.start())


def test_splitting_asks_for_room_and_changes_nothing_without_it(sync: Sync) -> None:
    sync.start()
    with AccountSession(sync.database.engine, ACCOUNT) as session:
        first, *others = session.scalars(select(ActivityRow.id))
        merging.merge(session, first, others[:2])
        deleting.delete(session, others[2])
        there = usage.activities_of(session, ACCOUNT)
        assert there == len(NAMES) - 3
        set_quota(sync, activities=there + 1)
        with pytest.raises(Problem) as refused:
            merging.split(session, first, None, Quota())
        assert refused.value.kind is Kind.LIMIT_REACHED
        assert usage.activities_of(session, ACCOUNT) == there
        set_quota(sync, activities=None)
        with pytest.raises(Problem):  # the server's, where the account has none of its own
            merging.split(session, first, None, Quota(activities=there + 1))
        assert len(merging.split(session, first, None, Quota(activities=there + 2))) == 3
        assert usage.activities_of(session, ACCOUNT) == there + 2


def test_an_account_has_its_own_quota_or_the_servers(tmp_path: Path) -> None:
    environment = {"FITTRACK_QUOTA_BYTES": "1000", "FITTRACK_QUOTA_ACTIVITIES": "7"}
    server = load_settings(tmp_path, environment=environment).quota
    assert server == Quota(bytes=1000, activities=7)
    assert load_settings(tmp_path, environment={}).quota == Quota()
    own = AccountRow(quota_bytes=NO_QUOTA, quota_uploads_a_day=3)
    assert usage.quota_of(own, server) == Quota(activities=7, uploads_a_day=3)
    with pytest.raises(InvalidSettings, match="FITTRACK_QUOTA_BYTES"):
        load_settings(tmp_path, environment={"FITTRACK_QUOTA_BYTES": "5GB"})
