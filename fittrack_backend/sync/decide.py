"""What becomes of a file: decided here from what is known and seen, done elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve, field, frozen

from fittrack_backend.records.data_types import ALL_TYPES, TYPES
from fittrack_backend.records.storable import text
from fittrack_backend.sources.port import Stamp
from fittrack_backend.storage.origin import Taken
from fittrack_backend.storage.record_notes import HeldRecord, ItemRecord
from fittrack_backend.storage.removed import Removed
from fittrack_backend.sync.memory import KnownFile
from fittrack_backend.sync.reading import Look, Range, too_large

RECORDS_KEPT = "its records are kept"
VANISHED = "it was removed before it could be read"
NOTHING_NEW = "what it holds was already there"
NOTHING_CHANGED = "the file changed, but not what is kept of it"


@frozen
class Wish:
    """What a job is to do."""

    types: frozenset[str]
    range: Range = field(factory=Range)
    full: bool = False
    max_bytes: int = 256 * 2**20

    @property
    def everything(self) -> bool:
        """Whether the job covers all types, and so also the files of no type."""
        return self.types >= ALL_TYPES


@frozen
class Settled:
    """How an item ends."""

    outcome: str
    reason: str | None = None
    twin_of: str | None = None
    type: str | None = None
    records: Sequence[ItemRecord] = ()


@frozen
class Pending:
    """The file is to be read."""

    type: str | None


@frozen
class LookFirst:
    """The file is to be looked at before it can be decided."""


@frozen
class LeaveOut:
    """The file does not concern this job."""


def main_type(types: Iterable[str]) -> str | None:
    """The type that an item of several types is shown under."""
    there = set(types)
    return next((one for one in TYPES if one in there), None)


def at_sight(
    stamp: Stamp, known: KnownFile | None, wish: Wish
) -> Settled | Pending | LookFirst | LeaveOut:
    """Decides by key and stamp alone."""
    if known is None or not known.is_unchanged(stamp):
        return LookFirst()
    return _of_known(known, wish)


def at_return(known: KnownFile, wish: Wish) -> Pending | None:
    """What becomes of a file that was gone and is there again, unchanged: it is read, since what it holds may not have
    counted since then. None: nothing is known to be in it."""
    of_job = known.types & wish.types
    return Pending(main_type(of_job)) if of_job and known.records else None


def _of_known(known: KnownFile, wish: Wish) -> Settled | Pending | LookFirst | LeaveOut:
    if not known.types:
        is_failed = known.outcome == "failed"
        if is_failed and known.sha256 is None and (wish.full or not known.taken):
            return LookFirst()
        return Settled(known.outcome, known.reason) if wish.everything or is_failed else LeaveOut()
    of_job = known.types & wish.types
    if not of_job:
        return LeaveOut()
    if wish.full or known.sha256 is None or of_job - known.taken:
        return Pending(main_type(of_job))
    return as_before(known, wish)


def as_before(known: KnownFile, wish: Wish) -> Settled:
    """What becomes of a file whose content is the same as when it was read completely."""
    records = [record for record in known.records if record.type in wish.types]
    kind = main_type(record.type for record in records) or main_type(known.types & wish.types)
    if known.outcome in ("failed", "skipped"):
        return Settled(known.outcome, known.reason, None, kind)
    if records and not wish.range.open and not any(_within(one, wish.range) for one in records):
        return Settled("skipped", f"outside the range {wish.range}", None, kind)
    return Settled(
        "unchanged",
        known.reason,
        known.twin_of,
        kind,
        [record.shown("unchanged") for record in records],
    )


def _within(record: HeldRecord, days: Range) -> bool:
    return record.day is None or days.holds(record.day)


def after_look(look: Look, known: KnownFile | None, wish: Wish) -> Settled | Pending | LeaveOut:
    """Decides by the file's first bytes and, where they were asked for, its digest."""
    if look.outcome == "vanished":
        return _of_vanished(known, wish)
    if look.outcome == "failed" or look.seen is None or look.sniffed is None:
        return Settled("failed", look.reason)
    types = look.sniffed.types
    if not types:
        return Settled("skipped", look.sniffed.reason) if wish.everything else LeaveOut()
    of_job = types & wish.types
    if not of_job:
        return LeaveOut()
    if look.seen.size > wish.max_bytes:
        return Settled("failed", too_large(wish.max_bytes), None, main_type(of_job))
    if is_same_content(look, known) and known is not None:
        found = _of_known(known, wish)
        if known.gone_at is not None and isinstance(found, Settled):
            return at_return(known, wish) or found
        if isinstance(found, Settled | Pending):
            return found
    return Pending(main_type(of_job))


