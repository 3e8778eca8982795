"""Numbers as a person writes them: which sign parts the decimals, and which the thousands."""

from __future__ import annotations

from typing import NamedTuple


class Numbers(NamedTuple):
    """The signs of a locale. Without any it is the point alone, as a program reads numbers."""

    decimal: str = "."
    group: str = ""
    sizes: tuple[int, ...] = (3,)
    """How many digits the groups have, from the right; the last size holds for all that follow."""

    def text(self, value: float, decimals: int = 2, *, fixed: bool = False) -> str:
        """At most so many decimals, and none that say nothing, unless there are to be a `fixed` number of them."""
        if isinstance(value, int):
            whole, part = str(value), ""
        else:
            whole, _, part = f"{value:.{decimals}f}".partition(".")
            part = part if fixed else part.rstrip("0")
        sign = "-" if whole.startswith("-") and (whole.strip("-0") or part.strip("0")) else ""
        shown = self._grouped(whole.removeprefix("-"))
        return f"{sign}{shown}{self.decimal}{part}" if part else f"{sign}{shown}"

    def _grouped(self, digits: str) -> str:
        if not self.group or not digits.isdigit():
            return digits
        sizes = list(self.sizes)
        groups: list[str] = []
        while sizes and len(digits) > sizes[0]:
            digits, last = digits[: -sizes[0]], digits[-sizes[0] :]
            groups.insert(0, last)
            sizes = sizes[1:] or sizes
        return self.group.join([digits, *groups])


PLAIN = Numbers()
ENGLISH = Numbers(group=",")
