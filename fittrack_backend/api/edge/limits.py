"""How much clients may hold before they have proved who they are, and how long they may take."""

from __future__ import annotations

import random

from attrs import frozen

LARGEST_HEAD = 64 * 1024
"""Bytes of a request line and its headers."""
LONGEST_REQUEST_LINE = 8 * 1024
MOST_HEADERS = 100
LARGEST_BODY = 1024 * 1024
"""Bytes, for a route that says nothing else."""
LARGEST_BODY_OF_A_STRANGER = 16 * 1024
"""Bytes, for a route that nobody need be signed in for."""
BODIES_AT_ONCE = 64 * 1024 * 1024
"""Bytes of all bodies that are being received or used."""

HEAD_S = 10.0
"""From the connection, or the first byte of a later request, to the end of the head."""
BODY_S = 10.0
"""For a body to come, and a second more for each `SLOWEST_BODY` bytes of it."""
SLOWEST_BODY = 8 * 1024
SILENT_S = 30.0
"""How long nothing may come of a body that is written down part by part."""
KEEP_ALIVE_S = 30
WRITE_S = 30.0
"""How long a client may take no byte of its answer."""
LINGER_S = 2.0
"""How long a connection stays half-closed, so that its client can read why it was refused."""
LINGER_BYTES = 4 * 1024 * 1024

MOST_CONNECTIONS = 8192
"""A silent one costs some 20 KB."""
EVICTIONS_PER_SECOND = 500
"""So many connections a second may take the place of others; more are refused, which costs a tenth."""
KEPT_DESCRIPTORS = 512
"""Descriptors that connections leave to the database, the files and the workers."""


@frozen
class Limits:
    """How many connections there may be."""

    connections: int = MOST_CONNECTIONS
    from_one_address: int = MOST_CONNECTIONS * 3 // 4
    half_open: int = MOST_CONNECTIONS * 3 // 4
    """That have not sent a whole request yet."""
    idle: int = MOST_CONNECTIONS // 2
    """That wait for their next request."""


def limits_for(descriptors: int, connections: int | None = None) -> Limits:
    """The limits where a process may have so many descriptors; fewer connections where that is asked."""
    possible = max(descriptors - KEPT_DESCRIPTORS, descriptors // 2)
    most = max(1, min(connections or MOST_CONNECTIONS, possible))
    return Limits(
        connections=most,
        from_one_address=max(1, most * 3 // 4),
        half_open=max(1, most * 3 // 4),
        idle=max(1, most // 2),
    )


def body_time_s(largest: int) -> float:
    """How long a body of at most that many bytes may take to come."""
    return BODY_S + largest / SLOWEST_BODY


def spread(seconds: float) -> float:
    """Up to half as long again: connections that began together need not end together."""
    return seconds * random.uniform(1, 1.5)  # noqa: S311 - nothing depends on guessing it
