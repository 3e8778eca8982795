"""What counts of the contents that files held, one after the other, once some jobs are undone and some sources forgotten.

It is what the jobs that are left would have made of the same files: `docs/design/records.md` says it in words.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from attrs import define, field, frozen

from fittrack_backend.records.same_activity import are_versions

UNKNOWN = ""
"""The digest of a content of which no more is known than that it took the place of what was there."""
_BEFORE_ALL = dt.datetime.min.replace(tzinfo=dt.UTC)


@frozen
class Version:
    """What a file held of one type from some time on."""

    file_id: UUID
    source_id: UUID | None
    sha256: str
    job_id: UUID | None
    """The job that found it; None: it came with whatever brought its parts."""
    removal_id: UUID | None
    """What kept it away then."""
    found_at: dt.datetime | None
    """None: before all others."""
    was_gone_at: dt.datetime | None = None
    """Since when the file had been gone until then."""

    @property
    def when(self) -> dt.datetime:
        """When it was found, for the order of versions."""
        return self.found_at or _BEFORE_ALL


@frozen
class Part:
    """A recording, or what a file says of a day."""

    id: UUID
    sha256: str
    job_id: UUID | None
    source_id: UUID | None
    brought_at: dt.datetime | None
    number: int
    start_time: dt.datetime
    end_time: dt.datetime
    """Of a day, both are its beginning."""
    removal_id: UUID | None
    is_replaced: bool
    is_purged: bool


@frozen
class Removal:
    """A job that was undone, or a source that was forgotten."""

    id: UUID
    job_id: UUID | None
    source_id: UUID | None
    at: dt.datetime
    is_restored: bool


@frozen
class Away:
    """What removals took away that were not restored."""

    removals: Mapping[UUID, Removal] = field(factory=dict)
    _jobs: Mapping[UUID, UUID] = field(init=False)
    _sources: Mapping[UUID, Sequence[Removal]] = field(init=False)

    @_jobs.default
    def _by_job(self) -> Mapping[UUID, UUID]:
        return {one.job_id: one.id for one in self._active() if one.job_id is not None}

    @_sources.default
    def _by_source(self) -> Mapping[UUID, Sequence[Removal]]:
        found: dict[UUID, list[Removal]] = defaultdict(list)
        for one in self._active():
            if one.source_id is not None:
                found[one.source_id].append(one)
        return dict(found)

    def _active(self) -> Iterator[Removal]:
        return (one for one in self.removals.values() if not one.is_restored)

    def once(self, removal: Removal) -> Away:
        """As it is once this was done or restored."""
        return Away({**self.removals, removal.id: removal})

    def by(
        self, job_id: UUID | None, source_id: UUID | None, at: dt.datetime | None
    ) -> UUID | None:
        """The removal that took what this job found in this source then; None when it is there."""
        if job_id is not None and job_id in self._jobs:
            return self._jobs[job_id]
        of_source = self._sources.get(source_id, ()) if source_id is not None else ()
        return next((one.id for one in of_source if at is None or at < one.at), None)

    def undone(self, job_id: UUID | None) -> UUID | None:
        """The removal that undid a job."""
        return self._jobs.get(job_id) if job_id is not None else None

    def keeps(self, removal_id: UUID | None) -> bool:
        """Whether what a removal took is away: also when its job was restored and undone again."""
        one = self.removals.get(removal_id) if removal_id is not None else None
        if one is None:
            return False
        return not one.is_restored or self.undone(one.job_id) is not None


@define
class FileHistory:
    """The versions of some files, of one type of data, and what is known of their contents."""

    gone: dict[UUID, dt.datetime | None] = field(factory=dict)
    """The files that are known; since when they are gone, where they are."""
    _of_file: dict[UUID, list[Version]] = field(factory=lambda: defaultdict(list), init=False)
    _files: dict[str, dict[UUID, None]] = field(factory=lambda: defaultdict(dict), init=False)
    """By content: the files that held it at some time."""
    _parts: dict[str, list[Part]] = field(factory=lambda: defaultdict(list), init=False)

    def add(self, version: Version) -> None:
        """Takes in a version of a file."""
        of_file = self._of_file[version.file_id]
        of_file.append(version)
        of_file.sort(key=lambda one: one.when)
        self._files[version.sha256][version.file_id] = None

    def add_part(self, part: Part) -> None:
        """Takes in what is known of a content."""
        self._parts[part.sha256].append(part)

    def of_file(self, file_id: UUID | None) -> Sequence[Version]:
        """A file's versions, in their order."""
        return self._of_file.get(file_id, ()) if file_id is not None else ()

    def contents(self) -> set[str]:
        """What files held at some time."""
        return set(self._files)

    def has_parts(self, sha256: str | None) -> bool:
        """Whether anything of the type is known of a content."""
        return bool(self._parts.get(sha256)) if sha256 is not None else False

    def held(self, file_id: UUID | None, away: Away, *, besides: str | None = None) -> str | None:
        """What a file is taken to hold, or was before it held something: what the last job found in it that was
        not undone."""
        live = (one for one in reversed(self.of_file(file_id)) if self._is_live(one, away))
        return next((one.sha256 for one in live if one.sha256 != besides), None)

    def is_held_beside(self, file_id: UUID | None, sha256: str, away: Away) -> bool:
        """Whether another of these files is there and taken to hold this content."""
        return any(
            one != file_id and self._was_there(one, None) and self.held(one, away) == sha256
            for one in self._files.get(sha256, ())
        )

    def gone_by(self, part: Part, away: Away) -> UUID | None:
        """The removal that it is not there by; None when it is there: the job that brought it, or one that found it in
        another file or again, was not undone, and the source of that not forgotten."""
        by = away.by(part.job_id, part.source_id, part.brought_at)
        return None if by is None or self.found_by(part, away) is not None else by

    def found_by(self, part: Part, away: Away) -> Version | None:
        """The first of those that count in which another job than the one that brought it found it."""
        found = (
            version
            for version in self._around(part.sha256)
            if version.sha256 == part.sha256
            and version.job_id is not None
            and away.by(version.job_id, version.source_id, version.found_at) is None
            and not away.keeps(version.removal_id)
            and _has(version, part)
        )
        return next(found, None)

    def is_replaced(self, part: Part, away: Away) -> bool:
        """Whether it does not count, since a file that held it holds something else of the same time now, and no file
        that was there held it then."""
        held: dict[UUID, str] = {}
        replaced = False
        for version in self._around(part.sha256):
            if not self._is_live(version, away):
                continue
            before = held.get(version.file_id)
            held[version.file_id] = version.sha256
            if version.sha256 == part.sha256:
                replaced = False
            elif before == part.sha256 and self._takes_place(version, part):
                replaced |= not any(
                    one == part.sha256 and self._was_there(file_id, version.when)
                    for file_id, one in held.items()
                )
        return replaced

    def _around(self, sha256: str) -> list[Version]:
        """All versions of the files that held this content at some time, in the order of time."""
        files = self._files.get(sha256, ())
        versions = (version for one in files for version in self._of_file[one])
        return sorted(versions, key=lambda one: one.when)

    def _is_live(self, version: Version, away: Away) -> bool:
        """Whether the jobs that are left found it."""
        brought = self._parts.get(version.sha256, ()) if version.job_id is None else ()
        if not brought:
            return away.by(version.job_id, version.source_id, version.found_at) is None
        return any(
            away.by(one.job_id, version.source_id, one.brought_at) is None for one in brought
        )

    def _takes_place(self, version: Version, part: Part) -> bool:
        """Whether something of the same time is in it."""
        return version.sha256 == UNKNOWN or any(
            are_versions(one, part) for one in self._of(version)
        )

    def _of(self, version: Version) -> Iterator[Part]:
        return (one for one in self._parts.get(version.sha256, ()) if _has(version, one))

    def _was_there(self, file_id: UUID, at: dt.datetime | None) -> bool:
        if file_id not in self.gone:
            return False
        since = self.gone[file_id]
        if at is None:
            return since is None
        return (since is None or since > at) and not any(
            one.was_gone_at is not None and one.was_gone_at <= at < one.when
            for one in self.of_file(file_id)
        )


def _has(version: Version, part: Part) -> bool:
    """Whether a part was read from its content by then: another type or range may have been, later."""
    return (
        part.brought_at is None or version.found_at is None or part.brought_at <= version.found_at
    )
