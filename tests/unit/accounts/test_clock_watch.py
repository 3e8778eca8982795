"""A clock that jumps deletes nothing: what it made look old is good again when it comes back."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import cast

import pytest
from attrs import define, field
from sqlalchemy import func, select

from fittrack_backend import housekeeping
from fittrack_backend.clock_watch import BACK, LONGEST_REST, PROBATION, ClockWatch, Seen, look
from fittrack_backend.runtime import Backend
from fittrack_backend.storage.tables import ClockRow, SessionRow, TokenPairRow
from tests.unit.accounts.world import World, refused

NOW = dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)
HOUR, MOMENT, NONE = dt.timedelta(hours=1), dt.timedelta(seconds=1), dt.timedelta(0)


@define
class Server:
    """A server that runs, whose clock can be set."""

    world: World
    ticks: float = 0.0
    watch: ClockWatch = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.watch = ClockWatch(lambda: self.ticks)

    def runs(self, hours: int) -> None:
        """Tidies every hour."""
        for _ in range(hours):
            self.world.clock.advance(hours=1)
            self.ticks += 3600
            self.tidies()

    def tidies(self) -> bool:
        now = self.world.clock.now
        trusted = self.watch.trusts(self.world.session, now)
        if trusted:
            housekeeping.tidy(self.world.session, now)
        return trusted


@pytest.fixture
def server(world: World) -> Server:
    world.register()
    return Server(world)


def test_sessions_outlive_a_clock_that_jumps_130_days_ahead_and_comes_back(
    world: World, server: Server
) -> None:
    server.runs(hours=25)
    grant = world.refresh(world.sign_in())
    spent = world.refresh(grant)
    world.caller(spent)
    world.clock.advance(days=130)
    server.runs(hours=23)
    with refused("session-expired", 401):
        world.refresh(spent)
    world.clock.advance(days=-130)
    server.runs(hours=1)
    world.caller(world.refresh(spent))
    assert world.session.scalar(select(func.count()).select_from(TokenPairRow)) == 4


def test_a_new_time_is_believed_after_a_day(world: World, server: Server) -> None:
    """A machine that was away for so long has a clock that is right."""
    server.runs(hours=25)
    world.sign_in()
    world.clock.advance(days=130)
    server.start()
    server.runs(hours=24)
    assert world.session.scalar(select(func.count()).select_from(SessionRow)) == 1
    server.runs(hours=1)
    assert world.session.scalar(select(func.count()).select_from(SessionRow)) == 0


def test_a_new_server_deletes_nothing_on_its_first_day(server: Server) -> None:
    server.runs(hours=24)
    assert not server.tidies()
    server.runs(hours=1)
    assert server.tidies()


def test_a_laptop_that_runs_two_hours_a_day_tidies_all_the_same(
    world: World, server: Server
) -> None:
    for _ in range(13):
        server.start()
        server.runs(hours=2)
        world.clock.advance(hours=22)
    assert server.tidies()
    world.clock.advance(days=2)  # a weekend
    server.start()
    assert server.tidies()


def test_two_servers_do_not_count_the_same_hours_twice(world: World, server: Server) -> None:
    other = Server(world)
    for _ in range(20):
        server.runs(hours=1)
        other.ticks += 3600
        assert not other.tidies()


def test_a_server_whose_clock_is_wrong_keeps_the_others_from_deleting(
    world: World, server: Server
) -> None:
    server.runs(hours=25)
    assert server.tidies()
    wrong = Server(world)
    world.clock.advance(days=130)
    assert not wrong.tidies()
    world.clock.advance(days=-130)
    assert not server.tidies()


TRUSTED = Seen(NOW, PROBATION)


@pytest.mark.parametrize(
    ("before", "step", "ran", "steady"),
    [
        (None, NONE, HOUR, NONE),
        (TRUSTED, LONGEST_REST, NONE, PROBATION),
        (TRUSTED, LONGEST_REST + MOMENT, NONE, NONE),
        (TRUSTED, -BACK, NONE, PROBATION),
        (TRUSTED, -BACK - MOMENT, NONE, NONE),
        (Seen(NOW, HOUR), HOUR, HOUR, 2 * HOUR),
        (Seen(NOW, HOUR), HOUR, 3 * HOUR, 2 * HOUR),
        (Seen(NOW, HOUR), 5 * HOUR, HOUR, 2 * HOUR),
        (Seen(NOW, HOUR), -MOMENT, HOUR, HOUR),
        (Seen(NOW, PROBATION - HOUR), 5 * HOUR, 5 * HOUR, PROBATION),
    ],
)
def test_what_is_remembered(
    before: Seen | None, step: dt.timedelta, ran: dt.timedelta, steady: dt.timedelta
) -> None:
    seen = look(before, NOW + step, ran)
    assert seen.steady == steady
    assert seen.is_trusted == (steady >= PROBATION)
    assert seen.at == (NOW + step if before is None or not -BACK <= step < NONE else NOW)


DELETING = {
    "fittrack_backend.housekeeping": "tidy",
    "fittrack_backend.sync.retention": "tidy_jobs",
    "fittrack_backend.sync.workflows": "delete_ended",
}
NOT_BY_TIME = {
    "fittrack_backend.storage.purging": "purge_originals",
    "fittrack_backend.people.erasing": "finish_all",
}


@pytest.mark.parametrize("trusted", [True, False])
def test_the_server_asks_before_it_deletes_what_is_old(
    world: World, monkeypatch: pytest.MonkeyPatch, trusted: bool
) -> None:
    called: list[str] = []
    for module, name in {**DELETING, **NOT_BY_TIME}.items():
        monkeypatch.setattr(f"{module}.{name}", lambda *_arguments, name=name: called.append(name))
    if trusted:
        world.session.add(ClockRow(id=1, seen_at=world.clock.now, steady_s=86_400.0))
        world.session.commit()
    backend = SimpleNamespace(
        settings=SimpleNamespace(kept=SimpleNamespace(days=400)),
        database=world.database,
        safeguards=world.safeguards,
        originals=None,
    )
    Backend._tidy(cast("Backend", backend), ClockWatch())
    expected = {*NOT_BY_TIME.values(), *(DELETING.values() if trusted else ())}
    assert set(called) == expected
