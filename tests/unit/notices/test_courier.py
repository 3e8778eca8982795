"""Notices arrive once they can, through failures, crashes and several servers; what is silent is told once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import UUID

import pytest
from attrs import define, field
from sqlalchemy import select, update

from fittrack_backend.errors import Problem
from fittrack_backend.notices import outbox, targets
from fittrack_backend.notices.courier import WAITS, Courier
from fittrack_backend.notices.formats import Prepared, TargetKind
from fittrack_backend.notices.message import TOPICS, of_test
from fittrack_backend.notices.sending import Outcome
from fittrack_backend.notices.targets import TargetRequest
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.sealed import Sealer
from fittrack_backend.storage.tables import AccountRow, NoticeRow, NotificationTargetRow
from fittrack_backend.sync.standings import note_end
from fittrack_backend.variables import Network
from tests.unit.migrated import migrated, with_a_source
from tests.unit.rows import a_job

START = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
SEALER = Sealer(bytes(32))
URL = "https://1.1.1.1/secret-path"
DELIVERED = Outcome(True, 204)
REFUSED = Outcome(False, 500, "it refused (500)")


@define
class World:
    database: Database
    account_id: UUID
    source_id: UUID
    now: dt.datetime = START
    answers: list[Outcome] = field(factory=list)
    sent: list[Prepared] = field(factory=list)

    def server(self) -> Courier:
        return Courier(self.database, SEALER, (), lambda: self.now, self._deliver)

    def _deliver(self, prepared: Prepared, _allowed: Sequence[Network]) -> Outcome:
        self.sent.append(prepared)
        return self.answers.pop(0) if self.answers else DELIVERED

    def target(self, *topics: str, days: int = 3) -> UUID:
        request = TargetRequest(TargetKind.WEBHOOK, URL, None, None, topics or TOPICS, days)
        with self.database.session_of(self.account_id) as session:
            return targets.add(session, SEALER, request, allowed=(), now=self.now).id

    def happens(self) -> None:
        with self.database.session() as session:
            rows = session.scalars(select(NotificationTargetRow)).all()
            outbox.put_for(session, rows, of_test(), self.now)
            session.commit()

    def row(self) -> NotificationTargetRow:
        with self.database.session() as session:
            return session.scalars(select(NotificationTargetRow)).one()

    def waiting(self) -> int:
        with self.database.session() as session:
            return len(session.scalars(select(NoticeRow)).all())

    def job_ends(self, state: str, reason: str | None = None) -> None:
        with self.database.session() as session:
            job = a_job(
                self.account_id,
                self.now,
                state=state,
                reason=reason,
                types=["activities", "health"],
                source_ids=[str(self.source_id)],
                finished_at=self.now,
            )
            session.add(job)
            session.flush()
            note_end(session, job, {})
            session.commit()

    def events(self) -> list[str]:
        return [one.body.decode().partition('"type":"')[2].partition('"')[0] for one in self.sent]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    database = migrated(tmp_path / "test.db")
    account_id, source_id = with_a_source(database, START)
    yield World(database, account_id, source_id)
    database.dispose()


def test_it_is_sent_again_until_it_is_taken(world: World) -> None:
    world.target()
    world.happens()
    world.answers = [REFUSED, REFUSED, Outcome(False, reason="it takes no connection")]
    for _ in range(40):
        world.server().look()
        world.now += dt.timedelta(minutes=4)
    assert len(world.sent) == 4
    assert len({one.headers["webhook-id"] for one in world.sent}) == 1
    assert len({one.headers["webhook-signature"] for one in world.sent}) == 4, "each has its time"
    assert world.waiting() == 0
    assert world.row().last_delivered_at is not None
    assert world.row().last_failure == "it takes no connection"


def test_it_is_given_up_after_three_days(world: World) -> None:
    world.target("failure")
    world.happens()
    world.answers = [REFUSED] * 100
    for _ in range(24 * 5):
        world.server().look()
        world.now += dt.timedelta(hours=1)
    assert len(world.sent) == len(WAITS) + 1
    assert world.waiting() == 0


def test_a_target_that_asks_for_time_gets_it_and_one_that_is_gone_is_left_alone(
    world: World,
) -> None:
    world.target()
    world.happens()
    world.answers = [
        Outcome(False, 429, "slow", retry_after=dt.timedelta(hours=2)),
        Outcome(False, 410, "gone", is_gone=True),
    ]
    world.server().look()
    world.now += dt.timedelta(hours=1)
    world.server().look()
    assert len(world.sent) == 1
    world.now += dt.timedelta(hours=2)
    world.server().look()
    assert (len(world.sent), world.waiting()) == (2, 0)


def test_one_that_a_server_died_over_comes_from_another(world: World) -> None:
    world.target()
    world.happens()
    dying = world.server()

    def die(_prepared: Prepared, _allowed: Sequence[Network]) -> Outcome:
        raise SystemError

    dying._deliver = die
    with pytest.raises(SystemError):
        dying.look()
    world.server().look()
    assert world.sent == []
    world.now += dt.timedelta(minutes=6)
    world.server().look()
    assert (len(world.sent), world.waiting()) == (1, 0)


def test_no_more_wait_than_may(world: World) -> None:
    world.target()
    for _ in range(outbox.MOST_WAITING + 5):
        world.happens()
    assert world.waiting() == outbox.MOST_WAITING


def test_nothing_of_a_target_is_readable(world: World) -> None:
    target_id = world.target()
    row = world.row()
    assert (
        row.url.startswith("sealed1.")
        and row.secret is not None
        and row.secret.startswith("sealed1.")
    )
    assert row.server == "https://1.1.1.1"
    former, current = Sealer(bytes(32)), Sealer(bytes([1] * 32), [bytes(32)])
    with world.database.session() as session:
        targets.seal_all_again(session, current)
    again = world.row()
    assert (
        current.is_current(again.url)
        and again.secret is not None
        and current.is_current(again.secret)
    )
    assert former.open(row.url, world.account_id, "notification url") == URL
    assert current.open(again.url, world.account_id, "notification url") == URL
    world.happens()
    world.server().look()
    assert world.sent == [] and "key" in (world.row().last_failure or "")
    with world.database.session_of(world.account_id) as session:
        targets.remove(session, target_id)
    assert world.waiting() == 0


def test_failure_and_recovery_are_told_once_each(world: World) -> None:
    world.target("failure", "recovery")
    steps = [
        ("succeeded", None),
        ("failed", "the folder is away"),
        ("failed", "the folder is away"),
        ("cancelled", "by ada"),
        ("failed", "the folder is away"),
        ("succeeded", None),
        ("succeeded", None),
    ]
    for state, reason in steps:
        world.job_ends(state, reason)
        world.server().look()
        world.now += dt.timedelta(hours=1)
    assert world.events() == ["sync.failed", "sync.recovered"]
    assert b"the folder is away" in world.sent[0].body


def test_a_target_is_told_of_its_topics_alone(world: World) -> None:
    world.target("recovery")
    world.job_ends("failed", "away")
    world.server().look()
    world.job_ends("succeeded")
    world.server().look()
    assert world.events() == ["sync.recovered"]


def test_silence_is_told_once_and_its_end(world: World) -> None:
    world.target("silence", "recovery", days=2)
    world.job_ends("succeeded")
    for _ in range(5):
        world.server().look()
        world.now += DAY
    assert world.events() == ["sync.silent"]
    assert b'"last_success_at":"2026-07-01T12:00:00Z"' in world.sent[0].body
    world.job_ends("succeeded")
    world.server().look()
    world.server().look()
    assert world.events() == ["sync.silent", "sync.recovered"]


def test_only_the_first_account_sets_targets(world: World) -> None:
    with (
        world.database.session_of(world.account_id) as session,
        pytest.raises(Problem, match="first account"),
    ):
        targets.require_first_account(session)
    with world.database.session() as session:
        session.execute(update(AccountRow).values(founder=True))
        session.commit()
    with world.database.session_of(world.account_id) as session:
        targets.require_first_account(session)
