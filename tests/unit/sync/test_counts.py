"""The counts of a job's items: each item once, whatever becomes of it, and the sums that people see."""

from __future__ import annotations

from fittrack_backend.sync import counts
from fittrack_backend.sync.counts import CountsView, ProgressView

COUNTS = {"activities": {"new": 2, "failed": 1}, "": {"skipped": 3}, "health": {"new": 4}}


def test_an_item_that_is_done_no_longer_counts_as_pending() -> None:
    found: counts.Counts = {}
    counts.add(found, "activities", "pending")
    counts.add(found, "activities", "pending")
    counts.add(found, "activities", "pending", -1)
    counts.add(found, "activities", "new")
    assert found == {"activities": {"pending": 1, "new": 1}}


def test_items_of_no_known_type_count_together_and_go_when_their_type_is_known() -> None:
    found: counts.Counts = {}
    counts.add(found, None, "pending", 2)
    assert found == {"": {"pending": 2}}
    counts.add(found, None, "pending", -2)
    counts.add(found, "health", "new", 2)
    assert found == {"health": {"new": 2}}


def test_changing_a_copy_leaves_what_was_copied() -> None:
    changed = counts.copy(COUNTS)
    assert changed == COUNTS
    counts.add(changed, "activities", "new")
    assert COUNTS["activities"]["new"] == 2


def test_the_counts_of_all_types_together() -> None:
    assert counts.total(COUNTS, "new") == 6
    assert counts.total(COUNTS, "merged") == 0
    assert counts.view(COUNTS) == CountsView(
        total=10, pending=0, new=6, updated=0, merged=0, unchanged=0, skipped=3, failed=1
    )
    each = {one: 10**place for place, one in enumerate(counts.OUTCOMES)}
    assert counts.view({"activities": each}) == CountsView(total=1_111_111, **each)


def test_each_type_of_a_job_is_shown_and_files_of_no_type_if_there_are_any() -> None:
    def shown(kind: str | None, total: int, **some: int) -> ProgressView:
        every = dict.fromkeys(counts.OUTCOMES, 0) | some
        return ProgressView(total=total, **every, type=kind)

    assert counts.progress(COUNTS, ["activities", "workouts"]) == [
        shown("activities", 3, new=2, failed=1),
        shown("workouts", 0),
        shown(None, 3, skipped=3),
        shown("health", 4, new=4),
    ]
    assert counts.progress({}, ["health"]) == [shown("health", 0)]
