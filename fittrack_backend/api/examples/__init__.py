"""Examples for the contract: for every operation what is sent and what comes back.

A test holds them to the schemas.
"""

from __future__ import annotations

from fittrack_backend.api.examples import accounts, records, syncing
from fittrack_backend.records.fields import JsonObject

REQUESTS: dict[str, JsonObject] = accounts.REQUESTS | syncing.REQUESTS | records.REQUESTS
"""By operation: the name of each example and its body."""

RESPONSES: dict[str, JsonObject] = accounts.RESPONSES | syncing.RESPONSES | records.RESPONSES
"""By operation: the name of each example and the body of the successful answer. Operations
without one answer nothing, or a file."""
