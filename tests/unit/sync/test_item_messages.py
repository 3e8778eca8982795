"""An item says which messages its file has, and of which of them something is kept."""

from __future__ import annotations

from uuid import uuid4

from fittrack_backend.records.message_counts import MessageCount
from fittrack_backend.storage.tables import SyncItemRow
from fittrack_backend.sync.job_views import item_view, with_messages


def row(messages: dict[str, int] | None) -> SyncItemRow:
    return SyncItemRow(
        id=uuid4(),
        job_id=uuid4(),
        source_id=uuid4(),
        key=b"a.fit",
        name="a.fit",
        outcome="new",
        remarks=(),
        records=[],
        messages=messages,
    )


def test_messages_are_in_an_item_only_when_they_are_asked_for() -> None:
    item = row({"record": 3312, "233": 93, "device_settings": 1})
    assert item_view(item).messages is None
    assert with_messages(item_view(item), item).messages == [
        MessageCount(name="record", count=3312, kept=True),
        MessageCount(name="233", count=93, kept=False),
        MessageCount(name="device_settings", count=1, kept=False),
    ]


def test_an_item_that_was_not_read_says_nothing_of_messages() -> None:
    item = row(None)
    assert with_messages(item_view(item), item).messages is None
