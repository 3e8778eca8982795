"""A Garmin account as a source: what was collected of it, and what could not be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager

from attrs import evolve, frozen

from fittrack_backend.sources.collected.source import CollectedSource
from fittrack_backend.sources.garmin.answers import WINDOWS
from fittrack_backend.sources.garmin.client import Client
from fittrack_backend.sources.garmin.collector import GarminCollector
from fittrack_backend.sources.garmin.plan import LIST_KEY
from fittrack_backend.sources.garmin.state import State
from fittrack_backend.sources.port import (
    Collector,
    Days,
    NotOffered,
    Opened,
    Page,
    SavedSource,
)
from fittrack_backend.sources.services import Services

_NOWHERE = (
    "Garmin says that there is nothing at its address (HTTP 404): it has none, or has it elsewhere"
)


@frozen
class GarminSource:
    """What was collected, and how far the account was read in the job that scans it."""

    collected: CollectedSource
    state: State

    @classmethod
    def of(cls, saved: SavedSource) -> GarminSource:
        """The source as it was saved."""
        return cls(CollectedSource.of(saved), State.of(saved.collecting))

    def scan(self, known: Collection[bytes], stopped: Callable[[], bool]) -> Iterator[Page]:
        """Everything that was collected, what this job could not have, and the days that it asked for."""
        missing = _missing(self.state)
        for page in self.collected.scan(known, stopped):
            yield evolve(
                page,
                not_offered=[*page.not_offered, *missing],
                asked=_asked(self.state),
            )

    def open(self, key: bytes) -> AbstractContextManager[Opened]:
        """Opens an original. Raises what `CollectedSource.open` does."""
        return self.collected.open(key)

    def for_opening(self, key: bytes) -> CollectedSource:
        """What was collected, without the rest."""
        return self.collected.for_opening(key)

    def check(self) -> None:
        """Raises SourceUnavailable when no original can be read."""
        self.collected.check()


def _missing(state: State) -> list[NotOffered]:
    """What could not be had, and what there is not."""
    failures = [
        NotOffered(one.key.encode(), one.name, one.reason, failed=True) for one in state.failures
    ]
    remarks = [
        NotOffered(one.key.encode(), one.name, one.reason, failed=False) for one in state.remarks
    ]
    nowhere = [
        NotOffered(what.encode(), WINDOWS[what].title, _NOWHERE, failed=False)
        for what in state.nowhere
    ]
    return [*failures, *remarks, *nowhere]


def _asked(state: State) -> list[Days]:
    found = [Days(span.since, span.until, "health") for span in state.asked]
    found += [Days(one.since, one.until, "health", one.reason) for one in state.failed_days]
    found += [Days(span.since, span.until, "activities") for span in state.listed_days]
    found += [
        Days(None, None, "activities", one.reason) for one in state.failures if one.key == LIST_KEY
    ]
    # A scan that names no days has asked for all of them; this one has asked for none yet.
    return found or [Days(dt.date.max, dt.date.min)]


def collector(key: str, services: Services, sleep: Callable[[float], None]) -> Collector:
    """What collects the account that a key opens."""
    return GarminCollector(client(key, services, sleep))


def client(key: str, services: Services, sleep: Callable[[float], None]) -> Client:
    """The account that a key opens."""
    settings = services.settings
    pace = services.pace("garmin", key, settings.garmin_per_minute)
    return Client(settings.garmin_url, key, services.tokens, pace, sleep)
