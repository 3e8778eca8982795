"""Owners of sessions, on a live backend."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.integration.command_line import CommandLine
from tests.integration.conftest import backend_with_tables, empty_databases
from tests.session.owner import Owner, command_line
from tools.running.live_backend import LiveBackend

__all__ = ["empty_databases"]

NewOwner = Callable[..., Owner]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/tests/session/" in item.path.as_posix():
            item.add_marker(pytest.mark.integration)


@pytest.fixture(scope="module")
def backend(
    tmp_path_factory: pytest.TempPathFactory,
    empty_databases: Sequence[Path],
) -> Iterator[LiveBackend]:
    """A backend of the module's own."""
    with backend_with_tables(tmp_path_factory, empty_databases) as backend:
        yield backend


@pytest.fixture
def fittrack(tmp_path: Path) -> CommandLine:
    """`fittrack` with a home of its own."""
    return command_line(tmp_path / "home")


@pytest.fixture
def new_owner(backend: LiveBackend, fittrack: CommandLine) -> NewOwner:
    """Signs somebody in: keyword arguments as of `Owner.signed_in`, and `fittrack`."""

    def new(*, fittrack: CommandLine = fittrack, **options: str) -> Owner:
        return Owner.signed_in(backend, fittrack, **options)

    return new


@pytest.fixture
def owner(new_owner: NewOwner) -> Owner:
    """Somebody who keeps the tokens in a file."""
    return new_owner()
