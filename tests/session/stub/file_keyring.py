"""A keyring in a file, for tests: SESSION_TEST_KEYRING names the file.

While a file of that name with `.locked` after it is there, nothing can be written.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError, PasswordSetError

Entries = dict[str, str]


class Keyring(KeyringBackend):
    """Atomic, like a real one, and safe for many processes."""

    priority = 5

    @property
    def _path(self) -> Path:
        return Path(os.environ["SESSION_TEST_KEYRING"])

    def get_password(self, service: str, username: str) -> str | None:
        return self._read().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        if self._path.with_name(f"{self._path.name}.locked").exists():
            raise PasswordSetError("the keyring is locked")
        self._change(lambda entries: entries.update({f"{service}/{username}": password}))

    def delete_password(self, service: str, username: str) -> None:
        if f"{service}/{username}" not in self._read():
            raise PasswordDeleteError("no such entry")
        self._change(lambda entries: entries.pop(f"{service}/{username}"))

    def _read(self) -> Entries:
        try:
            entries: Entries = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        return entries

    def _change(self, change: Callable[[Entries], object]) -> None:
        with self._path.with_name(f"{self._path.name}.lock").open("w") as lock:
            fcntl.lockf(lock, fcntl.LOCK_EX)  # which tests leave as it is
            entries = self._read()
            change(entries)
            temporary = self._path.with_name(f"{self._path.name}.{os.getpid()}")
            temporary.touch(mode=0o600)
            temporary.write_text(json.dumps(entries))
            temporary.replace(self._path)
