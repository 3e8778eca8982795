"""Finding out what there is to do: every file of every source gets its item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from attrs import define, evolve, field, frozen

from fittrack_backend.sources import folder
from fittrack_backend.sources.folder import FolderUnavailable, FoundFile, Interrupted, Walk
from fittrack_backend.sync import decide
from fittrack_backend.sync.decide import LeaveOut, LookFirst, Pending, Settled, Wish
from fittrack_backend.sync.memory import KnownFile
from fittrack_backend.sync.pool import Batch, DecodePool
from fittrack_backend.sync.reading import Look, LookTask

_AT_ONCE = 64
"""How many files a worker looks at in one go."""


@frozen
class ScannedSource:
    """A source that is to be scanned."""

    id: UUID
    root: bytes
    mount_point: bytes | None


@frozen
class PlannedItem:
    """An item to be: pending, or already settled."""

    source_id: UUID
    path: bytes
    size: int | None
    plan: Settled | Pending


@define
class Plan:
    """What a scan of one source found: items in the order of their paths, and what to remember."""

    items: list[PlannedItem] = field(factory=list)
    remember: list[KnownFile] = field(factory=list)
    seen_again: list[KnownFile] = field(factory=list)
    gone: list[KnownFile] = field(factory=list)
    renamed: list[tuple[KnownFile, bytes]] = field(factory=list)
    """Files under their old path, each with its new one."""
    mount_point: bytes | None = None


def scan_source(
    source: ScannedSource,
    known: Mapping[bytes, KnownFile],
    wish: Wish,
    pool: DecodePool,
    *,
    leave_out: Sequence[tuple[int, int]],
    stopped: Callable[[], bool],
) -> Plan:
    """Walks the folder, looks into what is new or changed, and decides what can be decided.

    Raises FolderUnavailable when the folder, or the device that it was on, is not there, and
    Interrupted when `stopped`.
    """
    walk = folder.walk(source.root, leave_out=leave_out, stopped=stopped)
    there = {file.path for file in walk.files}
    missing = sorted(
        (
            file
            for file in known.values()
            if file.gone_at is None and file.path not in there and not walk.hides(file.path)
        ),
        key=lambda file: file.path,
    )
    if missing and not walk.files and folder.was_unmounted(source.root, source.mount_point):
        raise FolderUnavailable(
            f"the folder {folder.display_name(source.root)} is empty: the device that held it at "
            f"{folder.display_name(source.mount_point or b'')} is not mounted"
        )
    plan = Plan(mount_point=folder.mount_point(source.root))
    _add_oddities(plan, source, walk, wish)
    undecided: list[FoundFile] = []
    for file in walk.files:
        before = known.get(file.path)
        decision = decide.at_sight(file.stat, before, wish)
        if isinstance(decision, LookFirst):
            undecided.append(file)
            continue
        _add(plan, source, file, decision)
        if before is not None and before.gone_at is not None:
            plan.seen_again.append(evolve(before, gone_at=None))
    looks = _look_at(undecided, source, known, missing, wish, pool, stopped)
    _decide_looked_at(plan, source, known, missing, wish, list(zip(undecided, looks, strict=True)))
    plan.items.sort(key=lambda item: item.path)
    return plan


def _add_oddities(plan: Plan, source: ScannedSource, walk: Walk, wish: Wish) -> None:
    for oddity in walk.oddities:
        if oddity.failed:
            settled = Settled("failed", oddity.reason)
        elif wish.everything:
            settled = Settled("skipped", oddity.reason)
        else:
            continue
        plan.items.append(PlannedItem(source.id, oddity.path, None, settled))


def _add(
    plan: Plan, source: ScannedSource, file: FoundFile, decision: Settled | Pending | LeaveOut
) -> None:
    if not isinstance(decision, LeaveOut):
        plan.items.append(PlannedItem(source.id, file.path, file.stat.size, decision))


def _look_at(
    files: Sequence[FoundFile],
    source: ScannedSource,
    known: Mapping[bytes, KnownFile],
    missing: Sequence[KnownFile],
    wish: Wish,
    pool: DecodePool,
    stopped: Callable[[], bool],
) -> list[Look]:
    sizes_missing = {file.stat.size for file in missing if file.sha256 is not None}

    def needs_digest(file: FoundFile) -> bool:
        before = known.get(file.path)
        if _is_unknown(before) and file.stat.size in sizes_missing:
            return True
        return (
            before is not None
            and before.sha256 is not None
            and before.stat.size == file.stat.size
            and not wish.full
        )

    batches: list[Batch[Look]] = []
    try:
        for start in range(0, len(files), _AT_ONCE):
            tasks = [
                LookTask(source.root, file.path, needs_digest(file), wish.max_bytes)
                for file in files[start : start + _AT_ONCE]
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


def _decide_looked_at(
    plan: Plan,
    source: ScannedSource,
    known: Mapping[bytes, KnownFile],
    missing: Sequence[KnownFile],
    wish: Wish,
    looked_at: Sequence[tuple[FoundFile, Look]],
) -> None:
    lost = {file.sha256: file for file in reversed(missing) if file.sha256 is not None}
    found_again: set[bytes] = set()
    for file, look in looked_at:
        before = known.get(file.path)
        old = lost.get(look.sha256) if _is_unknown(before) and look.sha256 is not None else None
        if old is not None and look.stat is not None and look.read_at is not None:
            lost.pop(look.sha256 or "", None)
            found_again.add(old.path)
            plan.renamed.append((old, file.path))
            moved = evolve(old, path=file.path, stat=look.stat, read_at=look.read_at)
            plan.seen_again.append(moved)
            _add(plan, source, file, _of_renamed(moved, old, wish))
            continue
        decision = decide.after_look(look, before, wish)
        _add(plan, source, file, decision)
        _note(plan, source, file, look, before, decision)
    now = dt.datetime.now(dt.UTC)
    for gone in missing:
        if gone.path in found_again or not _concerns(gone, wish):
            continue
        plan.gone.append(evolve(gone, gone_at=now))
        plan.items.append(PlannedItem(source.id, gone.path, None, decide.removed(gone)))


def _is_unknown(before: KnownFile | None) -> bool:
    return before is None or before.gone_at is not None


def _of_renamed(moved: KnownFile, old: KnownFile, wish: Wish) -> Settled | Pending | LeaveOut:
    of_job = moved.types & wish.types
    if not of_job:
        return LeaveOut() if moved.types or not wish.everything else decide.as_before(moved, wish)
    if wish.full or of_job - moved.taken:
        return Pending(decide.main_type(of_job))
    return decide.after_rename(moved, folder.display_name(old.path), wish)


def _concerns(file: KnownFile, wish: Wish) -> bool:
    return wish.everything or bool(file.types & wish.types)


def _note(
    plan: Plan,
    source: ScannedSource,
    file: FoundFile,
    look: Look,
    before: KnownFile | None,
    decision: Settled | Pending | LeaveOut,
) -> None:
    """Remembers what looking told, where that saves looking again or is missing from now on."""
    if before is not None and decide.is_same_content(look, before):
        if look.stat is not None and look.read_at is not None:
            plan.seen_again.append(
                evolve(before, stat=look.stat, read_at=look.read_at, gone_at=None)
            )
        return
    if not isinstance(decision, Settled):
        return
    plan.remember.append(
        KnownFile(
            source_id=source.id,
            path=file.path,
            stat=look.stat or file.stat,
            read_at=look.read_at or dt.datetime.now(dt.UTC),
            outcome=decision.outcome,
            id=before.id if before else None,
            types=look.sniffed.types if look.sniffed else before.types if before else frozenset(),
            reason=decision.reason,
            records=before.records if before else [],
        )
    )
