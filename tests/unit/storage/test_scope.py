"""What is handed an account's session reads and changes that account's rows, and no others.

It has more than 400 lines, since it is one list of what takes a session.
"""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from sqlalchemy import (
    Executable,
    Select,
    bindparam,
    delete,
    exists,
    func,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import Session, aliased

from fittrack_backend.storage.account_reads import AccountReads
from fittrack_backend.storage.database import Database, insert_if_absent, rows_changed
from fittrack_backend.storage.ownership import Owned
from fittrack_backend.storage.scope import AccountSession, OutsideTheAccount, Prepared
from fittrack_backend.storage.tables import (
    AccountRow,
    GuessRow,
    SourceRow,
    SyncItemRow,
    SyncJobRow,
    Table,
)
from tests.unit.migrated import migrated
from tests.unit.rows import a_job

BACKEND = Path(__file__).parents[3] / "fittrack_backend"
NOW = dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)

OF_NOBODY = {
    "request_paces": "when services may be asked next, by digests that name nobody",
    "clock": "one row, of the server's own clock",
    "guesses": "counted by a hash of what was guessed at, before anybody is signed in",
    "originals": "by digest: which files are kept, not whose they are",
    "removed_originals": "files that accounts shared, by their digests",
    "workers": "the processes that share the work",
}
SERVE_NO_ACCOUNT = {
    "checking.database_file": "checks the whole server, for its operator",
    "checking.derived": "checks the whole server, for its operator",
    "checking.fetching_again": "checks the whole server, for its operator",
    "checking.foreign_keys": "checks the whole server, for its operator",
    "checking.jobs": "checks the whole server, for its operator",
    "checking.kept": "checks the whole server, for its operator",
    "checking.original_files": "checks the whole server, for its operator",
    "checking.references": "checks the whole server, for its operator",
    "checking.remembered": "checks the whole server, for its operator",
    "sync.sample_filling": "reads files, whoever has them",
    "sync.retention": "removes what is old, whoever had it",
    "sync.reread_attempt": "the sync engine's records",
    "sync.reread_filing": "the sync engine's records",
    "sync.reread_originals": "the sync engine's records, and at start whose are of an older version",
    "sync.folder_watching": "looks whose folders are watched",
    "storage.recording_numbers": "keeps what is worked out of files, whoever has them",
    "sync.scheduler": "looks whose schedules are due",
    "sync.rereads": "begins jobs of all accounts at start",
    "api.who_asks": "finds out whose account it is",
    "api.open_streams": "looks whether each stream's owner may still listen",
    "accounts.still_good": "finds out whose right has ended",
    "accounts.access": "ends what a stolen session made, while nobody is signed in",
    "accounts.audit": "adds to what its caller writes",
    "accounts.authentication": "finds out whose account it is",
    "accounts.codes": "checks codes while somebody signs in",
    "accounts.devices": "knows a device again before anybody is signed in",
    "accounts.guessing": "counts guesses while somebody signs in",
    "clock_watch": "watches the server's own clock",
    "housekeeping": "removes what is old, whoever had it",
    "accounts.login": "finds out whose account it is",
    "accounts.notifying": "tells the operator of all accounts' events",
    "accounts.totp_secrets": "seals everybody's secrets at start",
    "accounts.token_pairs": "finds out whose account it is",
    "accounts.registration": "makes accounts",
    "accounts.rotation": "finds out whose account it is",
    "accounts.sessions": "begins a session while somebody signs in",
    "api.dependencies": "hands out both kinds of sessions",
    "notices.courier": "hands out what is told, whoever's it is",
    "notices.outbox": "adds to what its caller writes",
    "notices.silence": "looks whose sources are silent",
    "notices.targets": "seals everybody's secrets at start",
    "people.disabling": "the operator",
    "people.importing": "asks whether another account has an id already",
    "people.erasing": "the operator, and the owner's last wish",
    "people.factor_removing": "the operator",
    "people.granting": "the operator",
    "people.listing": "the operator",
    "people.operator": "the operator",
    "runtime": "housekeeping",
    "sources.collected.items": "the sync engine, besides an account's uploads",
    "sources.secrets": "seals everybody's keys at start",
    "sources.saved": "the sync engine, and the operator's check",
    "sources.folder_grants": "what others were given is not the founder's to connect",
    "storage.activity_book": "the sync engine's records",
    "metrics.work": "tells the operator how many jobs wait, of all accounts together",
    "storage.bulk": "writes what its caller hands it",
    "storage.corrections": "the sync engine's records",
    "storage.database": "makes both kinds of sessions",
    "storage.day_book": "the sync engine's records",
    "storage.file_versions": "the sync engine's records",
    "storage.held_activities": "the sync engine's records",
    "storage.kept_lines": "keeps what activities are listed as, whoever has them",
    "storage.pacing": "the pace of requests to services, whoever's they are",
    "storage.ownership": "looks whose a row is",
    "storage.original_marks": "marks files, whoever has them",
    "storage.originals_at_hand": "looks for files, whoever has them",
    "storage.purging": "removes what is old, whoever had it",
    "storage.removed": "the sync engine's records",
    "storage.room": "signing in, too, while nobody is signed in",
    "storage.samples_to_come": "marks files, whoever has them",
    "storage.usage": "the operator, and the sync engine",
    "storage.scope": "is one",
    "storage.sealing_again": "seals everybody's secrets at start",
    "storage.told_files": "the sync engine's records",
    "storage.workout_book": "the sync engine's records",
    "sync.attempt": "the sync engine",
    "sync.batches": "the sync engine",
    "sync.claim": "the sync engine",
    "sync.collecting": "the sync engine",
    "sync.engine": "the sync engine",
    "sync.filing": "the sync engine",
    "sync.job_end": "the sync engine",
    "sync.job_to_do": "the sync engine",
    "sync.known_bad": "the sync engine",
    "sync.memory": "the sync engine",
    "sync.quotas": "the sync engine",
    "sync.standings": "the sync engine",
    "sync.uploads": "the sync engine, besides an account's uploads",
    "sync.takeover": "the sync engine",
    "storage.counted": "counts what a session commits",
    "sync.waking": "the sync engine",
    "sync.waiting": "counts jobs, of all accounts together",
    "sync.workers": "the sync engine",
    "sync.write_plans": "the sync engine",
    "sync.write_readings": "the sync engine",
}
"""The modules that may use a session on everybody's rows, and why. Nothing joins this list without
a reason that holds for every line of it."""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = migrated(tmp_path / "test.db")
    yield database
    database.dispose()


