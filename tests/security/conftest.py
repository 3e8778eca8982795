"""What tests of secrets share: a backend of their own kind, and a server that records."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.conftest import backend_with_founder as live_backend
from tests.integration.conftest import (
    backends_of_the_test,
    empty_databases,
    make_backend,
    shared_backend_with_founder,
)
from tests.security import secret_service
from tests.servers.recording import RecordingServer
from tests.thorough import THOROUGH

__all__ = [
    "backends_of_the_test",
    "empty_databases",
    "live_backend",
    "make_backend",
    "shared_backend_with_founder",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/tests/security/" in item.path.as_posix():
            item.add_marker(pytest.mark.integration)


@pytest.fixture
def recorder() -> Iterator[RecordingServer]:
    """A server that keeps what reaches it and echoes it."""
    with RecordingServer() as server:
        yield server


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[secret_service.Bus]:
    """A D-Bus session in which nothing runs yet; skips where there is no gnome-keyring."""
    if missing := secret_service.missing_programs():
        pytest.skip(f"a real Secret Service needs {', '.join(missing)} on the PATH")
    home = tmp_path / "home"
    home.mkdir()
    with secret_service.bus(tmp_path, {"HOME": str(home), "PATH": os.environ["PATH"]}) as found:
        yield found


@pytest.fixture(scope="session")
def thorough() -> bool:
    """Whether to take the time that a full proof takes (FITTRACK_THOROUGH=1)."""
    return THOROUGH
