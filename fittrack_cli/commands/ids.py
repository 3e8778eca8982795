"""Ids as people paste them."""

from __future__ import annotations

from uuid import UUID

from fittrack_cli.errors import UsageError


def parse_id(text: str, what: str) -> UUID:
    """The id in `text`; raises UsageError when it is not one. `what` names it, as in "sync job"."""
    try:
        if not text.isascii():  # int() takes the digits of every script
            raise ValueError(text)
        return UUID(text.strip())
    except ValueError:
        raise UsageError(
            f"malformed {what} id",
            f"{text!r} is not an id such as 3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10",
        ) from None
