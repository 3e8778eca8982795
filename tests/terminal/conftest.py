"""What tests on a terminal share."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

import pytest

from tests.integration.conftest import backend_with_founder as live_backend
from tests.integration.conftest import (
    backends_of_the_test,
    empty_databases,
    make_backend,
    shared_backend_with_founder,
)
from tests.terminal.screen import Terminal
from tests.terminal.stub import Stub
from tools import import_path

__all__ = [
    "backends_of_the_test",
    "empty_databases",
    "live_backend",
    "make_backend",
    "shared_backend_with_founder",
]


class OpenTerminal(Protocol):
    def __call__(
        self, *args: str, columns: int = ..., rows: int = ..., env: Mapping[str, str] | None = ...
    ) -> Terminal: ...


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    """A person's environment with an empty home."""
    return {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": import_path(),
        "TZ": "UTC",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }


@pytest.fixture
def terminal(environment: dict[str, str]) -> Iterator[OpenTerminal]:
    """Opens terminals, which close with the test."""
    opened: list[Terminal] = []

    def open_one(
        *args: str, columns: int = 80, rows: int = 40, env: Mapping[str, str] | None = None
    ) -> Terminal:
        opened.append(
            Terminal(list(args), {**environment, **(env or {})}, columns=columns, rows=rows)
        )
        return opened[-1]

    yield open_one
    for each in opened:
        each.close()


@pytest.fixture
def stub() -> Iterator[Stub]:
    server = Stub()
    yield server
    server.close()
