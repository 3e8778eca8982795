"""How many files and connections this process may have open."""

from __future__ import annotations

import sys

ENOUGH = 65_536


def raise_limit() -> int:
    """Raises the limit as far as the system lets us, and returns it."""
    if sys.platform == "win32":
        return ENOUGH
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    infinite = resource.RLIM_INFINITY
    for wanted in (ENOUGH, 10_240):  # macOS refuses more, whatever its hard limit says
        most = wanted if hard == infinite else min(wanted, hard)
        if soft != infinite and soft < most:
            try:
                resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
                soft = most
            except (OSError, ValueError):
                continue
        break
    return ENOUGH if soft == infinite else min(soft, ENOUGH)
