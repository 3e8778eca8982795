"""What the routes are handed: the running backend, as far as they use it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

from fittrack_backend.accounts.safeguards import Safeguards
from fittrack_backend.accounts.verified import VerifiedTokens
from fittrack_backend.api.broadcasts import Broadcasts
from fittrack_backend.api.open_streams import OpenStreams
from fittrack_backend.api.readiness import Readiness
from fittrack_backend.api.turns import Turns
from fittrack_backend.settings import Settings
from fittrack_backend.sources.services import Services
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.storage.reads_at_hand import ReadsAtHand

if TYPE_CHECKING:
    from fittrack_backend.sync.engine import SyncEngine


class Backend(Protocol):
    """Put together by `fittrack_backend.runtime`, which the routes know nothing of."""

    @property
    def settings(self) -> Settings: ...

    @property
    def database(self) -> Database: ...

    @property
    def safeguards(self) -> Safeguards: ...

    @property
    def originals(self) -> OriginalStore: ...

    @property
    def sync_engine(self) -> SyncEngine: ...

    @property
    def services(self) -> Services:
        """The services that sources are at."""
        ...

    @property
    def verified_tokens(self) -> VerifiedTokens:
        """The access tokens that were found good."""
        ...

    @property
    def reads_at_hand(self) -> ReadsAtHand | None:
        """The database for small reads that need no thread; None where a read can be kept waiting."""
        ...

    @property
    def password_turns(self) -> Turns:
        """Taken while a password is checked."""
        ...

    @property
    def database_turns(self) -> Turns:
        """Taken while a request holds a connection."""
        ...

    @property
    def sample_turns(self) -> Turns:
        """Taken while samples are read and written."""
        ...

    @property
    def import_turns(self) -> Turns:
        """Taken while an account is imported."""
        ...

    @property
    def readiness(self) -> Readiness:
        """Whether the server can use what it needs."""
        ...

    @property
    def broadcasts(self) -> Broadcasts:
        """The jobs that somebody watches."""
        ...

    @property
    def open_streams(self) -> OpenStreams:
        """The event streams that are open."""
        ...

    @property
    def stopping(self) -> threading.Event:
        """Set when the server was asked to end: whoever streams or waits ends too."""
        ...

    def start(self) -> None:
        """Called when the application starts; a second call does nothing."""
        ...

    def stop(self) -> None:
        """Called when the application ends; a second call does nothing."""
        ...
