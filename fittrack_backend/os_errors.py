"""What errors of the operating system and of the database mean, for people."""

from __future__ import annotations

import errno


def os_reason(error: OSError) -> str:
    """Why the operating system refused."""
    if error.errno in (errno.EACCES, errno.EPERM):
        return "permission denied"
    if error.errno == errno.ELOOP:
        return "a link that leads in a circle"
    text = error.strerror or type(error).__name__
    return text[:1].lower() + text[1:]


def in_a_line(error: Exception) -> str:
    """What an error, or the database's own behind it, says: one line without a full stop."""
    return " ".join(str(getattr(error, "orig", None) or error).split()).rstrip(".")