class Account:
    """An account with a source, and a job with an item."""

    def __init__(self, session: Session, name: str) -> None:
        self.id, self.source_id, self.job_id, self.item_id = uuid4(), uuid4(), uuid4(), uuid4()
        self.name = name
        session.add(
            AccountRow(
                id=self.id, username=name, username_key=name, password_hash="", created_at=NOW
            )
        )
        session.flush()
        session.add(a_source(self.id, self.source_id, name))
        session.add(a_job(self.id, NOW, id=self.job_id))
        session.flush()
        session.add(an_item(self.job_id, self.item_id, name))
        session.commit()


def a_source(account_id: UUID, source_id: UUID, name: str) -> SourceRow:
    return SourceRow(
        id=source_id,
        account_id=account_id,
        kind="folder",
        identity=name.encode(),
        settings=b"",
        name=name,
        connected_at=NOW,
    )


def an_item(job_id: UUID, item_id: UUID, name: str) -> SyncItemRow:
    return SyncItemRow(
        id=item_id,
        job_id=job_id,
        source_id=uuid4(),
        key=name.encode(),
        name=name,
        outcome="new",
        remarks=(),
        records=[],
    )


@pytest.fixture
def mine(database: Database) -> Account:
    with database.session() as session:
        return Account(session, "mine")


@pytest.fixture
def others(database: Database, mine: Account) -> Account:
    with database.session() as session:
        return Account(session, "others")


@pytest.fixture
def own(database: Database, mine: Account, others: Account) -> Iterator[AccountSession]:
    with database.session_of(mine.id) as session:
        yield session


_source, _item = aliased(SourceRow), aliased(SyncItemRow)
_sources = select(SourceRow.name).subquery()
NAMES: dict[str, Select[str]] = {
    "rows": select(SourceRow.name),
    "an alias": select(_source.name),
    "a subquery": select(_sources.c.name),
    "a list of ids": select(AccountRow.username).where(
        AccountRow.id.in_(select(SourceRow.account_id))
    ),
    "a join": select(SourceRow.name).join(AccountRow, AccountRow.id == SourceRow.account_id),
    "existence": select(AccountRow.username).where(exists().where(SourceRow.name != "")),
    "parts": select(SyncItemRow.name),
    "parts under an alias": select(_item.name),
    "parts and their whole": select(SyncItemRow.name).join(
        SyncJobRow, SyncJobRow.id == SyncItemRow.job_id
    ),
    "a cross join": select(SourceRow.name).join(SyncItemRow, SyncItemRow.name != ""),
    "a choice of others": select(SourceRow.name).where(SourceRow.name == "others"),
}


