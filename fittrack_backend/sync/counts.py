"""How many items of a job stand where, kept with the job so that asking costs nothing."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

OUTCOMES = ("pending", "new", "updated", "merged", "unchanged", "skipped", "failed")

Counts = dict[str, dict[str, int]]
"""By type ("" where it is not known), then by outcome."""


def copy(counts: Mapping[str, Mapping[str, int]]) -> Counts:
    """The counts as they can be changed."""
    return {kind: dict(of_kind) for kind, of_kind in counts.items()}


def add(counts: Counts, kind: str | None, outcome: str, count: int = 1) -> None:
    """Counts items in, or out with a negative `count`."""
    of_kind = counts.setdefault(kind or "", {})
    of_kind[outcome] = of_kind.get(outcome, 0) + count
    if not any(of_kind.values()):
        del counts[kind or ""]


def total(counts: Mapping[str, Mapping[str, int]], outcome: str) -> int:
    """How many items of all types stand there."""
    return sum(int(of_kind.get(outcome, 0)) for of_kind in counts.values())


@frozen
class CountsView:
    """The counts of a job as the contract shows them."""

    total: int
    pending: int
    new: int
    updated: int
    merged: int
    unchanged: int
    skipped: int
    failed: int


@frozen
class ProgressView(CountsView):
    """The counts of one type; None for files whose kind is not known."""

    type: str | None


def view(counts: Mapping[str, Mapping[str, int]]) -> CountsView:
    """The counts of all types together."""
    by_outcome = {outcome: total(counts, outcome) for outcome in OUTCOMES}
    return CountsView(total=sum(by_outcome.values()), **by_outcome)


def progress(counts: Mapping[str, Mapping[str, int]], types: list[str]) -> list[ProgressView]:
    """The counts of each of the job's types, and of the files of no known type if there are any."""
    kinds = [*types, *(kind for kind in counts if kind not in types)]
    views: list[ProgressView] = []
    for kind in kinds:
        of_kind = {outcome: int(counts.get(kind, {}).get(outcome, 0)) for outcome in OUTCOMES}
        views.append(ProgressView(total=sum(of_kind.values()), **of_kind, type=kind or None))
    return views
