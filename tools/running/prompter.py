"""A person at the prompt, whose answers are known beforehand."""

from __future__ import annotations

from attrs import define, field

from fittrack_cli.errors import Interrupted


@define
class FakePrompter:
    """Answers questions from a list, and remembers what was asked."""

    answers: list[str]
    can_ask: bool = True
    asked: list[str] = field(factory=list)

    def ask(self, label: str, default: str | None = None) -> str:
        return self._next(label)

    def ask_secret(self, label: str, *, optional: bool = False) -> str:
        return self._next(f"{label} (hidden)")

    def confirm(self, question: str, *, default: bool = False) -> bool:
        return self._next(question).startswith("y")

    def _next(self, label: str) -> str:
        self.asked.append(label)
        if not self.answers:
            raise Interrupted("no answer", "the input ended")
        return self.answers.pop(0)