@pytest.mark.parametrize("kind", NAMES)
def test_a_query_finds_the_accounts_own_rows_alone(own: AccountSession, kind: str) -> None:
    assert set(own.scalars(NAMES[kind])) <= {"mine"}
    assert kind == "a choice of others" or list(own.scalars(NAMES[kind]))


def test_a_query_is_bound_to_the_account_of_its_own_session(
    database: Database, mine: Account, others: Account
) -> None:
    """SQLAlchemy keeps compiled statements: what it kept of one account serves no other."""
    for account in (mine, others, mine):
        with database.session_of(account.id) as session:
            for kind, names in NAMES.items():
                expected = {account.name} if kind != "a choice of others" else {"others"}
                assert set(session.scalars(names)) <= expected, kind


def test_a_number_counts_the_accounts_own_rows_alone(own: AccountSession) -> None:
    assert own.scalar(select(func.count()).select_from(SourceRow)) == 1
    assert own.scalar(select(func.count()).select_from(SyncItemRow)) == 1


def test_an_id_of_another_account_is_not_there(
    own: AccountSession, mine: Account, others: Account
) -> None:
    assert own.get(SourceRow, mine.source_id) is not None
    assert own.get(SourceRow, others.source_id) is None
    assert own.get(SyncJobRow, others.job_id, populate_existing=True) is None
    assert own.get(SyncItemRow, others.item_id) is None
    assert own.get(AccountRow, others.id) is None


def test_a_change_touches_the_accounts_own_rows_alone(
    database: Database, own: AccountSession, others: Account
) -> None:
    assert rows_changed(own, update(SourceRow).values(name="changed")) == 1
    assert rows_changed(own, update(SyncItemRow).values(name="changed")) == 1
    assert rows_changed(own, delete(SyncItemRow)) == 1
    assert rows_changed(own, delete(SyncJobRow)) == 1
    own.commit()
    with database.session() as session:
        assert session.get_one(SourceRow, others.source_id).name == "others"
        assert session.get_one(SyncItemRow, others.item_id).name == "others"


def test_what_is_added_must_be_the_accounts_own(
    own: AccountSession, mine: Account, others: Account
) -> None:
    own.add(a_source(mine.id, uuid4(), "second"))
    own.add(an_item(mine.job_id, uuid4(), "second"))
    own.commit()
    for foreign in (
        a_source(others.id, uuid4(), "foreign"),
        an_item(others.job_id, uuid4(), "foreign"),
    ):
        own.add(foreign)
        with pytest.raises(OutsideTheAccount):
            own.commit()
        own.rollback()


def test_no_row_is_given_away(own: AccountSession, mine: Account, others: Account) -> None:
    own.get_one(SourceRow, mine.source_id).account_id = others.id
    with pytest.raises(OutsideTheAccount):
        own.commit()


UNBINDABLE: dict[str, Callable[[], Executable]] = {
    "a table": lambda: select(SourceRow.__table__),
    "text": lambda: text("SELECT name FROM sources"),
    "a table's change": lambda: SourceRow.__table__.update().values(name="x"),  # type: ignore[attr-defined]
    "an insert": lambda: insert(SourceRow).values(id=uuid4()),
}


def test_a_change_by_keys_is_refused(own: AccountSession, others: Account) -> None:
    with pytest.raises(OutsideTheAccount):
        own.execute(update(SourceRow), [{"id": others.source_id, "name": "x"}])


@pytest.mark.parametrize("kind", UNBINDABLE)
def test_what_cannot_be_bound_is_refused(own: AccountSession, kind: str) -> None:
    with pytest.raises(OutsideTheAccount):
        own.execute(UNBINDABLE[kind]())


SOURCES = cast(SqlTable, SourceRow.__table__).c
ANYBODYS: dict[str, Callable[[], Select[Any]]] = {
    "a table": lambda: select(SOURCES.name),
    "a table, with the account named": lambda: select(SOURCES.name).where(
        SOURCES.account_id == UUID(int=1)
    ),
    "rows of nobody": lambda: select(GuessRow.key),
}


