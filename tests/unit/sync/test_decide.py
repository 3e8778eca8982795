"""What becomes of a file, from what is known and seen."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

import pytest
from attrs import evolve

from fittrack_backend.readers.contents import SniffResult
from fittrack_backend.records.data_types import ALL_TYPES
from fittrack_backend.sources.port import Stamp
from fittrack_backend.storage.origin import RecordOutcome, Taken
from fittrack_backend.storage.record_notes import HeldRecord, ItemRecord
from fittrack_backend.storage.removed import ACTIVITY_DELETED, Removed
from fittrack_backend.sync import decide
from fittrack_backend.sync.decide import LeaveOut, LookFirst, Pending, Settled, TakenRecord, Wish
from fittrack_backend.sync.memory import KnownFile
from fittrack_backend.sync.reading import Look, Range, Seen

STAMP = Stamp("as it was")
ALL = Wish(ALL_TYPES)
ACTIVITY = HeldRecord("activities", UUID(int=0), None, dt.date(2026, 4, 1))
KNOWN = KnownFile(
    source_id=UUID(int=1),
    key=b"a.fit",
    name="a.fit",
    stamp=STAMP,
    size=100,
    outcome="new",
    id=UUID(int=2),
    sha256="ab",
    file_format="fit",
    types=frozenset({"activities"}),
    taken=frozenset({"activities"}),
    records=(ACTIVITY,),
)
WORKOUT = HeldRecord("workouts", UUID(int=3), None, None)
DAY = HeldRecord("health", None, dt.date(2026, 4, 2), dt.date(2026, 4, 2))
SEVERAL = evolve(
    KNOWN,
    types=frozenset({"activities", "health", "workouts"}),
    taken=frozenset({"activities", "health", "workouts"}),
    reason="it is cut short",
    records=(ACTIVITY, DAY, WORKOUT),
)
NONE_REMOVED = Removed({}, {}, {}, {})


def only(*types: str) -> Wish:
    return Wish(frozenset(types))


def test_an_unchanged_file_is_settled_without_opening_it() -> None:
    found = decide.at_sight(STAMP, KNOWN, ALL)
    assert isinstance(found, Settled)
    assert (found.outcome, found.type) == ("unchanged", "activities")
    assert [one.outcome for one in found.records] == ["unchanged"]
    assert "day" not in found.records[0].to_json()


def test_another_stamp_makes_it_worth_a_look() -> None:
    assert isinstance(decide.at_sight(Stamp("another"), KNOWN, ALL), LookFirst)


def test_a_file_that_could_have_changed_unnoticed_is_worth_a_look() -> None:
    assert isinstance(decide.at_sight(STAMP, evolve(KNOWN, stamp=None), ALL), LookFirst)


def test_an_unknown_file_is_worth_a_look() -> None:
    assert isinstance(decide.at_sight(STAMP, None, ALL), LookFirst)


def test_only_files_of_the_jobs_types_are_its_matter() -> None:
    assert isinstance(decide.at_sight(STAMP, KNOWN, only("workouts")), LeaveOut)
    settings = evolve(
        KNOWN, types=frozenset(), taken=frozenset(), outcome="skipped", reason="a settings file"
    )
    assert isinstance(decide.at_sight(STAMP, settings, only("health")), LeaveOut)
    assert decide.at_sight(STAMP, settings, ALL) == Settled("skipped", "a settings file")


def test_a_file_read_for_one_type_is_read_again_for_another() -> None:
    both = evolve(KNOWN, types=frozenset({"activities", "workouts"}))
    assert decide.at_sight(STAMP, both, only("workouts")) == Pending("workouts")
    assert isinstance(decide.at_sight(STAMP, both, only("activities")), Settled)


def test_full_reads_everything_again() -> None:
    assert decide.at_sight(STAMP, KNOWN, evolve(ALL, full=True)) == Pending("activities")


def test_a_bad_file_stays_failed_until_it_changes_but_what_was_closed_is_tried_again() -> None:
    bad = evolve(KNOWN, outcome="failed", reason="it is damaged", records=())
    assert decide.at_sight(STAMP, bad, ALL) == Settled(
        "failed", "it is damaged", None, "activities"
    )
    closed = evolve(bad, sha256=None)
    assert decide.at_sight(STAMP, closed, ALL) == Pending("activities")
    unknown = evolve(closed, types=frozenset(), taken=frozenset())
    assert isinstance(decide.at_sight(STAMP, unknown, ALL), LookFirst)
    hopeless = evolve(unknown, taken=ALL_TYPES)
    assert decide.at_sight(STAMP, hopeless, only("health")) == Settled("failed", "it is damaged")
    assert isinstance(decide.at_sight(STAMP, hopeless, evolve(ALL, full=True)), LookFirst)


@pytest.mark.parametrize(
    ("days", "outcome"),
    [
        (Range(), "unchanged"),
        (Range(dt.date(2026, 4, 1), dt.date(2026, 4, 1)), "unchanged"),
        (Range(since=dt.date(2026, 4, 2)), "skipped"),
        (Range(until=dt.date(2026, 3, 31)), "skipped"),
    ],
)
def test_the_range_holds_for_known_files_too(days: Range, outcome: str) -> None:
    found = decide.at_sight(STAMP, KNOWN, evolve(ALL, range=days))
    assert isinstance(found, Settled)
    assert found.outcome == outcome
    if outcome == "skipped":
        assert found == Settled("skipped", f"outside the range {days}", None, "activities")


def test_an_unchanged_file_still_says_what_was_wrong_with_it_and_what_it_is_a_twin_of() -> None:
    known = evolve(KNOWN, reason="it is cut short", twin_of="b.fit")
    assert decide.at_sight(STAMP, known, ALL) == Settled(
        "unchanged", "it is cut short", "b.fit", "activities", [ACTIVITY.shown("unchanged")]
    )


def test_a_file_whose_activity_was_deleted_stays_skipped() -> None:
    known = evolve(KNOWN, outcome="skipped", reason=ACTIVITY_DELETED, records=())
    assert decide.at_sight(STAMP, known, ALL) == Settled(
        "skipped", ACTIVITY_DELETED, None, "activities"
    )


def test_a_file_without_records_is_shown_under_a_type_that_it_may_hold() -> None:
    workouts = frozenset({"workouts"})
    empty = evolve(KNOWN, types=workouts, taken=workouts, records=())
    found = decide.at_sight(STAMP, empty, only("activities", "workouts"))
    assert found == Settled("unchanged", None, None, "workouts", [])


def test_a_file_that_is_there_again_is_read_for_the_jobs_types_if_it_held_anything() -> None:
    assert decide.at_return(SEVERAL, only("health", "workouts")) == Pending("health")
    assert decide.at_return(KNOWN, only("health")) is None
    assert decide.at_return(evolve(KNOWN, records=()), ALL) is None


def look(*types: str, sha256: str | None = None, size: int = 100) -> Look:
    sniffed = SniffResult("fit", frozenset(types), None)  # type: ignore[arg-type]
    return Look("fine", None, Seen(STAMP, size), sniffed, sha256)


def test_after_a_look() -> None:
    assert decide.after_look(look("activities"), None, ALL) == Pending("activities")
    assert isinstance(decide.after_look(look("activities"), None, only("health")), LeaveOut)
    assert isinstance(decide.after_look(Look("vanished"), None, only("health")), LeaveOut)
    assert decide.after_look(Look("vanished"), None, ALL) == Settled("skipped", decide.VANISHED)
    assert decide.after_look(Look("vanished"), KNOWN, ALL) == Settled(
        "skipped", f"{decide.VANISHED}; {decide.RECORDS_KEPT}", None, "activities"
    )
    assert decide.after_look(Look("failed", "permission denied"), None, only("health")) == Settled(
        "failed", "permission denied"
    )
    same = decide.after_look(look("activities", sha256="ab"), KNOWN, ALL)
    assert isinstance(same, Settled)
    assert same.outcome == "unchanged"
    assert decide.after_look(look("activities", sha256="cd"), KNOWN, ALL) == Pending("activities")
    large = decide.after_look(look("activities", size=2**30), None, ALL)
    assert large == Settled("failed", "larger than the limit of 256 MiB", None, "activities")
    as_allowed = decide.after_look(look("activities", size=256 * 2**20), None, ALL)
    assert as_allowed == Pending("activities")


def test_a_file_of_no_type_concerns_only_a_job_that_covers_all() -> None:
    settings = Look("fine", None, Seen(STAMP, 100), SniffResult("fit", frozenset(), "settings"))
    assert decide.after_look(settings, None, ALL) == Settled("skipped", "settings")
    assert isinstance(decide.after_look(settings, None, only("activities")), LeaveOut)


def test_a_known_file_that_vanishes_concerns_only_a_job_of_its_types() -> None:
    assert isinstance(decide.after_look(Look("vanished"), KNOWN, only("workouts")), LeaveOut)
    gone = evolve(KNOWN, gone_at=dt.datetime(2026, 4, 3, tzinfo=dt.UTC))
    assert decide.after_look(Look("vanished"), gone, ALL) == Settled("skipped", decide.VANISHED)


def test_a_renamed_file_says_what_it_was_called() -> None:
    found = decide.after_rename(KNOWN, "old.fit", ALL)
    assert (found.outcome, found.reason) == ("unchanged", "renamed from old.fit")


def test_a_removed_file_keeps_its_records() -> None:
    reason = "no longer in the folder"
    assert decide.removed(KNOWN, reason).reason == "no longer in the folder; its records are kept"
    empty = decide.removed(evolve(KNOWN, records=()), reason)
    assert (empty.reason, empty.type) == ("no longer in the folder", "activities")


def test_what_was_removed_of_a_file_does_not_count_any_more() -> None:
    removed = evolve(NONE_REMOVED, activities={UUID(int=0): ACTIVITY_DELETED})
    assert decide.without_removed(SEVERAL, removed) == evolve(
        SEVERAL, reason=f"{ACTIVITY_DELETED}; it is cut short", records=(DAY, WORKOUT)
    )
    assert decide.without_removed(KNOWN, removed) == evolve(
        KNOWN, outcome="skipped", reason=ACTIVITY_DELETED, records=()
    )


def test_a_day_is_removed_of_the_file_with_that_content_alone() -> None:
    why = "it was undone"
    removed = evolve(NONE_REMOVED, days={("ab", dt.date(2026, 4, 2)): why})
    assert decide.without_removed(SEVERAL, removed).records == (ACTIVITY, WORKOUT)
    other_content = evolve(SEVERAL, sha256="cd")
    assert decide.without_removed(other_content, removed) == other_content
    other_day = evolve(NONE_REMOVED, days={("ab", dt.date(2026, 4, 3)): why})
    assert decide.without_removed(SEVERAL, other_day) == SEVERAL


def test_a_file_of_which_nothing_was_removed_is_as_it_was() -> None:
    assert decide.without_removed(SEVERAL, NONE_REMOVED) == SEVERAL
    removed = evolve(NONE_REMOVED, activities={UUID(int=0): ACTIVITY_DELETED})
    failed = evolve(SEVERAL, outcome="failed")
    assert decide.without_removed(failed, removed) == failed


def record(
    outcome: RecordOutcome, kind: str = "activities", twin: str | None = None
) -> TakenRecord:
    identifier = None if kind == "health" else uuid4()
    why = ACTIVITY_DELETED if outcome == "skipped" else None
    return TakenRecord(kind, Taken(identifier, dt.date(2026, 4, 1), outcome, twin, why))


@pytest.mark.parametrize(
    ("records", "known", "outcome", "reason"),
    [
        ([record("new"), record("unchanged")], None, "new", None),
        ([record("new")], KNOWN, "updated", None),
        ([record("updated")], KNOWN, "updated", None),
        ([record("updated")], None, "updated", None),
        ([record("updated", "health")], None, "new", None),
        ([record("unchanged")], KNOWN, "unchanged", decide.NOTHING_CHANGED),
        ([record("unchanged")], None, "unchanged", decide.NOTHING_NEW),
        ([record("unchanged", twin="b.fit")], None, "unchanged", "the same activity is in b.fit"),
        ([record("merged", twin="b.fit")], None, "merged", "the same activity is in b.fit"),
        ([record("merged", twin="b.fit")], KNOWN, "updated", "the same activity is in b.fit"),
        (
            [record("new"), record("merged", twin="b.fit")],
            None,
            "new",
            "the same activity is in b.fit",
        ),
        (
            [record("unchanged", "workouts", twin="b.fit")],
            None,
            "unchanged",
            "the same workout is in b.fit",
        ),
        ([record("skipped")], None, "skipped", ACTIVITY_DELETED),
        ([record("skipped"), record("unchanged")], KNOWN, "unchanged", ACTIVITY_DELETED),
    ],
)
def test_the_outcome_of_a_file_that_was_read(
    records: list[TakenRecord], known: KnownFile | None, outcome: str, reason: str | None
) -> None:
    settled, _ = decide.after_reading(records, (), known, "activities")
    assert (settled.outcome, settled.reason) == (outcome, reason)


def test_damage_and_twin_are_both_told_and_remembered() -> None:
    settled, lasting = decide.after_reading(
        [record("unchanged", twin="b.fit")], ["the file is cut short"], None, "activities"
    )
    assert settled.reason == lasting == "the file is cut short; the same activity is in b.fit"
    assert settled.twin_of == "b.fit"


def test_an_item_shows_each_record_and_what_became_of_it() -> None:
    activity, day = record("new", "workouts"), record("unchanged", "health")
    settled, _ = decide.after_reading([activity, day], (), None, "activities")
    assert settled.records == [
        ItemRecord("workouts", activity.taken.id, None, "new"),
        ItemRecord("health", None, dt.date(2026, 4, 1), "unchanged"),
    ]
    assert settled.type == "health", "by what was found in it, not by what it looked like"
    nothing, _ = decide.after_reading([], (), None, "activities")
    assert (nothing.outcome, nothing.type) == ("unchanged", "activities")


def test_a_file_is_remembered_with_the_day_of_each_record() -> None:
    workout, day = record("new", "workouts"), record("new", "health")
    date = dt.date(2026, 4, 1)
    assert decide.remembered([workout, day]) == [
        HeldRecord("workouts", workout.taken.id, None, date),
        HeldRecord("health", None, date, date),
    ]
