"""What activities add up to is kept as they change, whoever changes them and however: compared with an adding up of our own."""

from __future__ import annotations

import datetime as dt
import math
import random
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

from attrs import define, field
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from fittrack_backend.checking.kept import differences
from fittrack_backend.storage import kept_tables
from fittrack_backend.storage.bulk import insert_rows, update_rows
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.tables import (
    NO_SOURCE,
    AccountRow,
    ActivityNameRow,
    ActivityRow,
    ActivitySumsRow,
    SourceRow,
)
from fittrack_backend.storage.tables.synced import SUMMED
from tests import postgres_databases
from tests.thorough import THOROUGH
from tests.unit.stored_activities import NOW, stored_activity

STEPS = 1500 if THOROUGH else 120
DAYS = [
    *(dt.date(2026, 3, 1) + dt.timedelta(days=number) for number in range(9)),
    *(dt.date(2025, 12, 28) + dt.timedelta(days=number) for number in range(9)),
    *(dt.date(1, 1, 1), dt.date(9999, 12, 26), dt.date(9999, 12, 31), dt.date(2024, 2, 29)),
]
VALUES = (None, None, 0.0, 0.1, 0.2, 1234.56, 1e8, 1.1e8, -3.0, 1e300, 1 / 3)

Sums = dict[tuple[object, ...], list[int]]


def added_up(session: Session) -> Sums:
    """What should be kept, from all activities."""
    days: dict[tuple[object, ...], set[int]] = defaultdict(set)
    sums: Sums = defaultdict(lambda: [0] * (1 + 2 * len(SUMMED)))
    columns = (ActivityRow.column(name) for name in ("date", "sport", *SUMMED))
    there = ActivityRow.merged_into.is_(None), ActivityRow.deleted_at.is_(None)
    rows = select(ActivityRow.account_id, ActivityRow.source_id, *columns).where(*there)
    for account_id, source_id, day, sport, *values in session.execute(rows):
        monday = dt.date.fromordinal(day.toordinal() - day.weekday())
        for span, first in (("month", day.replace(day=1)), ("week", monday)):
            key = account_id, span, first, sport, source_id or NO_SOURCE
            days[key].add((day - first).days)
            sums[key][0] += 1
            for place, value in enumerate(values):
                if value is not None and abs(value) <= 1e8:
                    sums[key][1 + 2 * place] += 1
                    sums[key][2 + 2 * place] += math.floor(value * 1e6 + 0.5)
    return {key: [sum(1 << one for one in days[key]), *found] for key, found in sums.items()}


def kept(session: Session) -> Sums:
    row = ActivitySumsRow
    keys = row.account_id, row.span, row.first_day, row.sport, row.source_id
    of_each = (row.column(f"{name}_{what}") for name in SUMMED for what in ("count", "sum"))
    query = select(*keys, row.days, row.activity_count, *of_each)
    return {tuple(found[:5]): list(found[5:]) for found in session.execute(query)}


def names(session: Session) -> set[tuple[object, ...]]:
    """The names that should be kept."""
    name = ActivityRow.column("name")
    there = ActivityRow.merged_into.is_(None), ActivityRow.deleted_at.is_(None), name.is_not(None)
    rows = session.execute(select(ActivityRow.account_id, name, ActivityRow.id).where(*there))
    return {(account_id, of_it[:500], activity_id) for account_id, of_it, activity_id in rows}


def kept_names(session: Session) -> set[tuple[object, ...]]:
    row = ActivityNameRow
    return {
        tuple(one) for one in session.execute(select(row.account_id, row.name, row.activity_id))
    }


