"""How long everything that signs somebody in is good for: here and nowhere else.

The contract's descriptions and the texts of problems are derived from these.
"""

from __future__ import annotations

import datetime as dt

from fittrack_common.sentences import counted

ACCESS_TOKEN = dt.timedelta(minutes=15)
SESSION = dt.timedelta(days=60)
"""From the session's last use; its refresh token lives as long."""
LATE_REQUEST = dt.timedelta(seconds=30)
"""How long a refresh that was sent before its token was spent may be on its way. A proxy that holds
a request back and a network share that shows old files take up to so long."""
CHALLENGE = dt.timedelta(minutes=5)
PROOF = dt.timedelta(minutes=5)
"""How long a password or a code that was given again counts for sensitive steps of its session."""
ENROLLMENT = dt.timedelta(minutes=15)
"""Of a second factor that waits to be confirmed."""
INVITATION = dt.timedelta(days=7)


def in_words(lifetime: dt.timedelta) -> str:
    """The lifetime in words: `15 minutes`, `60 days`."""
    if lifetime.days:
        number, unit = lifetime.days, "day"
    else:
        number, unit = lifetime.seconds // 60, "minute"
    return counted(number, unit)
