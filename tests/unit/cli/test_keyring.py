"""Tokens in a keyring: named and not searched for, tried, and never one that keeps no secrets."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import ClassVar

import pytest
from keyring.backend import KeyringBackend

from fittrack_cli.secret import Secret
from fittrack_cli.session.keyring_store import KeyringStore
from fittrack_cli.session.store import StoreError
from fittrack_cli.session.stores import _scope, open_store
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


class HangingKeyring(MemoryKeyring):
    def get_password(self, service: str, username: str) -> str | None:
        time.sleep(30)
        return None


class ByteKeyring(MemoryKeyring):
    def get_password(self, service: str, username: str) -> str | None:
        return b"{}"  # type: ignore[return-value]


class WeakKeyring(MemoryKeyring):
    priority = 0.5  # type: ignore[assignment]


@pytest.fixture(autouse=True)
def keyrings(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("keyrings_for_tests")
    kinds: list[type[MemoryKeyring]] = [MemoryKeyring, *MemoryKeyring.__subclasses__()]
    for kind in kinds:
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
        "keyring.backends.chainer.ChainerBackend",
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


def test_one_that_hangs_is_left_behind_in_time() -> None:
    store = KeyringStore(HangingKeyring(), patience_s=0.2)  # type: ignore[no-untyped-call]
    started = time.monotonic()
    with pytest.raises(StoreError) as error:
        store.load("key")
    assert time.monotonic() - started < 2
    assert "did not answer within 0.2 seconds" in error.value.detail
    assert "unlock" in error.value.hint


def test_what_is_no_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreError) as error:
        use(monkeypatch, "ByteKeyring").load("key")
    assert "bytes" in error.value.detail


def test_an_entry_fits_where_windows_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    store = use(monkeypatch, "MemoryKeyring")
    longest = TOKENS._replace(
        origin=f"https://{'h' * 253}:65535",
        username="ä" * 100,
        session_id="3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10",
        access=Secret("fta_" + "a" * 43),
        refresh=Secret("ftr_" + "r" * 43),
        received_at=1792771200.123456,
        access_expires_at=1792772100.123456,
        refresh_expires_at=1797955200.123456,
    )
    store.save("key", longest)
    assert len(MemoryKeyring.kept["fittrack", "key"].encode("utf-16-le")) <= 2560
    assert store.load("key") == longest
    with pytest.raises(StoreError):
        store.save("key", longest._replace(username="x" * 2000))
    assert store.load("key") == longest


def test_two_folders_of_settings_keep_their_sessions_apart(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyrings_for_tests.MemoryKeyring")
    one, two = (open_store("keyring", tmp_path / name) for name in ("one", "two"))
    one.save("key", TOKENS)
    assert one.load("key") == TOKENS
    assert two.load("key") is None


def test_where_a_folders_sessions_are_in_the_keyring_stays_from_version_to_version(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another place would sign everybody out."""
    usual = Path("/home/ada/.config/fittrack")
    monkeypatch.setattr("fittrack_cli.session.stores.config_dir", lambda _env: usual)
    assert _scope(usual) == ""
    assert _scope(Path("/nowhere/fittrack")) == "10efe34e"
    assert _scope(Path(os.fsdecode(b"/nowhere/\xff"))) == "46210ac3"


def test_what_another_process_wrote_or_deleted_meanwhile_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = use(monkeypatch, "MemoryKeyring")
    newer, late = (TOKENS._replace(refresh=Secret(name)) for name in ("newer", "late"))
    assert store.save("key", late, TOKENS) is None
    assert store.load("key") is None
    store.save("key", newer)
    assert store.save("key", late, TOKENS) == store.load("key") == newer
    assert store.save("key", late, newer) == store.load("key") == late


def test_tokens_that_not_every_keyring_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    store = use(monkeypatch, "MemoryKeyring")
    store.save("key", TOKENS._replace(access=Secret("")))
    (least,) = MemoryKeyring.kept.values()
    room = 1280 - len(least)  # of 2560 bytes in UTF-16
    store.save("key", fits := TOKENS._replace(access=Secret("a" * room)))
    for too_long in ("a" * (room + 1), "a" * room + "\N{GRINNING FACE}"):
        with pytest.raises(StoreError) as caught:
            store.save("key", TOKENS._replace(access=Secret(too_long)))
        assert caught.value.title == "cannot write to the keyring"
        assert "the tokens take 1281 characters" in caught.value.detail
        assert caught.value.hint == "add --credential-store file"
    assert store.load("key") == fits
