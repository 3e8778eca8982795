"""Mutants that no test notices, each with the reason why it may stay: `survivors.toml`."""

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
    """What a mutant changes, so told that other changes of the module leave it as it is."""

    where: str
    """The function, with its module."""
    change: str
    """The lines that go, behind a minus, and those that come, behind a plus."""

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


def _unmangled(name: str) -> str:
    """mutmut calls a function `x_name`, a method `xǁClassǁname`."""
    return name.removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")


def listed(path: Path = LIST) -> dict[Change, str]:
    """The survivors that are known, with their reasons: without one it is not known."""
    found: dict[Change, str] = {}
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    for one in document.get("survivor", []):
        if one["reason"].strip() not in ("", NOT_SAID):
            found[Change(one["where"], one["change"])] = one["reason"]
    return found


def as_entries(changes: Iterable[Change], reason: str) -> str:
    """The survivors as the list has them."""
    return "".join(
        f"\n[[survivor]]\nwhere = {_quoted(one.where)}\nreason = {_quoted(reason)}\n"
        f"change = '''\n{one.change}'''\n"
        for one in sorted(changes)
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