def _of_vanished(known: KnownFile | None, wish: Wish) -> Settled | LeaveOut:
    if known is not None and known.gone_at is None and known.types & wish.types:
        return removed(known, VANISHED)
    return Settled("skipped", VANISHED) if wish.everything else LeaveOut()


def is_same_content(look: Look, known: KnownFile | None) -> bool:
    """Whether the file holds what it held when it was last read."""
    return known is not None and look.sha256 is not None and look.sha256 == known.sha256


def after_rename(known: KnownFile, old_name: str, wish: Wish) -> Settled:
    """What becomes of a file that has another name now."""
    settled = as_before(known, wish)
    if settled.outcome != "unchanged":
        return settled
    reason = _joined([f"renamed from {old_name}", *([settled.reason] if settled.reason else [])])
    return evolve(settled, reason=reason)


def without_removed(known: KnownFile, removed: Removed) -> KnownFile:
    """A file as it counts now: what was removed of it since it was read is not there."""
    if not removed or known.outcome == "failed":
        return known
    why = [removed.why(known.sha256, one.id, one.date) for one in known.records]
    reasons = [one for one in why if one is not None]
    if not reasons:
        return known
    outcome = "skipped" if len(reasons) == len(why) else known.outcome
    reason = _joined([*reasons, *([known.reason] if known.reason else [])])
    kept = tuple(one for one, gone in zip(known.records, why, strict=True) if gone is None)
    return evolve(known, outcome=outcome, reason=reason, records=kept)


def removed(known: KnownFile, reason: str) -> Settled:
    """What becomes of a file that is no longer there; its source says why."""
    kind = main_type(record.type for record in known.records) or main_type(known.types)
    return Settled("skipped", f"{reason}; {RECORDS_KEPT}" if known.records else reason, None, kind)


@frozen
class TakenRecord:
    """A record of a file that was read, and what became of it."""

    type: str
    taken: Taken


def remembered(records: Iterable[TakenRecord]) -> list[HeldRecord]:
    """A file's records as they are remembered."""
    return [
        HeldRecord(
            one.type,
            one.taken.id,
            one.taken.date if one.type == "health" else None,
            one.taken.date,
        )
        for one in records
    ]


def after_reading(
    records: Sequence[TakenRecord],
    damage: Sequence[str],
    known: KnownFile | None,
    of_job: str | None,
    *,
    same_content: bool = False,
) -> tuple[Settled, str | None]:
    """How the item of a file that was read ends, and the reason to remember with the file: without what
    was removed, which `without_removed` says as long as it is.

    A file that held records before is `updated` when any of them is new or changed; one that did
    not is `new`, also where it adds to a day that other files know of, and `merged` when all that it
    adds is another recording of what is there. With the
    `same_content` as before the file was read again only because somebody wished so.
    """
    had_records = known is not None and bool(known.records)
    adds = any(
        one.taken.outcome == "new" or (one.type == "health" and one.taken.outcome == "updated")
        for one in records
    )
    outcomes = {one.taken.outcome for one in records}
    if outcomes == {"skipped"}:
        outcome = "skipped"
    elif outcomes <= {"unchanged", "skipped"}:
        outcome = "unchanged"
    elif adds and not had_records:
        outcome = "new"
    else:
        outcome = "merged" if "merged" in outcomes and not had_records else "updated"
    twins = [one for one in records if one.taken.twin_of is not None]
    removed = [one.taken.why for one in records if one.taken.why is not None]
    lasting = [*damage, *(_of_twin(one) for one in twins)]
    passing: list[str] = []
    if outcome == "unchanged" and not twins and not removed and not same_content:
        passing = [NOTHING_CHANGED if had_records else NOTHING_NEW]
    shown = [
        record.shown(one.taken.outcome)
        for record, one in zip(remembered(records), records, strict=True)
    ]
    settled = Settled(
        outcome,
        _joined([*removed, *lasting, *passing]),
        twins[0].taken.twin_of if twins else None,
        main_type(one.type for one in records) or of_job,
        shown,
    )
    return settled, _joined(lasting)


def _of_twin(record: TakenRecord) -> str:
    what = "workout" if record.type == "workouts" else "activity"
    return f"the same {what} is in {record.taken.twin_of}"


def _joined(reasons: Sequence[str]) -> str | None:
    return text("; ".join(dict.fromkeys(reasons))) if reasons else None
