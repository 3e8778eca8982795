"""Hashes passwords with Argon2id (RFC 9106), a few at a time. Unknown users take as long as others."""

from __future__ import annotations

import threading
import unicodedata
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from fittrack_backend.accounts.problems import busy

HASHES_AT_ONCE = 2
"""How many are computed at a time. Each takes 64 MiB and tens of milliseconds of several processors."""
PATIENCE_S = 20.0
"""How long a caller waits for its turn, in seconds, before it is asked to try again later."""


class Passwords:
    """Hashes passwords, and checks them against their hashes."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
        self._slots = threading.BoundedSemaphore(HASHES_AT_ONCE)
        self._nobodys_hash = _hash_that_nothing_matches(self._hasher)

    def hash(self, password: str) -> str:
        """A hash to store. Raises `busy` (503) when the wait is longer than PATIENCE_S."""
        with self._slot():
            return self._hasher.hash(_canonical(password))

    def matches(
        self, stored: str | None, password: str, *, first: Callable[[], None] = lambda: None
    ) -> bool:
        """Whether the password matches the stored hash. Without a hash it is False, just as slowly.

        Calls `first` when its turn comes. Raises `busy` (503) when the wait is longer than
        PATIENCE_S.
        """
        with self._slot():
            first()
            try:
                self._hasher.verify(stored or self._nobodys_hash, _canonical(password))
            except (VerificationError, InvalidHashError):
                return False
        return stored is not None

    def is_outdated(self, stored: str) -> bool:
        """Whether the hash was made with parameters other than today's."""
        return self._hasher.check_needs_rehash(stored)

    @contextmanager
    def _slot(self) -> Iterator[None]:
        if not self._slots.acquire(timeout=PATIENCE_S):
            raise busy()
        try:
            yield
        finally:
            self._slots.release()


def _canonical(password: str) -> bytes:
    """The same bytes for the same characters, however the keyboard composed them.

    As NIST SP 800-63B, section 5.1.1.2, asks.
    """
    return unicodedata.normalize("NFKC", password).encode()


def _hash_that_nothing_matches(hasher: PasswordHasher) -> str:
    """An encoded hash whose digest is all zeros. Checking it takes as much work as any other."""

    def encode(data: bytes) -> str:
        return b64encode(data).decode().rstrip("=")

    return (
        f"$argon2id$v=19$m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
        f"${encode(bytes(hasher.salt_len))}${encode(bytes(hasher.hash_len))}"
    )
