"""What the doctor found of one thing."""

from __future__ import annotations

from typing import Literal

from attrs import asdict, frozen

State = Literal["ok", "warning", "wrong"]


@frozen
class Finding:
    """How one thing is; `command` is what to type about it."""

    check: str
    state: State
    detail: str
    command: str | None = None

    def as_row(self) -> dict[str, object]:
        return asdict(self)


FIELDS = ("check", "state", "detail", "command")
