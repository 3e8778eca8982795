"""What accounts need besides the database: the time, the server's key, the password hasher."""

from __future__ import annotations

import datetime as dt
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from attrs import field, frozen

from fittrack_backend.accounts.passwords import Passwords
from fittrack_backend.settings import Limits
from fittrack_backend.storage.sealed import Sealer

KEY_BYTES = 32

Clock = Callable[[], dt.datetime]
"""Tells the time in UTC; tests hand in their own."""


class ServerKeyUnusable(Exception):
    """The file of the server's key holds something else, or cannot be read."""


def utc_now() -> dt.datetime:
    """The time, by the system's clock."""
    return dt.datetime.now(dt.UTC)


@frozen
class Safeguards:
    """Handed to everything that signs in, signs out or checks who asks."""

    server_key: bytes = field(repr=False)
    clock: Clock = utc_now
    passwords: Passwords = field(factory=Passwords)
    limits: Limits = field(factory=Limits)
    sealer: Sealer = field(repr=False)

    @sealer.default
    def _sealer(self) -> Sealer:
        return Sealer(self.server_key)


def load_server_key(path: Path) -> bytes:
    """Reads the server's key, or makes it where there is none yet.

    Two servers that start at once end up with the same key. Raises `ServerKeyUnusable`.
    """
    try:
        if not path.exists():
            _create_key(path)
        key = path.read_bytes()
    except OSError as error:
        raise ServerKeyUnusable(
            f"The server's key {path} cannot be read or made: {error.strerror or error}."
        ) from error
    if len(key) != KEY_BYTES:
        raise ServerKeyUnusable(f"The server's key {path} is damaged: it must have 32 bytes.")
    return key


def load_former_keys(path: Path) -> tuple[bytes, ...]:
    """The keys that a server had before this one, from the file beside it: the key's with `.old` at its end.

    They open what they sealed and do nothing else. The file holds one key or several in a row. Raises
    `ServerKeyUnusable`.
    """
    former = path.with_name(f"{path.name}.old")
    try:
        keys = former.read_bytes() if former.exists() else b""
    except OSError as error:
        raise ServerKeyUnusable(
            f"The server's former keys {former} cannot be read: {error.strerror or error}."
        ) from error
    if len(keys) % KEY_BYTES:
        raise ServerKeyUnusable(
            f"The server's former keys {former} are damaged: each must have {KEY_BYTES} bytes."
        )
    return tuple(keys[at : at + KEY_BYTES] for at in range(0, len(keys), KEY_BYTES))


def _create_key(path: Path) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            pass
    finally:
        temporary.unlink()
