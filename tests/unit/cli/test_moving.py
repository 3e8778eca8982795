"""Moving tokens between stores: whenever it stops, the store that the profile names has them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, ClassVar

import pytest
from keyring.backend import KeyringBackend

from fittrack_cli.commands.auth import sessions
from fittrack_cli.program.config import Config
from fittrack_cli.session.file_store import FileStore
from fittrack_cli.session.keyring_store import KeyringStore
from tests.unit.cli.test_signing_in import LOGIN, PASSWORD, Accounts

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Run

MOVE = ("auth", "move", "--credential-store")


class Ring(KeyringBackend):
    """A keyring that forgets, or breaks, when told so."""

    priority = 5
    kept: ClassVar[dict[str, str]] = {}
    forgets: ClassVar[bool] = False
    broken: ClassVar[bool] = False

    def get_password(self, service: str, username: str) -> str | None:
        self._check()
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._check()
        if not self.forgets or username.startswith("probe"):
            self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._check()
        del self.kept[username]

    def _check(self) -> None:
        if self.broken:
            raise RuntimeError("the keyring is locked")


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Ring]]:
    module = ModuleType("ring_for_tests")
    module.Ring = Ring  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ring_for_tests", module)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "ring_for_tests.Ring")
    Ring.kept.clear()
    yield Ring
    Ring.forgets = Ring.broken = False


@pytest.fixture
def signed_in(run: Run) -> Accounts:
    server = Accounts(mfa=False)
    assert run(*LOGIN, handler=server, answers=["ada", PASSWORD]).code == 0
    return server


def in_file(folder: Path) -> bool:
    return "marked" in (folder / "credentials.json").read_text()


def test_there_and_back(run: Run, signed_in: Accounts, config_dir: Path) -> None:
    there = run(*MOVE, "keyring", "-o", "json")
    assert there.code == 0, there.err
    shown = there.json()
    assert isinstance(shown, dict)
    assert (shown["credential_store"], shown["moved"]) == ("keyring", 1)
    assert "marked" not in there.out + there.err
    assert not in_file(config_dir)
    assert len(Ring.kept) == 1
    assert run("auth", "status", handler=signed_in).code == 0
    assert run(*MOVE, "file").code == 0
    assert Ring.kept == {}
    assert run("auth", "status", handler=signed_in).code == 0
    again = run(*MOVE, "file", "-o", "csv")
    assert again.out.splitlines()[1].endswith(",0")


def test_a_keyring_that_does_not_work_leaves_the_session_where_it_is(
    run: Run, signed_in: Accounts, config_dir: Path
) -> None:
    Ring.broken = True
    result = run(*MOVE, "keyring")
    assert result.code == 1
    assert "you stay signed in" in result.err
    Ring.broken, Ring.forgets = False, True
    result = run(*MOVE, "keyring")
    assert result.code == 1
    assert "you stay signed in" in result.err
    assert in_file(config_dir)
    assert run("auth", "status", handler=signed_in).code == 0


@pytest.mark.parametrize("step", ["save", "load", "remember", "delete"])
@pytest.mark.parametrize("wanted", ["keyring", "file"])
def test_an_interruption_at_any_step_keeps_the_session(
    run: Run, signed_in: Accounts, config_dir: Path, step: str, wanted: str
) -> None:
    if wanted == "file":
        assert run(*MOVE, "keyring").code == 0
    target, source = (KeyringStore, FileStore) if wanted == "keyring" else (FileStore, KeyringStore)

    def stop(*args: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        if step == "remember":
            patch.setattr(sessions, "_remember", stop)
        else:
            patch.setattr(source if step == "delete" else target, step, stop)
        assert run(*MOVE, wanted).code == 130
    assert run("auth", "status", handler=signed_in).code == 0
    assert run(*MOVE, wanted).code == 0
    assert run("auth", "status", handler=signed_in).code == 0
    assert Config.load(config_dir).profile().credential_store == wanted
    assert in_file(config_dir) == (wanted == "file")
    assert bool(Ring.kept) == (wanted == "keyring")


def test_a_file_moves_every_session_of_the_profile_and_of_no_other(
    run: Run, signed_in: Accounts, config_dir: Path
) -> None:
    elsewhere = ("--server", "https://fit.example")
    assert run(*elsewhere, *LOGIN, handler=signed_in, answers=["ada", PASSWORD]).code == 0
    assert run("profile", "add", "club", *elsewhere).code == 0
    club = ("--profile", "club")
    assert run(*club, *LOGIN, handler=signed_in, answers=["ada", PASSWORD]).code == 0
    assert run(*MOVE, "keyring").code == 0
    assert len(Ring.kept) == 2
    for args in ((), elsewhere, club):
        assert run(*args, "auth", "status", handler=signed_in).code == 0
    assert in_file(config_dir), "the other profile's"


def test_with_nobody_signed_in(run: Run) -> None:
    assert run(*MOVE, "file").code == 3
    assert run(*MOVE, "cloud").code == 2
    assert run("auth", "move").code == 2


def test_signing_in_with_another_store_leaves_nothing_in_the_first(
    run: Run, signed_in: Accounts, config_dir: Path
) -> None:
    other = ("auth", "login", "--credential-store", "keyring")
    assert run(*other, handler=signed_in, answers=["ada", PASSWORD]).code == 0
    assert signed_in.asked[-1][0] == "/v1/auth/logout"
    assert not in_file(config_dir)
    Ring.broken = True
    assert run(*LOGIN, handler=signed_in, answers=["ada", PASSWORD]).code == 0
    assert in_file(config_dir)
