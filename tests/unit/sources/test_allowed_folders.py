"""Which folders an account may read: the founder, somebody who was given some, and nobody at all."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from attrs import evolve

from fittrack_backend.people import granting
from fittrack_backend.people.failures import OperatorError
from fittrack_backend.settings import Settings, load_settings
from fittrack_backend.sources.allowed_folders import KEY_FOLDERS, KEYS, OTHERS, OWN, SYSTEM
from fittrack_backend.sources.folder_grants import allowed_folders
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.tables import AccountRow
from fittrack_backend.variables import InvalidSettings
from tests.unit.migrated import migrated

NOW = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
FOUNDER, EVE, MAL = (UUID(int=number) for number in (1, 2, 3))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "data", config_dir=tmp_path / "config")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = migrated(tmp_path / "test.db")
    with database.session() as session:
        for account_id, name in ((FOUNDER, "ada"), (EVE, "eve"), (MAL, "mal")):
            row = AccountRow(id=account_id, username=name, username_key=name, password_hash="")
            row.created_at, row.founder = NOW, True if account_id == FOUNDER else None
            session.add(row)
        session.commit()
    yield database
    database.dispose()


class Rule:
    def __init__(self, database: Database, settings: Settings) -> None:
        self.database, self.settings = database, settings

    def give(self, account_id: UUID, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        with self.database.session() as session:
            granting.allow(session, account_id, folder, self.settings, NOW)

    def take(self, account_id: UUID, folder: Path) -> None:
        with self.database.session() as session:
            granting.disallow(session, account_id, folder, NOW)

    def of(self, account_id: UUID, path: Path | str) -> str | None:
        with self.database.session() as session:
            allowed = allowed_folders(session, account_id, self.settings)
        return allowed.refusal(os.fsencode(path))


@pytest.fixture
def rule(database: Database, settings: Settings) -> Rule:
    return Rule(database, settings)


def test_the_founder_reads_all_but_what_is_closed(rule: Rule, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "any", "/", "/home/ada/Training", "/run/media/ada/GARMIN"):
        assert rule.of(FOUNDER, path) is None, path
    for path in ("/proc", "/proc/1/root", "/sys", "/dev/shm", "/etc/ssl", "/boot", "/run/user/0"):
        assert rule.of(FOUNDER, path) == SYSTEM, path
    for name in KEY_FOLDERS:
        assert rule.of(FOUNDER, f"/anywhere/{name}") == KEYS
        assert rule.of(FOUNDER, f"/home/ada/{name}/deep/inside") == KEYS
        assert rule.of(FOUNDER, f"/anywhere/{name}-training") is None
    for own in ("data", "data/originals", "config", "data/server.key"):
        assert rule.of(FOUNDER, tmp_path / own) == OWN, own
    assert rule.of(FOUNDER, tmp_path / "database") is None


def test_others_read_what_they_were_given_and_the_founder_not_that(
    rule: Rule, tmp_path: Path
) -> None:
    given = tmp_path / "given"
    for path in (tmp_path, given, "/", "/etc"):
        why = rule.of(EVE, path)
        assert why is not None and why.endswith("fittrack backend users allow eve FOLDER")
    rule.give(EVE, given)
    for path in (given, given / "sub", given / "sub" / "deep"):
        assert rule.of(EVE, path) is None
        assert rule.of(FOUNDER, path) == OTHERS
        assert rule.of(MAL, path) is not None
    for path in (tmp_path, tmp_path / "given2", tmp_path / "giv", tmp_path / "other"):
        assert rule.of(EVE, path) is not None
    assert rule.of(EVE, given / ".ssh") == KEYS
    rule.give(MAL, given / "sub")
    assert rule.of(MAL, given / "sub" / "deep") is None
    assert rule.of(MAL, given) is not None
    rule.give(FOUNDER, given / "sub")
    assert rule.of(FOUNDER, given / "sub" / "deep") is None
    assert rule.of(FOUNDER, given / "else") == OTHERS
    rule.take(EVE, given)
    assert rule.of(EVE, given) is not None
    assert rule.of(FOUNDER, given) is None


def test_roots_narrow_what_everybody_reads(
    database: Database, settings: Settings, tmp_path: Path
) -> None:
    rule = Rule(database, settings)
    rule.give(EVE, tmp_path / "root" / "eve")
    rule.give(MAL, tmp_path / "elsewhere")
    rule.settings = evolve(settings, folder_roots=(tmp_path / "root",))
    assert rule.of(FOUNDER, tmp_path / "root" / "ada") is None
    assert rule.of(FOUNDER, tmp_path / "elsewhere" / "ada") is not None
    assert rule.of(EVE, tmp_path / "root" / "eve") is None
    assert rule.of(EVE, tmp_path / "root" / "mal") is not None
    assert rule.of(MAL, tmp_path / "elsewhere") is not None
    with pytest.raises(OperatorError, match="FITTRACK_FOLDER_ROOTS"):
        rule.give(MAL, tmp_path / "elsewhere" / "more")
    rule.settings = settings
    rule.give(MAL, tmp_path)
    rule.settings = evolve(settings, folder_roots=(tmp_path / "root",))
    assert rule.of(MAL, tmp_path / "root" / "x") is None
    assert rule.of(MAL, tmp_path / "other") is not None


def test_what_is_closed_cannot_be_given(rule: Rule, tmp_path: Path) -> None:
    for folder in (tmp_path / "data", tmp_path / ".ssh", Path("/etc"), Path("/proc/self")):
        with pytest.raises(OperatorError, match="cannot be given"):
            rule.give(EVE, folder)
    with pytest.raises(OperatorError, match="is not a folder"), rule.database.session() as session:
        granting.allow(session, EVE, tmp_path / "none", rule.settings, NOW)
    with pytest.raises(OperatorError, match="was not given"):
        rule.take(EVE, tmp_path / "none")


def test_roots_are_absolute_folders(tmp_path: Path) -> None:
    value = os.pathsep.join((str(tmp_path), "~/Training", ""))
    found = load_settings(tmp_path, environment={"FITTRACK_FOLDER_ROOTS": value}).folder_roots
    assert found == (tmp_path, Path("~/Training").expanduser())
    assert load_settings(tmp_path, environment={}).folder_roots is None
    with pytest.raises(InvalidSettings, match="absolute"):
        load_settings(tmp_path, environment={"FITTRACK_FOLDER_ROOTS": "training"})
