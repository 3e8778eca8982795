"""A live backend for the contract's tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.integration.conftest import backend_with_tables, empty_databases
from tools.running.live_backend import LiveBackend

__all__ = ["empty_databases"]


@pytest.fixture(scope="session")
def shared_backend(
    tmp_path_factory: pytest.TempPathFactory,
    empty_databases: Sequence[Path],
) -> Iterator[LiveBackend]:
    """What is behind `live_backend`."""
    with backend_with_tables(tmp_path_factory, empty_databases) as backend:
        backend.register()
        yield backend


@pytest.fixture(scope="module")
def live_backend(shared_backend: LiveBackend) -> Iterator[LiveBackend]:
    """One backend with a founder, who invites the others."""
    with shared_backend.awake() as backend:
        yield backend
