"""Live backends for integration tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest

from tests.integration.live import LiveBackend

BackendFactory = Callable[..., LiveBackend]


@pytest.fixture(scope="session")
def make_backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BackendFactory]:
    """Starts backends, each with its own data folder and port; they end with the tests."""
    backends: list[LiveBackend] = []

    def make(environment: Mapping[str, str] | None = None) -> LiveBackend:
        data_dir = tmp_path_factory.mktemp("backend") / "data"
        backends.append(LiveBackend(data_dir, environment))
        return backends[-1].start()

    yield make
    for backend in backends:
        backend.close()


@pytest.fixture(scope="session")
def live_backend(make_backend: BackendFactory) -> LiveBackend:
    """One backend for all tests that neither stop it nor need it empty."""
    return make_backend()
