"""Which units a run shows, and how it writes numbers.

The flag decides, then its variable, then the profile. Without any the locale does where a person reads at a terminal; what goes to a file
or a pipe is metric then, and has its numbers as programs read them, so that a script gets the same on each machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TextIO

from fittrack_cli.errors import UsageError
from fittrack_cli.output.numbers import PLAIN
from fittrack_cli.output.streams import is_terminal
from fittrack_cli.output.systems import SYSTEMS
from fittrack_cli.output.units import Units

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fittrack_cli.output.numbers import Numbers
    from fittrack_cli.output.systems import System
    from fittrack_cli.program.config import Profile

_DEFAULT: System = "metric"


class Run(Protocol):
    """What this needs of a run of the command line."""

    @property
    def env(self) -> Mapping[str, str]: ...

    @property
    def stdout(self) -> TextIO: ...

    @property
    def profile(self) -> Profile: ...

    def given(self, name: str) -> str | None: ...

    def origin(self, name: str) -> str | None: ...


class InForce(NamedTuple):
    """The system of units in force, and what says so."""

    system: System
    origin: str


def units_of(run: Run) -> Callable[[], Units]:
    """What finds the units and the signs of numbers, when somebody is to read them: programs need no profile for theirs.

    Raises UsageError, at once, for units that there are none of.
    """
    text = run.given("units")
    if text is not None:
        _known(text)
    return lambda: Units(system_in_force(run).system, _numbers(run))


def system_in_force(run: Run, *, by_locale: bool | None = None) -> InForce:
    """The system, by the locale too if so, which is at a terminal unless it is said. Raises UsageError for an unknown one."""
    text = run.given("units")
    if text is not None:
        return InForce(_known(text), str(run.origin("units")))
    if run.profile.units is not None:
        return InForce(_known(run.profile.units), f"profile {run.profile.name}")
    if is_terminal(run.stdout) if by_locale is None else by_locale:
        from fittrack_cli.output.locales import locale_of, system_of

        named = locale_of(run.env, "LC_MEASUREMENT")
        if named is not None:
            return InForce(system_of(named.name), f"{named.variable}={named.name}")
    return InForce(_DEFAULT, "default")


def _known(text: str) -> System:
    for system in SYSTEMS:
        if text == system:
            return system
    raise UsageError("unknown units", f"{text!r}", f"use one of {', '.join(SYSTEMS)}")


def _numbers(run: Run) -> Numbers:
    if not is_terminal(run.stdout):
        return PLAIN
    from fittrack_cli.output.locales import locale_of, numbers_of

    named = locale_of(run.env, "LC_NUMERIC")
    return PLAIN if named is None else numbers_of(named.name, run.stdout.encoding)
