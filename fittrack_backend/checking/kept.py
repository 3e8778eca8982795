"""Tables that triggers keep: whether the triggers are there, and what is kept is what follows."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select, text

from fittrack_backend.checking.findings import Checked, Finding
from fittrack_backend.storage import (
    activity_names,
    activity_sums,
    kept_lines,
    kept_tables,
    needed_originals,
)
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.tables import AccountRow


def check(checked: Checked) -> Iterator[Finding]:
    """Finds all of it out again, and compares; what differs begins anew, with the triggers."""
    with checked.database.engine.connect() as connection:
        kept = kept_tables.are_kept(connection)
        wrong = list(differences(connection)) if kept else []
    if not kept:
        what = "sums are not kept any more: a trigger of the database is missing"
        yield Finding("sums-unkept", checked.mended, what)
    for username, what in wrong:
        yield Finding("sums-differ", checked.mended, what, username)
    for username, what in _wrong_lines(checked.database) if kept else ():
        wrong.append((username, what))
        yield Finding("lines-differ", checked.mended, what, username)
    if checked.repair and (wrong or not kept):
        with checked.database.engine.connect() as connection:
            kept_tables.follow_while_others_wait(connection)
            connection.commit()


def _wrong_lines(database: Database) -> Iterator[tuple[str, str]]:
    with database.session() as session:
        accounts = session.execute(select(AccountRow.id, AccountRow.username)).all()
    for account_id, username in accounts:
        with database.session_of(account_id) as account:
            if number := kept_lines.count_wrong(account):
                yield username, f"{number} activities are not listed as they are"


def differences(connection: Connection) -> Iterator[tuple[str, str]]:
    """What is kept and does not follow, or the other way round: the name of its account, and what it is."""
    sums = activity_sums.fresh(connection.dialect.name), activity_sums.kept()
    key = "account_id, span, first_day, sport, source_id"
    for name, number in _different(connection, *sums, key):
        yield name, f"{number} of the sums of months and weeks are not what activities add up to"
    names = activity_names.fresh(), activity_names.kept()
    for name, number in _different(connection, *names, "account_id, activity_id"):
        yield (
            name,
            f"{number} of the names in which texts are looked for are not those of activities",
        )
    needed = needed_originals.fresh(), needed_originals.kept()
    for name, number in _different(connection, *needed, "account_id, sha256"):
        yield name, f"{number} of the originals that records need are not counted as they are"
    for (name,) in connection.execute(text(needed_originals.other_bytes())):
        yield name, "the bytes that its quota counts are not those of its originals"


def _different(
    connection: Connection, fresh: str, kept: str, key: str
) -> Iterator[tuple[str, int]]:
    """How many rows of each account, by its name, are missing, too much or wrong: in one statement, which sees one state."""
    query = (
        f"SELECT username, count(*) AS number FROM (SELECT DISTINCT {key} FROM ("  # noqa: S608 (texts of our own)
        f"SELECT * FROM (SELECT * FROM ({fresh}) AS f EXCEPT {kept}) AS a UNION ALL "
        f"SELECT * FROM ({kept} EXCEPT SELECT * FROM ({fresh}) AS g) AS b) AS c) AS d "
        "JOIN accounts ON accounts.id = d.account_id GROUP BY username ORDER BY username"
    )
    for row in connection.execute(text(query)):
        yield row.username, row.number
