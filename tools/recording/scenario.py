"""What is recorded: one scenario is one command line, and the exchange that it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import field, frozen

from tools.recording.stage import Stage
from tools.recording.world import World

Prepare = Callable[[World], Stage]


@frozen
class Scenario:
    """One cassette: `<tag>/<operation>/<status>-<case>.yaml`.

    `meant_to_be_wrong` is the one part of the request that departs from the contract, for a
    scenario about an answer of 400, 413 or 422: `request body`, `request query.limit`, …
    """

    operation: str
    status: int
    case: str
    command: str
    """As it is typed after `fittrack`; `{name}` are words of the stage."""
    prepare: Prepare = field(repr=False)
    reads: str = ""
    """Standard input."""
    answers: Sequence[str] | None = None
    """What a person answers to questions; None without a terminal."""
    meant_to_be_wrong: str | None = None
    last: bool = False
    """Recorded after all others, because it leaves a limit reached."""

    @property
    def name(self) -> str:
        return f"{self.status}-{self.case.replace(' ', '-')}"
