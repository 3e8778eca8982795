"""The server's key: made once, for the server alone, and never replaced by accident."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

import pytest

from fittrack_backend.accounts import safeguards
from fittrack_backend.accounts.safeguards import (
    ServerKeyUnusable,
    load_former_keys,
    load_server_key,
)


def test_the_clock_is_that_of_the_system_in_utc() -> None:
    now = safeguards.utc_now()
    assert now.utcoffset() == dt.timedelta(0)
    assert abs(now - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "server.key"
    key = load_server_key(path)
    assert len(key) == 32
    assert load_server_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["server.key"]
    assert load_server_key(tmp_path / "another.key") != key


def test_servers_that_start_at_once_have_one_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "server.key"
    make = safeguards._create_key

    def made_meanwhile(there: Path) -> None:
        there.write_bytes(b"k" * 32)
        make(there)

    monkeypatch.setattr(safeguards, "_create_key", made_meanwhile)
    assert load_server_key(path) == b"k" * 32
    assert [one.name for one in tmp_path.iterdir()] == ["server.key"]


@pytest.mark.parametrize("content", [b"", b"k" * 31, b"k" * 33])
def test_a_damaged_key_is_not_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "server.key"
    path.write_bytes(content)
    with pytest.raises(ServerKeyUnusable, match=r"server\.key is damaged: it must have 32 bytes"):
        load_server_key(path)
    assert path.read_bytes() == content


def test_a_key_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "server.key"
    with pytest.raises(ServerKeyUnusable) as caught:
        load_server_key(path)
    assert str(caught.value) == (
        f"The server's key {path} cannot be read or made: No such file or directory."
    )


def test_former_keys_are_read_from_the_file_beside_it_in_a_row(tmp_path: Path) -> None:
    assert load_former_keys(tmp_path / "server.key") == ()
    keys = (b"a" * 32, b"b" * 32, b"c" * 32)
    (tmp_path / "server.key.old").write_bytes(b"".join(keys))
    assert load_former_keys(tmp_path / "server.key") == keys


def test_former_keys_that_are_damaged_or_cannot_be_read_say_so(tmp_path: Path) -> None:
    old = tmp_path / "server.key.old"
    old.write_bytes(b"k" * 33)
    with pytest.raises(ServerKeyUnusable) as caught:
        load_former_keys(tmp_path / "server.key")
    assert str(caught.value) == (
        f"The server's former keys {old} are damaged: each must have 32 bytes."
    )
    old.unlink()
    old.mkdir()
    with pytest.raises(ServerKeyUnusable) as caught:
        load_former_keys(tmp_path / "server.key")
    assert str(caught.value) == f"The server's former keys {old} cannot be read: Is a directory."
