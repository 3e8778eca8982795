"""A file with the bytes of another is a copy of it, where that one holds what the job asks for."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from attrs import evolve

from fittrack_backend.readers.contents import SniffResult
from fittrack_backend.records.data_types import ALL_TYPES
from fittrack_backend.storage.record_notes import HeldRecord
from fittrack_backend.sync import copies
from fittrack_backend.sync.decide import Settled, Wish
from fittrack_backend.sync.memory import KnownFile
from fittrack_backend.sync.reading import Range, Reading

SOURCE, OTHER = UUID(int=1), UUID(int=2)
ALL = Wish(ALL_TYPES)
ACTIVITY = HeldRecord("activities", UUID(int=9), None, dt.date(2026, 4, 1))
FIRST = KnownFile(
    source_id=SOURCE,
    key=b"a.fit",
    name="a.fit",
    stamp=None,
    size=100,
    outcome="new",
    types=frozenset({"activities", "health"}),
    taken=frozenset({"activities"}),
    records=(ACTIVITY,),
)
READING = Reading("read", sniffed=SniffResult("fit", frozenset({"activities"}), None))


def original(
    *same: KnownFile, reading: Reading = READING, wish: Wish = ALL, key: bytes = b"b.fit"
) -> KnownFile | None:
    return copies.original_of(SOURCE, key, reading, same, wish, {SOURCE, OTHER})


def test_another_file_with_the_same_content_is_the_original() -> None:
    assert original(FIRST) == FIRST
    elsewhere = evolve(FIRST, source_id=OTHER)
    assert original(elsewhere, key=b"a.fit") == elsewhere, "the same name in another source"


def test_a_file_is_no_copy_of_itself() -> None:
    assert original(FIRST, key=b"a.fit") is None
    assert original() is None


@pytest.mark.parametrize(
    "unfit",
    [
        evolve(FIRST, gone_at=dt.datetime(2026, 4, 2, tzinfo=dt.UTC)),
        evolve(FIRST, source_id=UUID(int=3)),
        evolve(FIRST, outcome="failed"),
        evolve(FIRST, outcome="skipped"),
        evolve(FIRST, taken=frozenset({"health"})),
    ],
    ids=["gone", "of a source that is not connected", "failed", "skipped", "read for other types"],
)
def test_a_file_that_does_not_hold_what_is_asked_for_is_passed_over(
    unfit: KnownFile,
) -> None:
    assert original(unfit) is None
    good = evolve(FIRST, key=b"c.fit")
    assert original(unfit, good) == good


def test_only_the_types_that_both_the_job_and_the_file_are_about_must_have_been_read() -> None:
    both = evolve(READING, sniffed=SniffResult("fit", frozenset({"activities", "health"}), None))
    assert original(FIRST, reading=both) is None
    assert original(FIRST, reading=both, wish=Wish(frozenset({"activities"}))) == FIRST


def test_whoever_asks_for_everything_again_gets_no_copy() -> None:
    assert original(FIRST, wish=evolve(ALL, full=True)) is None
    assert original(FIRST, reading=evolve(READING, sniffed=None)) is None


def test_a_copy_names_its_original_and_shows_its_records_as_unchanged() -> None:
    damaged = evolve(FIRST, reason="it is cut short", twin_of="z.fit")
    assert copies.settled(damaged, ALL) == Settled(
        "unchanged", "a copy of a.fit", "a.fit", "activities", [ACTIVITY.shown("unchanged")]
    )
    of_later = evolve(ALL, range=Range(since=dt.date(2026, 5, 1)))
    assert copies.settled(FIRST, of_later) == Settled(
        "unchanged", "a copy of a.fit", "a.fit", "activities"
    ), "what it is a copy of is told in any case"
