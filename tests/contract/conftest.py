"""A live backend for the contract's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tools.running.live_backend import LiveBackend


@pytest.fixture(scope="session")
def live_backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveBackend]:
    """One backend with a founder, who invites the others."""
    backend = LiveBackend(tmp_path_factory.mktemp("backend") / "data").start()
    try:
        backend.register()
        yield backend
    finally:
        backend.close()
