"""Tables that triggers keep: whether the triggers are there, and what is kept is what follows."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text

from fittrack_backend.checking.findings import Checked, Finding
from fittrack_backend.storage import activity_sums, kept_tables


def check(checked: Checked) -> Iterator[Finding]:
    """Adds all of it up again, and compares; what differs begins anew, with the triggers."""
    with checked.database.engine.connect() as connection:
        kept = kept_tables.are_kept(connection)
        wrong = wrong_sums(connection) if kept else {}
    if not kept:
        yield Finding(
            "sums-unkept", checked.mended, "sums are not kept any more: a trigger is missing"
        )
    for username, count in wrong.items():
        what = f"{count} of the sums of months and weeks are not what activities add up to"
        yield Finding("sums-differ", checked.mended, what, username)
    if checked.repair and (wrong or not kept):
        with checked.database.engine.connect() as connection:
            kept_tables.follow_while_others_wait(connection)
            connection.commit()


def wrong_sums(connection: Connection) -> dict[str, int]:
    """How many sums of each account, by its name, are missing, too much or wrong: in one statement, which sees one state."""
    fresh, kept = activity_sums.fresh(connection.dialect.name), activity_sums.kept()
    key = "account_id, span, first_day, sport, source_id"
    query = (
        f"SELECT username, count(*) AS number FROM (SELECT DISTINCT {key} FROM ("  # noqa: S608 (texts of our own)
        f"SELECT * FROM (SELECT * FROM ({fresh}) AS f EXCEPT {kept}) AS a UNION ALL "
        f"SELECT * FROM ({kept} EXCEPT SELECT * FROM ({fresh}) AS g) AS b) AS c) AS d "
        "JOIN accounts ON accounts.id = d.account_id GROUP BY username ORDER BY username"
    )
    return {row.username: row.number for row in connection.execute(text(query))}
