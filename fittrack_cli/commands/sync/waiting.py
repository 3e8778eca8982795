"""A sync that waits for a service, in words."""

from __future__ import annotations

import datetime as dt


def waiting_text(service: str | None, until: dt.datetime | None) -> str | None:
    """`waiting for Garmin until 14:02:31`, by the clock of who reads it; None for one that does not wait."""
    from fittrack_cli.output.cells import local

    if until is None:
        return None
    form = "%H:%M:%S" if until.astimezone().date() == dt.date.today() else "%Y-%m-%d %H:%M"
    return f"waiting for {service or 'a service'} until {local(until, form)}"
