"""Finding out what there is to do: everything in every source gets its item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from uuid import UUID

from attrs import define, evolve, field, frozen

from fittrack_backend.records.data_types import ALL_TYPES
from fittrack_backend.sources.port import (
    Collected,
    Days,
    Found,
    Interrupted,
    NotOffered,
    Source,
    SourceUnavailable,
)
from fittrack_backend.sync import decide
from fittrack_backend.sync.asked import AskedOfType, of_scan
from fittrack_backend.sync.decide import LeaveOut, LookFirst, Pending, Settled, Wish
from fittrack_backend.sync.known_bad import content_of, unless_ignored, without_content
from fittrack_backend.sync.memory import KnownFile
from fittrack_backend.sync.pool import Batch, DecodePool
from fittrack_backend.sync.reading import Look, LookTask

_AT_ONCE = 64
"""How many files a worker looks at in one go."""


@frozen
class ScannedSource:
    """A source that is to be scanned. `ignored` are the contents, by key, that its owner knows to be bad."""

    id: UUID
    source: Source
    ignored: Mapping[bytes, str] = field(factory=dict)
    waiting: Sequence[Collected] = ()
    """What was collected of it and that no job scanned yet."""
    only_keys: Collection[bytes] | None = None
    """The keys of all that its scan can find, where that is known and little."""
    is_collected: bool = False
    """Whether a service is asked for what it has, in portions that are scanned one by one."""
    away: str | None = None
    """Why the service could not be asked."""


@frozen
class PlannedItem:
    """An item to be: pending, or already settled."""

    source_id: UUID
    key: bytes
    name: str
    size: int | None
    plan: Settled | Pending
    content: str | None = None
    """Of what failed: what tells that it is the same that fails again."""


@define
class Plan:
    """What a scan of one source found: items in the order of their keys, and what to remember."""

    items: list[PlannedItem] = field(factory=list)
    remember: list[KnownFile] = field(factory=list)
    seen_again: list[KnownFile] = field(factory=list)
    gone: list[KnownFile] = field(factory=list)
    renamed: list[tuple[KnownFile, Found]] = field(factory=list)
    """Files as they were, each with what it was found as."""
    for_next_scan: bytes | None = None
    """What the source wants to be given then."""
    asked: list[AskedOfType] = field(factory=list)
    """The days that it was asked for."""
    waited: Sequence[Collected] = ()
    """What was collected of it and had waited for a job that takes all that is in it."""

    def of_portion(self) -> Plan:
        """As it is before all is collected: what is there can still change or go, so only what is to be read gets its item."""
        to_read = [one for one in self.items if isinstance(one.plan, Pending)]
        return evolve(self, items=to_read, gone=[])


@define
class _Missing:
    """A known file that is no longer there, and why."""

    file: KnownFile
    reason: str


def scan_source(
    scanned: ScannedSource,
    known: Mapping[bytes, KnownFile],
    wish: Wish,
    pool: DecodePool,
    *,
    zone: str | None,
    stopped: Callable[[], bool],
) -> Plan:
    """Scans the source, looks into what is new or changed, and decides what can be decided.

    `zone` is the athlete's. Raises SourceUnavailable, and Interrupted when `stopped`.
    """
    plan, began = Plan(), dt.datetime.now(dt.UTC)
    there = [file.key for file in known.values() if file.gone_at is None]
    found: list[Found] = []
    missing: list[_Missing] = []
    asked: list[Days] = []
    for page in scanned.source.scan(there, stopped):
        found += page.found
        missing += [_Missing(known[gone.key], gone.reason) for gone in page.gone]
        _add_not_offered(plan, scanned, page.not_offered, wish)
        plan.for_next_scan = page.remember
        asked += page.asked
    plan.asked = of_scan(asked, sorted(wish.types), wish.range, zone=zone, at=began)
    if wish.everything and wish.range.open:
        plan.waited = scanned.waiting
    undecided: list[Found] = []
    for one in found:
        before = known.get(one.key)
        decision = decide.at_sight(one.stamp, before, wish)
        if before is not None and before.gone_at is not None and isinstance(decision, Settled):
            decision = decide.at_return(before, wish) or decision
        if isinstance(decision, LookFirst):
            undecided.append(one)
            continue
        _add(
            plan,
            scanned,
            one,
            decision,
            content_of(before.sha256 if before is not None else None, one.stamp),
        )
        if before is not None and before.gone_at is not None:
            plan.seen_again.append(evolve(before, gone_at=None))
    looks = _look_at(undecided, scanned, known, missing, wish, pool, stopped)
    _check_available(scanned.source, looks)
    _decide_looked_at(plan, scanned, known, missing, wish, list(zip(undecided, looks, strict=True)))
    plan.items.sort(key=lambda item: item.key)
    return plan


def _add_not_offered(
    plan: Plan, scanned: ScannedSource, not_offered: Sequence[NotOffered], wish: Wish
) -> None:
    for one in not_offered:
        content = None
        if one.failed:
            content = content_of(None, one.stamp) or without_content(one.reason)
            settled = unless_ignored(
                Settled("failed", one.reason), content, scanned.ignored.get(one.key)
            )
        elif wish.everything:
            settled = Settled("skipped", one.reason)
        else:
            continue
        plan.items.append(PlannedItem(scanned.id, one.key, one.name, None, settled, content))


def _add(
    plan: Plan,
    scanned: ScannedSource,
    found: Found,
    decision: Settled | Pending | LeaveOut,
    content: str | None,
    ignored: str | None = None,
) -> None:
    if isinstance(decision, LeaveOut):
        return
    if isinstance(decision, Settled):
        decision = unless_ignored(decision, content, ignored or scanned.ignored.get(found.key))
    plan.items.append(PlannedItem(scanned.id, found.key, found.name, found.size, decision, content))


def _look_at(
    files: Sequence[Found],
    scanned: ScannedSource,
    known: Mapping[bytes, KnownFile],
    missing: Sequence[_Missing],
    wish: Wish,
    pool: DecodePool,
    stopped: Callable[[], bool],
) -> list[Look]:
    sizes_missing = {one.file.size for one in missing if one.file.sha256 is not None}

    def needs_digest(found: Found) -> bool:
        before = known.get(found.key)
        if _is_unknown(before) and _can_be(found, sizes_missing):
            return True
        return (
            before is not None
            and before.sha256 is not None
            and _can_be(found, {before.size})
            and not wish.full
        )

    batches: list[Batch[Look]] = []
    try:
        for start in range(0, len(files), _AT_ONCE):
            tasks = [
                LookTask(
                    scanned.source.for_opening(found.key),
                    found.key,
                    needs_digest(found),
                    wish.max_bytes,
                )
                for found in files[start : start + _AT_ONCE]
            ]
            batches.append(pool.look(tasks))
        for batch in batches:
            while not batch.wait(0.1):
                if stopped():
                    raise Interrupted
    except Interrupted:
        for batch in batches:
            pool.abandon(batch)
        raise
    return [look for batch in batches for look in batch.results()]


def _check_available(source: Source, looks: Sequence[Look]) -> None:
    """A source that is away must not look like files that were removed or cannot be read."""
    for look in looks:
        if look.outcome == "away":
            raise SourceUnavailable(look.reason)
    if any(look.seen is None for look in looks):
        source.check()


def _can_be(found: Found, sizes: set[int]) -> bool:
    """Whether it can have the content of a file of one of these sizes."""
    return bool(sizes) if found.size is None else found.size in sizes


def _decide_looked_at(
    plan: Plan,
    scanned: ScannedSource,
    known: Mapping[bytes, KnownFile],
    missing: Sequence[_Missing],
    wish: Wish,
    looked_at: Sequence[tuple[Found, Look]],
) -> None:
    lost = {one.file.sha256: one.file for one in reversed(missing) if one.file.sha256 is not None}
    found_again: set[bytes] = set()
    for found, look in looked_at:
        before = known.get(found.key)
        old = lost.get(look.sha256) if _is_unknown(before) and look.sha256 is not None else None
        if old is not None and look.seen is not None:
            lost.pop(look.sha256 or "", None)
            found_again.add(old.key)
            plan.renamed.append((old, found))
            moved = evolve(
                old,
                key=found.key,
                name=found.name,
                stamp=look.seen.stamp,
                size=look.seen.size,
            )
            plan.seen_again.append(moved)
            decided = _of_renamed(moved, old, wish)
            content = content_of(old.sha256, None)
            _add(plan, scanned, found, decided, content, scanned.ignored.get(old.key))
            continue
        decision = decide.after_look(look, before, wish)
        stamp = look.seen.stamp if look.seen is not None else None
        _add(plan, scanned, found, decision, content_of(look.sha256, stamp or found.stamp))
        _note(plan, scanned, found, look, before, decision)
    now = dt.datetime.now(dt.UTC)
    for one in missing:
        file = one.file
        if file.key in found_again or not _concerns(file, wish):
            continue
        plan.gone.append(evolve(file, gone_at=now))
        removed = decide.removed(file, one.reason)
        plan.items.append(PlannedItem(scanned.id, file.key, file.name, None, removed))


def _is_unknown(before: KnownFile | None) -> bool:
    return before is None or before.gone_at is not None


def _of_renamed(moved: KnownFile, old: KnownFile, wish: Wish) -> Settled | Pending | LeaveOut:
    of_job = moved.types & wish.types
    if not of_job:
        return LeaveOut() if moved.types or not wish.everything else decide.as_before(moved, wish)
    if wish.full or of_job - moved.taken:
        return Pending(decide.main_type(of_job))
    return decide.after_rename(moved, old.name, wish)


def _concerns(file: KnownFile, wish: Wish) -> bool:
    return wish.everything or bool(file.types & wish.types)


def _note(
    plan: Plan,
    scanned: ScannedSource,
    found: Found,
    look: Look,
    before: KnownFile | None,
    decision: Settled | Pending | LeaveOut,
) -> None:
    """Remembers what looking told, where that saves looking again or is missing from now on."""
    if before is not None and decide.is_same_content(look, before):
        if look.seen is not None:
            plan.seen_again.append(
                evolve(before, stamp=look.seen.stamp, size=look.seen.size, gone_at=None)
            )
        return
    if not isinstance(decision, Settled) or look.outcome == "vanished":
        return
    plan.remember.append(
        KnownFile(
            source_id=scanned.id,
            key=found.key,
            name=found.name,
            stamp=look.seen.stamp if look.seen else found.stamp,
            size=look.seen.size if look.seen else found.size or 0,
            outcome=decision.outcome,
            id=before.id if before else None,
            filed_sha256=before.records_from if before else None,
            types=look.sniffed.types if look.sniffed else before.types if before else frozenset(),
            taken=ALL_TYPES if look.will_not_change else frozenset(),
            reason=decision.reason,
            records=before.records if before else (),
        )
    )
