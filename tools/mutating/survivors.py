"""Mutants that no test notices, each with the reason why it may stay: `survivors.toml`.

An entry `survivor` names one change; an entry `words` names a function whose messages may change
their letters, as a test that held these would only say them twice.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

LIST = Path(__file__).with_name("survivors.toml")
NOT_SAID = "TO BE SAID"
"""The reason of a survivor that was recorded and that nobody has looked at."""


@frozen(order=True)
class Change:
    """What a mutant changes, in words that other changes of the module leave as they are."""

    where: str
    """The function, with its module."""
    change: str
    """The lines that go, after a minus, and those that come, after a plus."""

    @classmethod
    def of(cls, name: str, difference: str) -> Change:
        """From mutmut's name of a mutant and the difference that it shows."""
        lines = [
            f"{line[0]} {line[1:].strip()}"
            for line in difference.splitlines()
            if line[:1] in "+-" and line[:3] not in ("---", "+++") and line[:1]
        ]
        function = name.rpartition("__mutmut_")[0]
        module, _, rest = function.rpartition(".")
        return cls(f"{module}.{_unmangled(rest)}", "\n".join(lines))

    @property
    def is_of_words(self) -> bool:
        """Whether all that changes is the letters of a text: their case, or an XX around them."""
        lines = self.change.splitlines()
        gone = [line[1:].casefold() for line in lines if line.startswith("-")]
        came = [line[1:].replace("XX", "").casefold() for line in lines if line.startswith("+")]
        return gone == came


def _unmangled(name: str) -> str:
    """mutmut calls a function `x_name`, a method `xǁClassǁname`."""
    return name.removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")


@frozen
class Survivors:
    """Those that may stay, with their reasons."""

    reasons: dict[Change, str]
    words: dict[str, str]
    """Functions whose texts are for people: no test holds their exact letters."""

    def __contains__(self, change: Change) -> bool:
        return change in self.reasons or (change.is_of_words and change.where in self.words)


def listed(path: Path | None = None) -> Survivors:
    """The survivors that are known: one without a reason is not."""
    document = tomllib.loads((path or LIST).read_text(encoding="utf-8"))
    said = [one for one in document.get("survivor", []) if _is_said(one["reason"])]
    words = [one for one in document.get("words", []) if _is_said(one["reason"])]
    return Survivors(
        {Change(one["where"], one["change"]): one["reason"] for one in said},
        {one["where"]: one["reason"] for one in words},
    )


def _is_said(reason: str) -> bool:
    return reason.strip() not in ("", NOT_SAID)


def as_entries(changes: Iterable[Change], reason: str) -> str:
    """The survivors as the list has them."""
    return "".join(
        f"\n[[survivor]]\nwhere = {_quoted(one.where)}\nreason = {_quoted(reason)}\n"
        f"change = '''\n{one.change}'''\n"
        for one in sorted(changes)
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
