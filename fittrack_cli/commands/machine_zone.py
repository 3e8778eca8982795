"""The zone of this machine, which dates the activities of an account that is registered here."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NAME = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}")


def machine_zone(env: Mapping[str, str]) -> str | None:
    """The IANA name of the zone here: that of `TZ`, else this machine's; None where there is none."""
    if env.get("TZ"):
        name = env["TZ"].removeprefix(":")
        return name if _NAME.fullmatch(name) else None
    import tzlocal

    try:
        return tzlocal.get_localzone_name() or None
    except Exception:  # it looks in many places, and each can hold anything
        return None
