"""Tokens in the operating system's keyring.

The backend is named and not searched for, which takes 0.27 s less and cannot end at a keyring that
keeps passwords in the clear.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from fittrack_cli.session.store import StoreError
from fittrack_cli.session.tokens import Tokens, from_json

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "fittrack"
MAX_ENTRY_CHARACTERS = 1280
"""Windows keeps 2560 bytes in UTF-16. In one entry, since several cannot be replaced at once."""
PATIENCE_S = 60.0
"""For an answer of the keyring: it may be asking somebody to unlock it."""
T = TypeVar("T")
_BY_PLATFORM = {
    "darwin": ("keyring.backends.macOS.Keyring",),
    "win32": ("keyring.backends.Windows.WinVaultKeyring",),
}
_ELSEWHERE = (
    "keyring.backends.SecretService.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
)
_REFUSED = {
    "keyring.backends.fail": "does not keep secrets",
    "keyring.backends.null": "does not keep secrets",
    "keyring.backends.chainer": "may end at a keyring that keeps secrets in the clear",
    "keyrings.alt": "may keep secrets in the clear",
}


class KeyringStore:
    """One entry of the service `fittrack` for each profile and server."""

    name = "keyring"

    def __init__(
        self, backend: KeyringBackend, scope: str = "", patience_s: float = PATIENCE_S
    ) -> None:
        self._backend = backend
        self._scope = scope
        self._patience_s = patience_s

    @classmethod
    def find(cls, scope: str = "") -> KeyringStore:
        """The keyring of this machine, or the one that PYTHON_KEYRING_BACKEND names.

        `scope` keeps entries apart. Raises StoreError when there is no keyring.
        """
        named = os.environ.get("PYTHON_KEYRING_BACKEND")
        names = (named,) if named else _BY_PLATFORM.get(sys.platform, _ELSEWHERE)
        reasons = []
        for name in names:
            refused = next((why for start, why in _REFUSED.items() if name.startswith(start)), None)
            if refused is not None:
                reasons.append(f"{name} {refused}")
                continue
            try:
                return cls(_load(name), scope)
            except Exception as error:  # a keyring's backends raise what they like
                reasons.append(str(error).strip() or type(error).__name__)
        raise StoreError(
            "there is no keyring",
            reasons[0] if reasons else "",
            "keep the tokens in a file that only you can read: add --credential-store file",
        )

    @property
    def where(self) -> str:
        return f"keyring ({self._backend.name})"

    def try_out(self) -> None:
        self._set("probe", "probe")
        kept = self._get("probe")
        self._remove("probe")
        if kept != "probe":
            raise StoreError(
                "the keyring does not keep what it is given",
                self.where,
                "add --credential-store file",
            )

    def load(self, key: str) -> Tokens | None:
        text = self._get(key)
        if text is None:
            return None
        try:
            if not isinstance(text, str):
                raise TypeError(f"it is not text but {type(text).__name__}")
            return from_json(json.loads(text))
        except (ValueError, TypeError, RecursionError) as error:
            raise StoreError(
                "cannot understand the entry in the keyring",
                str(error),
                f"remove the entry {self._entry(key)} of the service {SERVICE},"
                " and sign in again: fittrack auth login",
            ) from error

    def save(self, key: str, tokens: Tokens, before: Tokens | None = None) -> Tokens | None:
        if before is not None:
            there = self.load(key)
            if there is None or there.refresh != before.refresh:
                return there
        text = json.dumps(tokens.to_json(), ensure_ascii=False, separators=(",", ":"))
        if len(text.encode("utf-16-le")) > 2 * MAX_ENTRY_CHARACTERS:
            raise StoreError(
                "cannot write to the keyring",
                f"the tokens take {len(text)} characters, and not every keyring holds so many",
                "add --credential-store file",
            )
        self._set(key, text)
        return tokens

    def delete(self, key: str) -> None:
        if self._get(key) is not None:
            self._remove(key)

    def _entry(self, key: str) -> str:
        return f"{key}#{self._scope}" if self._scope else key

    def _get(self, key: str) -> object:
        return self._asked("read", lambda: self._backend.get_password(SERVICE, self._entry(key)))

    def _set(self, key: str, text: str) -> None:
        self._asked("write to", lambda: self._backend.set_password(SERVICE, self._entry(key), text))

    def _remove(self, key: str) -> None:
        self._asked("write to", lambda: self._backend.delete_password(SERVICE, self._entry(key)))

    def _asked(self, verb: str, work: Callable[[], T]) -> T:
        """Has the keyring do something, within bounds; raises StoreError."""
        from threading import Thread

        outcome: list[T] = []
        failure: list[BaseException] = []

        def run() -> None:
            try:
                outcome.append(work())
            except BaseException as error:
                failure.append(error)

        # Do not wait for a keyring that hangs, or that waits for somebody who is away.
        thread = Thread(target=run, name="keyring", daemon=True)
        thread.start()
        thread.join(self._patience_s)
        if outcome:
            return outcome[0]
        if failure:
            why = str(failure[0]).strip() or type(failure[0]).__name__
            raise self._failed(verb, why) from failure[0]
        raise self._failed(verb, f"it did not answer within {self._patience_s:g} seconds")

    def _failed(self, verb: str, why: str) -> StoreError:
        return StoreError(f"cannot {verb} the keyring", why, "unlock it and run the command again")


def _load(name: str) -> KeyringBackend:
    from importlib import import_module

    module, _, attribute = name.rpartition(".")
    kind = getattr(import_module(module), attribute)
    if kind.priority < 1:
        raise ValueError(f"{name} is not safe to use")
    backend: KeyringBackend = kind()
    return backend
