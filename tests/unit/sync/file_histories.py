"""What is to be there of files that were edited, copied and removed, once some of their syncs are undone: worked out
anew from the beginning, in memory."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field, frozen


@frozen
class Read:
    """A job found something in a file."""

    job: int
    name: str
    content: str
    kept_away_by: int | None
    """The job by whose undoing it did not come in then."""


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


@define
class Histories:
    """All that jobs found, and which of them are undone."""

    undone: set[int] = field(factory=set)
    _events: list[Read | Gone | Back | Renamed] = field(factory=list)
    _disk: dict[str, str] = field(factory=dict)
    _gone: set[str] = field(factory=set)
    _brought_by: dict[str, int] = field(factory=dict)
    _taken_by: dict[str, int] = field(factory=dict)

    def sync(self, job: int, disk: dict[str, str]) -> None:
        """A job finds these files."""
        lost: dict[str, str] = {}
        for name in sorted(self._disk.keys() - disk.keys() - self._gone):
            lost.setdefault(self._disk[name], name)
        renamed: set[str] = set()
        for name, content in sorted(disk.items()):
            if (name not in self._disk or name in self._gone) and content in lost:
                old = lost.pop(content)
                self._events.append(Renamed(old, name))
                self._gone.discard(name)
                del self._disk[old]
                renamed.add(name)
        for name in sorted(self._disk.keys() - disk.keys() - self._gone):
            self._gone.add(name)
            self._events.append(Gone(name))
        for name, content in sorted(disk.items()):
            if name in renamed:
                continue
            if self._disk.get(name) != content:
                by = self._taken_by.get(content)
                self._events.append(Read(job, name, content, by))
                self._brought_by.setdefault(content, job)
            elif name in self._gone:
                self._events.append(Back(name, content))
            self._gone.discard(name)
        self._disk.update(disk)

    def undo(self, job: int) -> None:
        """What only this job gave is away."""
        before = self._given()
        self.undone.add(job)
        self._taken_by |= dict.fromkeys(before - self._given(), job)

    def restore(self, job: int) -> None:
        """What is still away is so by whoever brought it."""
        self.undone.discard(job)
        given = self._given()
        for content in list(self._taken_by):
            if content in given:
                del self._taken_by[content]
            elif self._taken_by[content] == job:
                self._taken_by[content] = self._brought_by[content]

    def _given(self) -> set[str]:
        found = {one for one, job in self._brought_by.items() if job not in self.undone}
        return found | {
            one.content
            for one in self._reads()
            if one.kept_away_by is None or one.kept_away_by not in self.undone
        }

    def _reads(self) -> Iterator[Read]:
        return (one for one in self._events if isinstance(one, Read) and one.job not in self.undone)

    def counting(self) -> set[str]:
        """The contents that count: those that the jobs which are left would have given."""
        held: dict[str, str] = {}
        gone: set[str] = set()
        replaced: set[str] = set()
        for event in self._events:
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
            if event.job in self.undone:
                continue
            before = held.get(event.name)
            held[event.name] = event.content
            replaced.discard(event.content)
            others = {one for name, one in held.items() if name not in gone}
            if before is not None and before not in others and overlap(before, event.content):
                replaced.add(before)
        return self._given() - replaced
