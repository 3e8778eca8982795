"""What the locale says of units and numbers, by its variables: nothing is set for the process.

Which variable decides is POSIX (Base Definitions, 8.2): `LC_ALL`, then the category's own, then `LANG`; an empty
one counts as not set. How a locale writes numbers is what the system's library says of it, as for every other program.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from fittrack_cli.output.encodings import has
from fittrack_cli.output.numbers import PLAIN, Numbers

if TYPE_CHECKING:
    from fittrack_cli.output.systems import System

_IMPERIAL = frozenset({"US", "LR", "MM"})
"""The territories with miles and pounds, as CLDR and glibc have them."""


class Named(NamedTuple):
    """A locale, and the variable that names it."""

    variable: str
    name: str


def locale_of(env: Mapping[str, str], category: str) -> Named | None:
    """The locale of a category such as `LC_NUMERIC`; None where no variable names one."""
    for variable in ("LC_ALL", category, "LANG"):
        if env.get(variable):
            return Named(variable, env[variable])
    return None


def system_of(name: str) -> System:
    """The system of units in a locale such as `en_US.UTF-8`: its territory decides."""
    _, _, territory = name.partition(".")[0].partition("@")[0].partition("_")
    return "imperial" if territory in _IMPERIAL else "metric"


def numbers_of(name: str, encoding: str | None) -> Numbers:
    """How a locale writes numbers, in characters that `encoding` has.

    A locale that the system does not know is as the C locale, as it is for other programs.
    """
    if name.partition(".")[0] in ("C", "POSIX"):
        return PLAIN
    decimal, group, sizes = _conventions(name)
    if not sizes:
        group = ""
    if group.isspace():
        group = " "  # whatever its width: a table does not break within a cell
    return Numbers(
        decimal if has(encoding, decimal) else PLAIN.decimal,
        group if has(encoding, group) else PLAIN.group,
        sizes or PLAIN.sizes,
    )


def _conventions(name: str) -> tuple[str, str, tuple[int, ...]]:
    """The decimal sign, the sign between groups, and their sizes. The process has its own locale back at once:
    nobody else notices, since Python reads and writes numbers without it."""
    import locale

    before = locale.setlocale(locale.LC_NUMERIC)
    try:
        locale.setlocale(locale.LC_NUMERIC, name)
        found = locale.localeconv()
    except (locale.Error, ValueError):
        return PLAIN.decimal, PLAIN.group, ()
    finally:
        locale.setlocale(locale.LC_NUMERIC, before)
    return str(found["decimal_point"]), str(found["thousands_sep"]), _sizes(found["grouping"])


def _sizes(grouping: object) -> tuple[int, ...]:
    """The groups' sizes up to the end of a list as C has it: 0 repeats the last one, 127 (CHAR_MAX) ends them."""
    assert isinstance(grouping, list)
    sizes: list[int] = []
    for size in grouping:
        if not 0 < size < 127:
            break
        sizes.append(size)
    return tuple(sizes)
