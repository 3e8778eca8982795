"""What it takes to ask services for what their owners have there: addresses, a pace, and the keys that open accounts."""

from __future__ import annotations

import hashlib

from attrs import define, field

from fittrack_backend.settings import Settings
from fittrack_backend.sources.tokens import Tokens
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.pacing import Pace
from fittrack_backend.storage.sealed import Sealer


@define
class Services:
    """The services as this process asks them."""

    settings: Settings
    database: Database = field(repr=False)
    sealer: Sealer = field(repr=False)
    tokens: Tokens = field(factory=Tokens, repr=False)

    def pace(self, service: str, key: str, a_minute: int) -> Pace:
        """The pace of the account that a key opens. The key cannot be worked out from its name."""
        place = hashlib.sha256(f"{service}\0{key}".encode()).hexdigest()
        return Pace(self.database, place, 60 / a_minute)
