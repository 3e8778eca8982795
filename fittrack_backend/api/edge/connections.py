"""Which connections there are, what each waits for, and which one makes room for a new one.

A limit that is reached closes the connection that has waited longest without saying who it is. A client that sends its request
gets in while others hold thousands of silent connections, even from its own address.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable, Iterable, Iterator
from enum import Enum, auto

from attrs import define, field

from fittrack_backend.api.edge.limits import EVICTIONS_PER_SECOND, Limits


class Phase(Enum):
    """What a connection waits for."""

    HALF_OPEN = auto()
    """For its client: the head, or a stranger's body, is not complete; or it is being closed."""
    IDLE = auto()
    """For the next request of a client that has not signed in."""
    KNOWN = auto()
    """For the next request of a client that was signed in with its last one."""
    WORKING = auto()
    """For the server."""


_FIRST_TO_GO = (Phase.HALF_OPEN, Phase.IDLE, Phase.KNOWN)


@define(eq=False)
class Connection:
    """A connection that was let in."""

    address: str
    phase: Phase = Phase.HALF_OPEN
    signed_in: bool = False
    """Whether the last request came with a good token."""
    evict: Callable[[], None] = field(default=lambda: None)
    """Closes it at once; it is out of the book by then."""
    check: Callable[[float], None] = field(default=lambda _: None)
    """Ends what has taken too long, by the event loop's time."""


class Connections:
    """The book of the connections of a server. For its event loop alone."""

    def __init__(
        self,
        limits: Limits,
        is_proxy: Callable[[str], bool] = lambda _: False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limits = limits
        self._is_proxy = is_proxy
        self._by_phase: dict[Phase, dict[Connection, None]] = {phase: {} for phase in Phase}
        self._by_address: dict[str, dict[Connection, None]] = {}
        self._clock = clock
        self._second = 0
        self._evicted_in_second = 0
        self.evicted = 0
        """Connections that had to make room for others, since the server started."""

    def __len__(self) -> int:
        return sum(map(len, self._by_phase.values()))

    def __iter__(self) -> Iterator[Connection]:
        for some in self._by_phase.values():
            yield from list(some)

    def count(self, phase: Phase) -> int:
        """How many connections are in the phase."""
        return len(self._by_phase[phase])

    def admit(self, address: str) -> Connection | None:
        """A place for a new connection; None when none can make room for it."""
        key = _neighbourhood(address)
        neighbours = self._by_address.get(key, {})
        crowded = len(neighbours) >= self._limits.from_one_address and not self._is_proxy(address)
        if crowded and not self._make_room(_first_to_go(neighbours)):
            return None
        if len(self) >= self._limits.connections and not self._make_room(self._first_of_all()):
            return None
        connection = Connection(key)
        self._by_address.setdefault(key, {})[connection] = None
        self._enter(connection, Phase.HALF_OPEN)
        return connection

    def move(self, connection: Connection, phase: Phase) -> None:
        """What the connection waits for from now on. Does nothing for one that is out."""
        if self._by_phase[connection.phase].pop(connection, self) is self:
            return
        neighbours = self._by_address[connection.address]
        del neighbours[connection]
        neighbours[connection] = None
        self._enter(connection, phase)

    def rest(self, connection: Connection) -> None:
        """The connection waits for the next request."""
        self.move(connection, Phase.KNOWN if connection.signed_in else Phase.IDLE)

    def leave(self, connection: Connection) -> None:
        """The connection has ended. Does nothing for one that is out."""
        if self._by_phase[connection.phase].pop(connection, self) is self:
            return
        neighbours = self._by_address[connection.address]
        del neighbours[connection]
        if not neighbours:
            del self._by_address[connection.address]

    def _enter(self, connection: Connection, phase: Phase) -> None:
        waiting = self._by_phase[phase]
        if len(waiting) >= self._most(phase):
            self._evict(next(iter(waiting)))
        connection.phase = phase
        waiting[connection] = None

    def _most(self, phase: Phase) -> int:
        match phase:
            case Phase.HALF_OPEN:
                return self._limits.half_open
            case Phase.IDLE | Phase.KNOWN:
                return self._limits.idle
            case Phase.WORKING:
                return self._limits.connections

    def _first_of_all(self) -> Connection | None:
        return next((one for phase in _FIRST_TO_GO for one in self._by_phase[phase]), None)

    def _make_room(self, leaving: Connection | None) -> bool:
        second = int(self._clock())
        if second != self._second:
            self._second, self._evicted_in_second = second, 0
        if leaving is None or self._evicted_in_second >= EVICTIONS_PER_SECOND:
            return False
        self._evicted_in_second += 1
        self._evict(leaving)
        return True

    def _evict(self, connection: Connection) -> None:
        self.leave(connection)
        self.evicted += 1
        connection.evict()


def _first_to_go(neighbours: Iterable[Connection]) -> Connection | None:
    for phase in _FIRST_TO_GO:
        for one in neighbours:
            if one.phase is phase:
                return one
    return None


def _neighbourhood(address: str) -> str:
    """What counts as one address: of IPv6 the first 64 bits, since a client has all of the others."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return address
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, 64), strict=False).network_address)
