"""What is to be there of files in two folders that were edited, copied and removed, once some of their syncs are undone
and some folders forgotten: worked out anew from the beginning, in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from attrs import define, evolve, field, frozen


@frozen
class Removal:
    """A job was undone, or a folder forgotten."""

    job: int | None
    source: int | None
    at: int
    """How much had happened before."""
    is_restored: bool = False


@frozen
class Read:
    """A job found something in a file."""

    job: int
    name: str
    content: str
    kept_away_by: Removal | None
    """By what it did not come in then."""


@frozen
class Gone:
    """A job found no file of that name any more."""

    name: str


@frozen
class Back:
    """A job found a file again as it was."""

    name: str
    content: str


@frozen
class Renamed:
    """A job found a file again under another name."""

    old: str
    new: str


def overlap(one: str, other: str) -> bool:
    """Whether an edit from one content to the other is one of the same recording: both are of one day."""
    return one.split()[-1] == other.split()[-1]


def folder_of(name: str) -> int:
    """The second folder's files have names in capitals."""
    return 1 if name.isupper() else 0


@define
class Histories:
    """All that jobs found, and which of them are undone."""

    removals: list[Removal] = field(factory=list)
    _events: list[Read | Gone | Back | Renamed] = field(factory=list)
    _disk: dict[str, str] = field(factory=dict)
    _gone: set[str] = field(factory=set)
    _taken_by: dict[str, Removal] = field(factory=dict)

    @property
    def undone(self) -> set[int]:
        """The jobs that are."""
        return {one.job for one in self.removals if one.job is not None and not one.is_restored}

    @property
    def forgotten(self) -> set[int]:
        """The folders that are."""
        return {
            one.source for one in self.removals if one.source is not None and not one.is_restored
        }

    def sync(self, job: int, disk: dict[str, str], connected: Collection[int]) -> None:
        """A job finds these files in the folders that are connected."""
        in_turn = sorted(disk.items(), key=lambda one: (folder_of(one[0]), one[0]))
        there = {name: content for name, content in in_turn if folder_of(name) in connected}
        known = {name for name in self._disk if folder_of(name) in connected}
        lost: dict[tuple[int, str], str] = {}
        for name in sorted(known - there.keys() - self._gone):
            lost.setdefault((folder_of(name), self._disk[name]), name)
        renamed: set[str] = set()
        for name, content in there.items():
            place = folder_of(name), content
            if (name not in self._disk or name in self._gone) and place in lost:
                old = lost.pop(place)
                self._events.append(Renamed(old, name))
                self._gone.discard(name)
                del self._disk[old]
                known.discard(old)
                renamed.add(name)
        for name in sorted(known - there.keys() - self._gone):
            self._gone.add(name)
            self._events.append(Gone(name))
        for name, content in there.items():
            if name in renamed:
                continue
            if self._disk.get(name) != content:
                self._events.append(Read(job, name, content, self._taken_by.get(content)))
            elif name in self._gone:
                self._events.append(Back(name, content))
            self._gone.discard(name)
        self._disk.update(there)

    def undo(self, job: int) -> None:
        """What only this job gave is away."""
        self._remove(Removal(job, None, len(self._events)))

    def forget(self, source: int) -> None:
        """What only this folder gave is away."""
        self._remove(Removal(None, source, len(self._events)))

    def _remove(self, removal: Removal) -> None:
        before = self._given()
        self.removals.append(removal)
        self._taken_by |= dict.fromkeys(before - self._given(), removal)

    def restore(self, job: int) -> None:
        """Takes the undoing of a job back."""
        self._restore([one for one in self.removals if one.job == job and not one.is_restored])

    def remember(self, source: int) -> None:
        """Takes the forgetting of a folder back."""
        self._restore(
            [one for one in self.removals if one.source == source and not one.is_restored]
        )

    def _restore(self, restored: Collection[Removal]) -> None:
        """What is still away is so by whoever took what brought it."""
        self.removals = [
            evolve(one, is_restored=True) if one in restored else one for one in self.removals
        ]
        given = self._given()
        for content in list(self._taken_by):
            if content in given:
                del self._taken_by[content]
            elif self._taken_by[content] in restored:
                number, first = next(
                    (number, one)
                    for number, one in enumerate(self._events)
                    if isinstance(one, Read) and one.content == content
                )
                by = self._taken(number, first)
                assert by is not None
                self._taken_by[content] = by

    def _taken(self, number: int, read: Read) -> Removal | None:
        """The removal that took what a job found in a folder."""
        active = [one for one in self.removals if not one.is_restored]
        source = folder_of(read.name)
        of_job = (one for one in active if one.job == read.job)
        of_source = (one for one in active if one.source == source and number < one.at)
        return next(of_job, None) or next(of_source, None)

    def _is_kept_away(self, read: Read) -> bool:
        """Also when a job was restored and undone again."""
        by = read.kept_away_by
        if by is None:
            return False
        if by.job is not None:
            return by.job in self.undone
        return any(
            (one.source, one.at, one.is_restored) == (by.source, by.at, False)
            for one in self.removals
        )

    def _given(self) -> set[str]:
        return {
            one.content
            for number, one in self._reads()
            if self._taken(number, one) is None and not self._is_kept_away(one)
        }

    def _reads(self) -> Iterator[tuple[int, Read]]:
        return ((number, one) for number, one in enumerate(self._events) if isinstance(one, Read))

    def counting(self) -> set[str]:
        """The contents that count: those that the jobs which are left would have given."""
        held: dict[str, str] = {}
        gone: set[str] = set()
        replaced: set[str] = set()
        for number, event in enumerate(self._events):
            if isinstance(event, Renamed):
                gone.discard(event.new)
                held.pop(event.new, None)
                if event.old in held:
                    held[event.new] = held.pop(event.old)
                continue
            if isinstance(event, Gone):
                gone.add(event.name)
                continue
            gone.discard(event.name)
            if isinstance(event, Back):
                if held.get(event.name) == event.content:
                    replaced.discard(event.content)
                continue
            if self._taken(number, event) is not None:
                continue
            before = held.get(event.name)
            held[event.name] = event.content
            replaced.discard(event.content)
            others = {one for name, one in held.items() if name not in gone}
            if before is not None and before not in others and overlap(before, event.content):
                replaced.add(before)
        return self._given() - replaced
