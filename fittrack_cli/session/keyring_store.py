"""Tokens in the operating system's keyring.

The backend is named and not searched for, which takes 0.27 s less and cannot end at a keyring that
keeps passwords in the clear.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

from fittrack_cli.session.store import StoreError
from fittrack_cli.session.tokens import Tokens, from_json

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "fittrack"
_BY_PLATFORM = {
    "darwin": ("keyring.backends.macOS.Keyring",),
    "win32": ("keyring.backends.Windows.WinVaultKeyring",),
}
_ELSEWHERE = (
    "keyring.backends.SecretService.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
)
_REFUSED = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")


class KeyringStore:
    """One entry of the service `fittrack` for each profile and server."""

    name = "keyring"

    def __init__(self, backend: KeyringBackend) -> None:
        self._backend = backend

    @classmethod
    def find(cls) -> KeyringStore:
        """The keyring of this machine, or the one that PYTHON_KEYRING_BACKEND names.

        Raises StoreError when there is none.
        """
        named = os.environ.get("PYTHON_KEYRING_BACKEND")
        names = (named,) if named else _BY_PLATFORM.get(sys.platform, _ELSEWHERE)
        reasons = []
        for name in names:
            if name.startswith(_REFUSED):
                reasons.append(f"{name} does not keep secrets")
                continue
            try:
                return cls(_load(name))
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
        probe = f"probe-{os.getpid()}"
        try:
            self._backend.set_password(SERVICE, probe, "probe")
            kept = self._backend.get_password(SERVICE, probe)
            self._backend.delete_password(SERVICE, probe)
        except Exception as error:
            raise self._failed("use", error) from error
        if kept != "probe":
            raise StoreError("the keyring does not keep what it is given", self.where)

    def load(self, key: str) -> Tokens | None:
        try:
            text = self._backend.get_password(SERVICE, key)
        except Exception as error:
            raise self._failed("read", error) from error
        if text is None:
            return None
        try:
            return from_json(json.loads(text))
        except (ValueError, RecursionError) as error:
            raise StoreError(
                "cannot understand the entry in the keyring",
                str(error),
                "remove the entry of the service fittrack and sign in again: fittrack auth login",
            ) from error

    def save(self, key: str, tokens: Tokens) -> None:
        try:
            self._backend.set_password(SERVICE, key, json.dumps(tokens.to_json()))
        except Exception as error:
            raise self._failed("write to", error) from error

    def delete(self, key: str) -> None:
        try:
            if self._backend.get_password(SERVICE, key) is not None:
                self._backend.delete_password(SERVICE, key)
        except Exception as error:
            raise self._failed("write to", error) from error

    def _failed(self, verb: str, error: Exception) -> StoreError:
        return StoreError(
            f"cannot {verb} the keyring",
            str(error).strip() or type(error).__name__,
            "unlock it and run the command again",
        )


def _load(name: str) -> KeyringBackend:
    from importlib import import_module

    module, _, attribute = name.rpartition(".")
    kind = getattr(import_module(module), attribute)
    if kind.priority < 1:
        raise ValueError(f"{name} is not safe to use")
    backend: KeyringBackend = kind()
    return backend
