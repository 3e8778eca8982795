"""How a quota is typed: `5GB`, `10000`, `none`, `default`."""

from __future__ import annotations

import re

from fittrack_cli.errors import UsageError

NO_QUOTA = -1
"""As the backend keeps it: without a limit, whatever the server's is."""
_UNITS = {"": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}
_NUMBER = re.compile(r"(\d{1,15})\s*([KMGT]?B)?", re.ASCII | re.IGNORECASE)


def limit_of(text: str, option: str) -> int | None:
    """The limit that was typed; None for the server's own. Raises UsageError."""
    word = text.strip().lower()
    if word == "default":
        return None
    if word == "none":
        return NO_QUOTA
    found = _NUMBER.fullmatch(word)
    unit = (found[2] or "").upper() if found else ""
    if found is None or unit == "B" or (unit and option != "--bytes"):
        raise UsageError(
            f"cannot understand {option} {text!r}", "", "a number, as 10000 or 5GB, none or default"
        )
    return int(found[1]) * _UNITS[unit]
