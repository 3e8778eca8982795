"""Reading damaged files as a sync does, in worker processes with a deadline, and judging what is reported about them.

A file may not crash or hold up a reader. What is reported about it must be true, and what can be saved saved.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from attrs import define, field, frozen

from fittrack_backend.readers import NothingToSave, read, sniff
from fittrack_backend.readers.contents import FileContents
from fittrack_backend.records.data_types import ALL_TYPES
from fittrack_backend.sources.allowed_folders import AllowedFolders
from fittrack_backend.sources.folder.memory import FolderMemory
from fittrack_backend.sources.folder.source import FolderSource
from fittrack_backend.sync.pool import DecodePool
from fittrack_backend.sync.reading import Look, LookTask, Range, Reading, ReadTask
from tools.fuzzing.answers import answers
from tools.fuzzing.damage import Damaged, damaged, pack

DEADLINE_S = 20.0
MOST_BYTES = 256 << 20
_AT_ONCE = 200
_MOST_OF_IT = 0.7
_POINT = re.compile(
    rb"<(?:[\w.-]+:)?(?:trkpt|Trackpoint)[\s>].*?</(?:[\w.-]+:)?(?:trkpt|Trackpoint)>", re.S
)
_LAST_POINT = re.compile(
    rb"<(?:[\w.-]+:)?(?:trkpt|Trackpoint)[\s>](?:(?!<(?:[\w.-]+:)?(?:trkpt|Trackpoint)).)*</[\w.:-]*\Z",
    re.S,
)
"""One that breaks off in an end tag, of itself or of what is in it."""
_BEGINS = re.compile(rb"<[A-Za-z](?:[^<>]*[^<>/])?>")
_ENDS = re.compile(rb"</[^<>]+>")
_TIME = re.compile(
    rb"<(?:[\w.-]+:)?[tT]ime>\s*(?:19|20)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?\s*</"
)


@frozen
class Outcome:
    """What became of a damaged file: of each thing in it, outcome and reason."""

    file: Damaged
    items: tuple[tuple[str, str | None, int], ...]
    """Outcome, reason (with the damage of what was read), and how many records there were."""


@define
class Judged:
    """How many files had which outcome, and what is wrong."""

    outcomes: Counter[str] = field(factory=Counter)
    reasons: Counter[str] = field(factory=Counter)
    findings: list[str] = field(factory=list)


def files_of(folders: Iterable[Path]) -> dict[str, bytes]:
    """The training files below some folders, small enough to be damaged often, by their path in the folder
    as one word; and answers of Garmin."""
    found: dict[str, bytes] = answers()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".fit", ".tcx", ".gpx") and 0 < path.stat().st_size <= 400_000:
                name = "-".join(path.relative_to(folder).parts)
                found.setdefault(name, path.read_bytes())
    return found


def made(files: dict[str, bytes], count: int, seed: int) -> Iterator[Damaged]:
    """`count` damaged files, each of one of `files` in turn."""
    names = sorted(files)
    for number in range(count):
        name = names[number % len(names)]
        yield damaged(number, name, files[name], seed)


def judge_all(files: dict[str, bytes], count: int, seed: int, folder: Path) -> Judged:
    """Makes, reads and judges damaged files, some at once, in `folder`."""
    judged = Judged()
    pool = DecodePool(2)
    pool.time_limit_s = DEADLINE_S
    pool.start()
    try:
        some: list[Damaged] = []
        for one in made(files, count, seed):
            some.append(one)
            if len(some) == _AT_ONCE:
                _read_and_judge(some, folder, pool, judged)
                some = []
        _read_and_judge(some, folder, pool, judged)
    finally:
        pool.stop()
    return judged


def _read_and_judge(
    files: Sequence[Damaged], folder: Path, pool: DecodePool, judged: Judged
) -> None:
    for path in folder.iterdir():
        path.unlink()
    for one in files:
        (folder / one.name).write_bytes(one.data)
    for outcome in _read(files, folder, pool):
        for kind, reason, _ in outcome.items:
            judged.outcomes[kind] += 1
            judged.reasons[re.sub(r"\d[\d,.]*", "N", reason or "-")] += 1
        judged.findings += [
            f"{outcome.file.name} ({outcome.file.how}): {wrong}" for wrong in wrong_with(outcome)
        ]


def _read(files: Sequence[Damaged], folder: Path, pool: DecodePool) -> Iterator[Outcome]:
    source = FolderSource(os.fsencode(folder), FolderMemory(), AllowedFolders())
    items: dict[str, list[tuple[str, str | None, int]]] = {one.name: [] for one in files}
    keys: list[bytes] = []
    for page in source.scan((), lambda: False):
        for bad in page.not_offered:
            items[_file_of(bad.key)].append(("failed" if bad.failed else "skipped", bad.reason, 0))
        keys += [one.key for one in page.found]
    looks = pool.look([LookTask(source, key, digest=False, max_bytes=MOST_BYTES) for key in keys])
    looks.wait(DEADLINE_S * len(keys) + 60)
    to_read: list[bytes] = []
    for key, look in zip(keys, looks.results(), strict=True):
        settled = _settled(look)
        if settled is None:
            to_read.append(key)
        else:
            items[_file_of(key)].append(settled)
    originals = str(folder.parent / "originals")
    tasks = [ReadTask(source, key, ALL_TYPES, Range(), originals, MOST_BYTES) for key in to_read]
    for start in range(0, len(tasks), 16):
        batch = pool.read(tasks[start : start + 16])
        batch.wait(DEADLINE_S * 16 + 60)
        for key, reading in zip(to_read[start : start + 16], batch.results(), strict=True):
            items[_file_of(key)].append(_of_reading(reading))
    for one in files:
        yield Outcome(one, tuple(items[one.name]))


def _file_of(key: bytes) -> str:
    return os.fsdecode(key.partition(b"\0/")[0])


def _settled(look: Look) -> tuple[str, str | None, int] | None:
    if look.outcome != "fine" or look.sniffed is None:
        return look.outcome, look.reason, 0
    return None if look.sniffed.types else ("skipped", look.sniffed.reason, 0)


def _of_reading(reading: Reading) -> tuple[str, str | None, int]:
    contents = reading.contents
    if contents is None:
        return reading.outcome, reading.reason, 0
    count = len(contents.activities) + len(contents.workouts) + _health_in(contents)
    remarks = [remark for one in contents.activities for remark in one.remarks]
    return reading.outcome, "; ".join([*contents.damage, *remarks]) or None, count


def _health_in(contents: FileContents) -> int:
    of_days = len(contents.days) + len(contents.day_totals) + len(contents.series)
    return of_days + len(contents.weights) + len(contents.nights) + len(contents.naps)


def wrong_with(outcome: Outcome) -> Iterator[str]:
    """What is wrong with what became of a file, in sentences."""
    file = outcome.file
    if not outcome.items:
        yield "nothing is said of it"
    for kind, reason, count in outcome.items:
        if kind not in ("read", "skipped", "failed"):
            yield f"the outcome is {kind}: {reason}"
        if kind in ("skipped", "failed") and not reason:
            yield f"{kind} without a reason"
        if reason and (
            "could not be read (" in reason or "crash" in reason or "too long" in reason
        ):
            yield f"not handled: {reason}"
        if kind == "read" and not count:
            yield "read, and nothing in it"
        yield from _untrue(file, kind, reason or "", count)


def _untrue(file: Damaged, kind: str, reason: str, count: int) -> Iterator[str]:
    """Where a reason, or none, does not fit the bytes."""
    if file.packed == "gzip" and file.how.startswith("gzip: cut"):
        is_there = file.data[:3] == b"\x1f\x8b\x08"
        is_of_no_use = kind == "skipped" and not _has_activity(file.original)
        if is_there and not is_of_no_use and not re.search("cut short|checksum", reason):
            yield f"a cut gzip: {kind}, {reason!r}"
        if not is_there and file.data and kind != "skipped":
            yield f"a stump of a gzip: {kind}, {reason!r}"
    is_cut_zip = file.how.startswith("zip: cut") and file.data[:4] == b"PK\x03\x04"
    if is_cut_zip and "archive" not in reason:
        yield f"a cut zip: {kind}, {reason!r}"
    is_undatable = "refused" in reason or "nothing says when" in reason
    if kind != "read" and not is_undatable and _must_be_saved(file):
        yield f"nothing was saved: {kind}: {reason}"
    if file.packed != "plain" and ":" in file.how:
        return
    if file.packed == "plain" and file.of.endswith(".json"):
        yield from _wrong_with_json(file, kind, reason)
    points = _points_left(file)
    if points >= 2 and kind != "read" and "refused" not in reason and "times" not in reason:
        yield f"{points} points with times are left, and it is {kind}: {reason}"
    if points == 0 and count and not re.search(rb"<(?:Lap|Workout)\b", file.data):
        yield f"no point is left whole, and {count} records are told of"
    if "no points" in reason and points >= 1 and kind != "read":
        yield f"{points} points are left: {reason}"
    if kind == "skipped" and points >= 2:
        yield f"damaged, and skipped as if it were sound: {reason}"


def _wrong_with_json(file: Damaged, kind: str, reason: str) -> Iterator[str]:
    """An answer is read when it is whole JSON, and not because a part of it is."""
    try:
        json.loads(file.data.decode("utf-8-sig"))
    except (RecursionError, ValueError):
        is_whole = False
    else:
        is_whole = True
    if kind == "read" and not is_whole:
        yield "its JSON breaks off, and something was read"
    if is_whole and re.search("breaks off|UTF-8|nested", reason):
        yield f"its JSON is whole: {reason}"


def _must_be_saved(file: Damaged) -> bool:
    """Whether so much of an activity is left that something has to come of it."""
    if file.of.endswith(".json"):
        return False  # it is whole or nothing: what is asked again need not be saved in part
    share = len(file.data) / len(_whole(file))
    is_cut = file.how in ("cut", "cut near the end", "gzip: cut", "gzip: cut near the end")
    keeps_all = file.how in ("encoded otherwise", "NULs between", "more behind", "gzip: trailer")
    keeps_all &= not file.original.startswith(codecs.BOM_UTF8)  # a mark in another encoding is none
    if keeps_all:
        return _has_activity(file.original) or _has_health(file.original)
    return is_cut and share > _MOST_OF_IT and _has_activity(file.original)


def _whole(file: Damaged) -> bytes:
    return file.original if file.packed == "plain" else pack(file.packed, file.of, file.original)


def _has_activity(data: bytes) -> bool:
    contents = _contents_of(data)
    return contents is not None and bool(contents.activities)


def _has_health(data: bytes) -> bool:
    contents = _contents_of(data)
    return contents is not None and _health_in(contents) > 0


@cache
def _contents_of(data: bytes) -> FileContents | None:
    kind = sniff(io.BytesIO(data), len(data)).format
    try:
        return None if kind is None else read(data, kind)
    except NothingToSave:
        return None


def _is_plain_xml(file: Damaged) -> bool:
    return file.packed == "plain" and file.of.endswith((".gpx", ".tcx"))


def _points_left(file: Damaged) -> int:
    """How many points with times are whole in the bytes, of XML in UTF-8 whose start is sound; -1 where
    that cannot be told from bytes.

    One of which only its end tag is cut is whole: what it says is there.
    """
    readable = ("cut", "cut near the end", "more behind", "tags lost")
    if not _is_plain_xml(file) or file.how not in readable or b"\0" in file.data:
        return -1
    if not _same_start(file):
        return -1
    points = _POINT.findall(file.data)
    last = _LAST_POINT.search(file.data)
    if last is not None and len(_BEGINS.findall(last[0])) == len(_ENDS.findall(last[0])) + 1:
        points.append(last[0])
    return sum(1 for point in points if _TIME.search(point))


def _same_start(file: Damaged) -> bool:
    if file.how == "tags lost":
        return False
    root = (
        file.original.find(b"<gpx") if file.of.endswith(".gpx") else file.original.find(b"<Train")
    )
    return root >= 0 and len(file.data) > root + 300
