"""How long a process had a processor, and how long it waited for one: whether a slow answer was the machine's doing.

Linux only (`/proc/PID/task/TID/schedstat`, in nanoseconds).
"""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

MOST_WAITING = 1 / 3
"""Above this part of the time that it wanted one, a process that waited for a processor says nothing of its own speed."""


@frozen
class Processor:
    """Of all threads of a process that there are."""

    had_s: float
    waited_s: float

    @classmethod
    def of(cls, pid: int) -> Processor:
        """Since the process started."""
        had = waited = 0
        for task in Path(f"/proc/{pid}/task").iterdir():
            try:
                one, other, _ = (task / "schedstat").read_text().split()
            except OSError:  # a thread that ended meanwhile
                continue
            had, waited = had + int(one), waited + int(other)
        return cls(had / 1e9, waited / 1e9)

    def since(self, before: Processor) -> Processor:
        """What came after a moment before."""
        return Processor(self.had_s - before.had_s, self.waited_s - before.waited_s)

    @property
    def was_withheld(self) -> bool:
        """Whether others had the processor for so long that its own speed cannot be told."""
        return self.waited_s > MOST_WAITING * (self.had_s + self.waited_s)

    def __str__(self) -> str:
        return f"{self.had_s:.1f} s of a processor, waited {self.waited_s:.1f} s for one"


def dropped_connections() -> int:
    """Connections that the kernel dropped since it started, since a server had not accepted earlier ones."""
    names, numbers = (
        line.split()
        for line in Path("/proc/net/netstat").read_text().splitlines()
        if line.startswith("TcpExt:")
    )
    return int(dict(zip(names, numbers, strict=True))["ListenOverflows"])
