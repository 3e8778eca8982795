"""Tokens in a keyring: named and not searched for, tried, and never one that keeps no secrets."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import ClassVar

import pytest
from keyring.backend import KeyringBackend

from fittrack_cli.session.keyring_store import KeyringStore
from fittrack_cli.session.secret import Secret
from fittrack_cli.session.store import StoreError
from fittrack_cli.session.tokens import Tokens

TOKENS = Tokens("http://a:1", "ada", "s", Secret("access"), Secret("refresh"), 1.0, 2.0, 3.0)


class MemoryKeyring(KeyringBackend):
    """Keeps passwords as long as the process lives."""

    priority = 5
    kept: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class LockedKeyring(MemoryKeyring):
    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("the keyring is locked")

    set_password = get_password  # type: ignore[assignment]


class ForgetfulKeyring(MemoryKeyring):
    def get_password(self, service: str, username: str) -> str | None:
        return None


class WeakKeyring(MemoryKeyring):
    priority = 0.5  # type: ignore[assignment]


@pytest.fixture(autouse=True)
def keyrings(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("keyrings_for_tests")
    for kind in (MemoryKeyring, LockedKeyring, ForgetfulKeyring, WeakKeyring):
        setattr(module, kind.__name__, kind)
    monkeypatch.setitem(sys.modules, "keyrings_for_tests", module)
    MemoryKeyring.kept.clear()


def use(monkeypatch: pytest.MonkeyPatch, name: str) -> KeyringStore:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"keyrings_for_tests.{name}")
    return KeyringStore.find()


def test_what_is_kept_reads_back_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    store = use(monkeypatch, "MemoryKeyring")
    store.try_out()
    assert MemoryKeyring.kept == {}
    assert store.load("default@http://a:1") is None
    store.save("default@http://a:1", TOKENS)
    assert store.load("default@http://a:1") == TOKENS
    store.delete("default@http://a:1")
    store.delete("default@http://a:1")
    assert MemoryKeyring.kept == {}


@pytest.mark.parametrize("name", ["LockedKeyring", "ForgetfulKeyring"])
def test_one_that_does_not_work_is_noticed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with pytest.raises(StoreError):
        use(monkeypatch, name).try_out()


@pytest.mark.parametrize(
    "name",
    [
        "keyrings_for_tests.WeakKeyring",
        "keyrings_for_tests.NoSuchKeyring",
        "no_such_module.Keyring",
        "keyring.backends.null.Keyring",
        "keyring.backends.fail.Keyring",
        "keyrings.alt.file.PlaintextKeyring",
    ],
)
def test_one_that_keeps_no_secrets_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name)
    with pytest.raises(StoreError) as error:
        KeyringStore.find()
    assert "--credential-store file" in error.value.hint


def test_an_entry_that_is_damaged_is_refused_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    store = use(monkeypatch, "MemoryKeyring")
    MemoryKeyring.kept["fittrack", "key"] = "{"
    with pytest.raises(StoreError):
        store.load("key")
    assert MemoryKeyring.kept["fittrack", "key"] == "{"