@define
class World:
    """Two people with two folders each, and somebody who changes rows in every way that a database knows."""

    session: Session
    chance: random.Random
    accounts: list[UUID] = field(factory=list)
    sources: dict[UUID, UUID] = field(factory=dict)

    def begin(self) -> None:
        for _ in range(2):
            self.accounts.append(account := uuid4())
            name = account.hex
            values = {"id": account, "username": name, "username_key": name, "password_hash": "-"}
            self.session.execute(insert(AccountRow).values(**values, created_at=NOW))
            for _ in range(2):
                self.sources[source := uuid4()] = account
                found = {"id": source, "account_id": account, "kind": "folder", "name": name}
                self.session.execute(insert(SourceRow).values(**found, connected_at=NOW))

    def activity(self) -> ActivityRow:
        account = self.chance.choice(self.accounts)
        of_it = [one for one, owner in self.sources.items() if owner == account]
        source = self.chance.choice([*of_it, None])
        row, _ = stored_activity(account, source, NOW, uuid4().hex * 2)
        for name, value in self.values().items():
            setattr(row, name, value)
        return row

    def values(self) -> dict[str, Any]:
        choice = self.chance.choice
        numbers: dict[str, Any] = {name: choice(VALUES) for name in SUMMED}
        numbers["calories_kcal"] = choice((None, 0, 684, 2**31 - 1))
        gone = choice((None, None, None, NOW))
        sport = choice(("running", "cycling"))
        numbers["name"] = choice((None, "", "Easy run", "Straße", "\U0001f3c3" * 700, "%_'\"\\"))
        return {"date": choice(DAYS), "sport": sport, "deleted_at": gone, **numbers}

    def ids(self, most: int) -> list[UUID]:
        found = sorted(self.session.scalars(select(ActivityRow.id)), key=str)
        return self.chance.sample(found, min(len(found), most))

    def step(self) -> None:
        kinds = (
            ["add"] * 3
            + ["add_many"] * 2
            + ["change"] * 3
            + ["change_many"] * 2
            + ["condition"] * 2
        )
        kinds += ["remove", "merge", "same", "other_owner", "forget_source", "roll_back"]
        getattr(self, self.chance.choice(kinds))()

    def add(self) -> None:
        self.session.add(self.activity())
        self.session.flush()

    def add_many(self) -> None:
        rows = [self.activity() for _ in range(5)]
        names = [one.name for one in ActivityRow.__table__.columns]
        columns = [{name: getattr(row, name) for name in names} for row in rows]
        insert_rows(self.session, ActivityRow.__table__, columns)  # type: ignore[arg-type]

    def change(self) -> None:
        for one in self.ids(1):
            row = self.session.get_one(ActivityRow, one)
            for name, value in self.values().items():
                if self.chance.random() < 0.5:
                    setattr(row, name, value)
        self.session.flush()

    def change_many(self) -> None:
        rows = [{"id": one, **self.values()} for one in self.ids(4)]
        update_rows(self.session, ActivityRow.__table__, rows, self.values())  # type: ignore[arg-type]

    def condition(self) -> None:
        """Many rows by one statement, several of them of one day."""
        name, value = self.chance.choice(list(self.values().items()))
        of_day = ActivityRow.column("date") == self.chance.choice(DAYS)
        self.session.execute(update(ActivityRow).where(of_day).values(**{name: value}))

    def same(self) -> None:
        self.session.execute(update(ActivityRow).values(deleted_at=ActivityRow.deleted_at))

    def remove(self) -> None:
        self.session.execute(delete(ActivityRow).where(ActivityRow.id.in_(self.ids(3))))

    def merge(self) -> None:
        ids = self.ids(2)
        if len(ids) == 2:
            one, other = ids
            into = update(ActivityRow).where(ActivityRow.id == one).values(merged_into=other)
            self.session.execute(into)

    def other_owner(self) -> None:
        change = update(ActivityRow).where(ActivityRow.id.in_(self.ids(2)))
        self.session.execute(change.values(account_id=self.chance.choice(self.accounts)))

    def forget_source(self) -> None:
        if len(self.sources) > 2:
            source = self.chance.choice(sorted(self.sources, key=str))
            del self.sources[source]
            self.session.execute(delete(SourceRow).where(SourceRow.id == source))

    def roll_back(self) -> None:
        self.session.commit()
        self.add_many()
        self.condition()
        self.session.rollback()


def test_they_are_what_activities_add_up_to_whatever_is_done(either: Database) -> None:
    with either.session() as session:
        world = World(session, random.Random(7))
        world.begin()
        for number in range(STEPS):
            world.step()
            session.expire_all()
            assert kept(session) == added_up(session), number
            assert kept_names(session) == names(session), number
            assert list(differences(session.connection())) == []
        session.commit()
        assert kept(session), "there was something to compare"
        session.execute(delete(AccountRow).where(AccountRow.id == world.accounts[0]))
        assert {key[0] for key in kept(session)} == {world.accounts[1]}


def test_an_upgrade_adds_up_what_is_there(either: Database) -> None:
    with either.session() as session:
        world = World(session, random.Random(8))
        world.begin()
        connection = session.connection()
        kept_tables.let_go(connection)
        assert not kept_tables.are_kept(connection)
        for _ in range(6):
            world.add_many()
        assert kept(session) == {}
        assert list(differences(connection))
        kept_tables.follow(connection)
        assert kept_tables.are_kept(connection)
        assert kept(session) == added_up(session) != {}
        assert list(differences(connection)) == []
        session.execute(text("UPDATE activity_sums SET days = days + 1"))
        assert list(differences(connection))


def test_those_who_write_at_once_lose_nothing() -> None:
    """On PostgreSQL, where they do: activities of the same days come and go in many short transactions."""
    database = Database(postgres_databases.new_url())
    with database.session() as session:
        world = World(session, random.Random(9))
        world.begin()
        session.commit()
    account = world.accounts[0]

    def write(seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(40):
            with database.session() as session:
                row, _ = stored_activity(account, None, NOW, uuid4().hex * 2)
                vars(type(row))["date"].__set__(row, chance.choice(DAYS[:2]))
                session.add(row)
                session.commit()
            if chance.random() < 0.8:
                with database.session() as session:
                    session.execute(delete(ActivityRow).where(ActivityRow.id == row.id))
                    session.commit()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    with database.session() as session:
        assert kept(session) == added_up(session)
    database.dispose()
