"""The lines of activities: one begins with an activity, and is emptied whenever anything of it changes.

`kept_lines` writes what lists say into those that are empty.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from fittrack_backend.storage.following import ANY, Following

_BEGIN = "INSERT INTO activity_lines (activity_id, account_id, form) VALUES ({row}.id, {row}.account_id, '')"
_OF_SOURCE = (
    "SELECT id FROM activities WHERE account_id = {row}.account_id AND source_id = {row}.id"
)


def followings() -> list[Following]:
    """How they follow activities, and the sources that these are shown to come from."""
    return [
        Following(
            "activity_lines_follow_activities",
            "activities",
            ANY,
            "1 = 1",
            # Also where it is empty: whoever writes it at this moment is waited for.
            gained=[f"{_BEGIN} ON CONFLICT (activity_id) DO UPDATE SET form = '', line = NULL"],
            lost=[],
        ),
        Following(
            "activity_lines_follow_sources",
            "sources",
            ("disconnected_at",),
            "1 = 1",
            gained=[
                f"UPDATE activity_lines SET form = '', line = NULL WHERE activity_id IN ({_OF_SOURCE})"  # noqa: S608 (of our own)
            ],
            lost=[],
        ),
    ]


def begin_again(connection: Connection) -> None:
    """Begins an empty line for each activity; no triggers may be there. Lists mostly follow the start, and so do the lines in the table."""
    connection.execute(text("DELETE FROM activity_lines"))
    connection.execute(
        text(
            "INSERT INTO activity_lines (activity_id, account_id, form) "
            "SELECT id, account_id, '' FROM activities ORDER BY account_id, start_time"
        )
    )
