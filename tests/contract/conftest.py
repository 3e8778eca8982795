"""A live backend for the contract's tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.integration.conftest import ONE_READER, empty_databases, with_tables
from tools.running.live_backend import LiveBackend

__all__ = ["empty_databases"]


@pytest.fixture(scope="session")
def live_backend(
    tmp_path_factory: pytest.TempPathFactory,
    empty_databases: Sequence[Path],
) -> Iterator[LiveBackend]:
    """One backend with a founder, who invites the others."""
    data_dir = with_tables(tmp_path_factory.mktemp("backend") / "data", empty_databases)
    backend = LiveBackend(data_dir, ONE_READER)
    try:
        backend.start()
        backend.register()
        yield backend
    finally:
        backend.close()
