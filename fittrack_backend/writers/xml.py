"""Values as XML has them: texts without what XML 1.0 cannot hold, numbers without exponents, times in UTC."""

from __future__ import annotations

import datetime as dt
import math
import re
from xml.sax.saxutils import escape

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value: str) -> str:
    """A text for an element or an attribute in double quotes (XML 1.0, section 2.2)."""
    return escape(_NOT_IN_XML.sub("", value), {'"': "&quot;"})


def decimal(value: float, places: int = 3) -> str:
    """A number rounded to so many places, as `xsd:decimal` and `xsd:double` both take it."""
    found = f"{value:.{places}f}"
    found = found.rstrip("0").rstrip(".") if "." in found else found
    return "0" if found in ("-0", "") else found


def whole(value: float | None, least: int, most: int) -> str | None:
    """A number in whole steps, or None where there is none or the format has no room for it."""
    if value is None or not math.isfinite(value):
        return None
    rounded = round(value)
    return str(rounded) if least <= rounded <= most else None


def moment(time: dt.datetime | float) -> str:
    """A time in UTC, with milliseconds where it has any (RFC 3339)."""
    if not isinstance(time, dt.datetime):
        time = dt.datetime.fromtimestamp(round(time * 1000) / 1000, dt.UTC)
    time = time.astimezone(dt.UTC)
    return time.isoformat(timespec="milliseconds" if time.microsecond else "seconds").replace(
        "+00:00", "Z"
    )


def element(name: str, value: str | None) -> str:
    """An element with this content; nothing where there is none."""
    return "" if value is None else f"<{name}>{value}</{name}>"


def number(name: str, value: float | None, places: int = 3) -> str:
    """An element with a number; nothing where there is none."""
    there = value is not None and math.isfinite(value)
    return f"<{name}>{decimal(value, places)}</{name}>" if there and value is not None else ""
