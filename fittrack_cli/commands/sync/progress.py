"""How a running sync shows on stderr: a bar for each type on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol

from fittrack_cli.commands.sync.speed import Speed
from fittrack_cli.commands.sync.waiting import waiting_text
from fittrack_cli.output.harmless import harmless
from fittrack_cli.output.whole_terminal import cursor_seen

if TYPE_CHECKING:
    from rich.progress import TaskID

    from fittrack_cli.output.output import Output
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.sync_item import SyncItem
    from fittrack_client.models.sync_job import SyncJob
    from fittrack_client.models.sync_progress import SyncProgress

LINES_EVERY_S = 2.0
NARROW = 100
LOOKING = "looking for files"
UNKNOWN_TYPE = "other files"
_WORST_FIRST = ("failed", "new", "updated", "merged", "unchanged", "skipped")


class View(Protocol):
    """Shows a job while it is watched."""

    def show(self, job: SyncJob) -> None:
        """The job as it stands now."""
        ...

    def item(self, item: SyncItem) -> None:
        """One item has an outcome."""
        ...

    def trouble(self, text: str) -> None:
        """The connection broke; it is being tried again."""
        ...

    def close(self) -> None:
        """Nothing more comes."""
        ...


def view_for(cli: Cli, *, silent: bool = False) -> View:
    """The view that suits where messages go; -q and `silent` show nothing."""
    output = cli.output
    if silent or output.quiet:
        return SilentView()
    if output.messages_on_terminal and cli.env.get("TERM") not in ("dumb", "unknown"):
        return BarsView(output)
    return LinesView(output)


class TypeProgress(NamedTuple):
    """How far one type is; `total` is None until its files were counted."""

    label: str
    done: int
    total: int | None
    summary: str
    failed: int = 0


def by_type(job: SyncJob) -> Iterator[TypeProgress]:
    """The types of a job, those that were not counted yet included."""
    is_counted = job.counts.total > 0 or job.finished_at is not None
    counted = {part.type_: part for part in job.progress if is_counted}
    for name in dict.fromkeys([*job.types, *(name for name in counted if name is not None)]):
        part = counted.get(name)
        if part is not None:
            yield _counted(name, part)
        elif job.finished_at is None:
            yield TypeProgress(name, 0, None, LOOKING)
        else:
            yield TypeProgress(name, 0, 0, "no files")
    if None in counted and counted[None].total:
        yield _counted(UNKNOWN_TYPE, counted[None])


def summary(counts: dict[str, object]) -> str:
    """`2 failed, 28 new`: what is not zero, what needs a look first."""
    return ", ".join(f"{counts[name]} {name}" for name in _WORST_FIRST if counts.get(name))


def _counted(label: str, part: SyncProgress) -> TypeProgress:
    text = summary(part.to_dict()) or ("no files" if not part.total else "")
    return TypeProgress(label, part.total - part.pending, part.total, text, part.failed)


class SilentView:
    """Shows nothing."""

    def show(self, job: SyncJob) -> None: ...

    def item(self, item: SyncItem) -> None: ...

    def trouble(self, text: str) -> None: ...

    def close(self) -> None: ...


class LinesView:
    """A line when something has changed, at most one every `LINES_EVERY_S` seconds."""

    def __init__(self, output: Output, clock: Callable[[], float] = time.monotonic) -> None:
        self._output = output
        self._clock = clock
        self._shown = ""
        self._waiting = ""
        self._next_at = 0.0
        self._in_trouble = False
        self._speed = Speed(clock)

    def show(self, job: SyncJob) -> None:
        self._in_trouble = False
        self._speed.saw(job)
        parts = list(by_type(job))
        self._waiting = "; ".join(_line(part) for part in parts if part.total is not None)
        waits = waiting_text(job.waiting_for, job.waiting_until)
        if waits is not None:
            self._waiting = f"{self._waiting}; {waits}" if self._waiting else waits
        if not self._waiting:
            self._waiting = "queued" if job.state == "queued" else LOOKING
        if self._clock() >= self._next_at or job.finished_at is not None:
            self._print()

    def item(self, item: SyncItem) -> None:
        self._output.detail(_item_line(item))

    def trouble(self, text: str) -> None:
        if not self._in_trouble:
            self._in_trouble = True
            self._output.note(f"{text}; trying again")

    def close(self) -> None:
        self._print()

    def _print(self) -> None:
        if self._waiting != self._shown:
            speed = self._speed.ahead()
            self._output.note(f"{self._waiting} ({speed})" if speed else self._waiting)
            self._shown = self._waiting
            self._next_at = self._clock() + LINES_EVERY_S


class BarsView:
    """A bar for each type, drawn with rich; what stays on the screen is the job's last state."""

    def __init__(self, output: Output) -> None:
        from rich.console import Console, RenderableType
        from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn
        from rich.progress_bar import ProgressBar
        from rich.table import Column
        from rich.text import Text

        class Summary(ProgressColumn):
            """The counts, cut where the others need the room."""

            def render(self, task: Task) -> Text:
                return Text(task.fields["summary"], no_wrap=True, overflow="ellipsis")

        class Bar(BarColumn):
            """Green at its end only where nothing failed."""

            def render(self, task: Task) -> ProgressBar:
                bar = super().render(task)
                if task.fields["has_failed"]:
                    bar.complete_style = bar.finished_style = "yellow"
                return bar

        speed = self._speed = Speed()

        class Bars(Progress):
            """The bars, and a line that says how fast it goes."""

            def get_renderables(self) -> Iterator[RenderableType]:
                yield from super().get_renderables()
                if text := speed.text():
                    yield Text(text, no_wrap=True, overflow="ellipsis")

        self._output = output
        console = Console(
            file=output.stderr, no_color=not output.messages_color, highlight=False, markup=False
        )
        whole = Column(no_wrap=True)
        self._bars = Bars(
            TextColumn("{task.description}", markup=False, table_column=whole),
            Bar(12 if console.width < NARROW else 40, finished_style="green", table_column=whole),
            TextColumn("{task.fields[count]}", markup=False, justify="right", table_column=whole),
            Summary(),
            console=console,
            refresh_per_second=8,
        )
        self._tasks: dict[str, TaskID] = {}
        self._in_trouble = False
        self._waits: str | None = None
        self._guard = cursor_seen(output.stderr)
        self._guard.start()
        self._bars.start()

    def show(self, job: SyncJob) -> None:
        self._in_trouble = False
        self._speed.saw(job)
        waits = waiting_text(job.waiting_for, job.waiting_until)
        if waits is not None and waits != self._waits:
            self._above(waits)
        self._waits = waits
        for part in by_type(job):
            label = harmless(part.label)
            if label not in self._tasks:
                self._tasks[label] = self._bars.add_task(
                    label, total=None, count="", summary="", has_failed=False
                )
            self._bars.update(
                self._tasks[label],
                # A bar without anything to do is full, and not one that waits.
                completed=part.done if part.total else 1 if part.total == 0 else 0,
                total=part.total if part.total is None else part.total or 1,
                count="" if part.total is None else f"{part.done}/{part.total}",
                summary=harmless(part.summary),
                has_failed=part.failed > 0 or job.state in ("failed", "cancelled"),
            )

    def item(self, item: SyncItem) -> None:
        if self._output.verbose:
            self._above(_item_line(item))

    def trouble(self, text: str) -> None:
        if not self._in_trouble:
            self._in_trouble = True
            self._above(f"{text}; trying again")

    def close(self) -> None:
        self._bars.stop()
        self._guard.stop()
        self._bars.console.print()

    def _above(self, text: str) -> None:
        self._bars.console.print(harmless(text), markup=False, highlight=False)


def _line(part: TypeProgress) -> str:
    if part.total == 0:
        return f"{part.label}: no files"
    detail = f": {part.summary}" if part.summary else ""
    return f"{part.label} {part.done}/{part.total}{detail}"


def _item_line(item: SyncItem) -> str:
    why = f": {item.reason}" if item.reason else ""
    return f"{item.outcome} {item.name}{why}"