@pytest.mark.parametrize("kind", ANYBODYS)
def test_a_prepared_statement_that_cannot_be_bound_is_refused(
    own: AccountSession, kind: str
) -> None:
    with pytest.raises(OutsideTheAccount):
        own.prepared_rows(Prepared(ANYBODYS[kind]()))


@pytest.mark.parametrize("kind", NAMES)
def test_a_prepared_statement_finds_the_rows_of_the_account_that_asks_alone(
    database: Database, mine: Account, others: Account, kind: str
) -> None:
    names = Prepared(NAMES[kind])
    for account in (mine, others, mine):
        expected = [account.name]
        if kind == "a choice of others" and account is mine:
            expected = []
        with database.session_of(account.id) as session:
            assert session.prepared_values(names) == expected
        assert AccountReads(database.engine, account.id).prepared_row(names) == (
            (account.name,) if expected else None
        )


def test_a_prepared_statement_takes_no_other_account_as_a_value(
    own: AccountSession, mine: Account, others: Account
) -> None:
    by_id = Prepared(select(SourceRow.name).where(SourceRow.id == bindparam("id")))
    found = own.prepared_row(by_id, id=mine.source_id)
    assert found is not None and tuple(found) == (mine.name,)
    assert own.prepared_row(by_id, id=others.source_id) is None
    assert own.prepared_row(by_id, id=others.source_id, account_id=others.id) is None


def test_a_prepared_statement_sees_what_was_changed_before_it(
    own: AccountSession, mine: Account
) -> None:
    all_names = Prepared(select(SourceRow.name))
    own.get_one(SourceRow, mine.source_id).name = "renamed"
    assert own.prepared_values(all_names) == ["renamed"]


def test_a_row_of_nobody_can_be_counted_up(own: AccountSession) -> None:
    first = {"key": "password:account:x", "window_started_at": NOW, "count": 1}
    assert insert_if_absent(own, GuessRow, first)


def test_every_table_says_whose_its_rows_are() -> None:
    unowned = {
        mapper.local_table.fullname  # type: ignore[attr-defined]
        for mapper in Table.registry.mappers
        if not issubclass(mapper.class_, Owned)
    }
    assert unowned == set(OF_NOBODY)


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(BACKEND.rglob("*.py")):
        name = ".".join(path.relative_to(BACKEND).with_suffix("").parts)
        if not name.startswith("storage.migrations"):
            yield name.removesuffix(".__init__"), ast.parse(path.read_text(encoding="utf-8"))


def test_only_named_modules_use_a_session_on_everybodys_rows() -> None:
    found = {name for name, module in _modules() if any(map(_is_unbound, ast.walk(module)))}
    assert found == set(SERVE_NO_ACCOUNT)


def _is_unbound(node: ast.AST) -> bool:
    """A parameter or an attribute that is a `Session`, or the making of one."""
    match node:
        case ast.arg(annotation=ast.Name(id="Session")):
            return True
        case ast.AnnAssign(annotation=ast.Name(id="Session")):
            return True
        case ast.Call(func=ast.Name(id="Session")) | ast.Call(func=ast.Attribute(attr="session")):
            return True
        case ast.Attribute(attr="engine", value=ast.Attribute(attr="database")):
            return True
    return False


def test_no_table_is_named_where_an_accounts_session_is_at_work() -> None:
    """A table that is joined to a class would escape the condition that the class gets."""
    for name, module in _modules():
        tables = {
            target.id
            for node in module.body
            if isinstance(node, ast.Assign) and "__table__" in ast.unparse(node.value)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for function in ast.walk(module):
            if isinstance(function, ast.FunctionDef) and "AccountSession" in ast.unparse(
                function.args
            ):
                words = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
                assert not tables & words, f"{name}.{function.name}"
                assert "__table__" not in ast.unparse(function), f"{name}.{function.name}"


def test_no_module_with_prepared_statements_names_a_table() -> None:
    for name, module in _modules():
        source = ast.unparse(module)
        assert "Prepared(" not in source or "__table__" not in source, name


def test_what_was_read_can_be_shown_after_the_commit(own: AccountSession) -> None:
    account = own.get_one(AccountRow, own.account_id)
    own.commit()
    assert not inspect(account).expired_attributes
