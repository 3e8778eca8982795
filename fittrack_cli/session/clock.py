"""How old tokens are, on a machine whose clock may be wrong and may jump."""

from __future__ import annotations

import time

from fittrack_cli.session.tokens import Tokens


class Clock:
    """The time of day, which people and programs set, and a count of seconds, which they cannot."""

    def wall(self) -> float:
        """Seconds since the epoch."""
        return time.time()

    def ticks(self) -> float:
        """Seconds since some moment, with those that the machine slept where it counts them."""
        boot = getattr(time, "CLOCK_BOOTTIME", None)
        return time.monotonic() if boot is None else time.clock_gettime(boot)


class Held:
    """Tokens in hand, which age with the later of the two clocks.

    Servers say how many seconds a token is good, and these are counted from when it came: a clock
    that is wrong all the time changes nothing. One that jumps ahead makes for one renewal too many,
    after which the times are right again; one that jumps back is caught by the count of seconds,
    or else by the server, which answers 401.
    """

    def __init__(self, tokens: Tokens, clock: Clock) -> None:
        self.tokens = tokens
        self._clock = clock
        self._age_then = tokens.age_s(clock.wall())
        self._ticks_then = clock.ticks()

    @property
    def age_s(self) -> float:
        counted = self._age_then + self._clock.ticks() - self._ticks_then
        return max(self.tokens.age_s(self._clock.wall()), counted)

    @property
    def is_of_unknown_age(self) -> bool:
        """Whether they came at a time that is still to be: the clock was set back since."""
        return self._clock.wall() < self.tokens.received_at - 1.0

    def is_due(self) -> bool:
        return self.tokens.is_due_at(self.age_s)

    def is_expired(self) -> bool:
        return self.tokens.is_expired_at(self.age_s)
