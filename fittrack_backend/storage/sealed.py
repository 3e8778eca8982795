"""Secrets that the server must be able to read, sealed with a key that is not in the database.

AES-256-GCM (NIST SP 800-38D). A sealed secret opens only for the account and the purpose that it was sealed for, so a
row's secret is of no use in another row. It names its key, so that the key can be replaced: former keys still open what
they sealed.
"""

from __future__ import annotations

import hmac
import secrets
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Sequence
from uuid import UUID

_SEALED = "sealed1"
"""What a sealed secret begins with, and the version of its form: `sealed1.KEY.NONCE-AND-CIPHERTEXT`."""
_NONCE_BYTES = 12
"""The length of a nonce (SP 800-38D, section 8.2.2); random ones are good for 2^32 secrets of a key."""


class NotOpened(Exception):
    """It was sealed with a key that is not here, or for something else, or was changed since."""


class Sealer:
    """Seals with a server's key, and opens what that key or a former one has sealed.

    Keys are 32 random bytes. What is used is derived from them, since the same key derives tokens, too.
    """

    def __init__(self, server_key: bytes, former_keys: Sequence[bytes] = ()) -> None:
        self._current = _key_id(server_key)
        self._keys = {_key_id(key): _derived(key, "secrets") for key in (server_key, *former_keys)}

    def seal(self, secret: str, account_id: UUID, purpose: str) -> str:
        """The secret as it may be kept: another text each time."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = secrets.token_bytes(_NONCE_BYTES)
        bound_to = _bound_to(account_id, purpose)
        sealed = AESGCM(self._keys[self._current]).encrypt(nonce, secret.encode(), bound_to)
        return f"{_SEALED}.{self._current}.{urlsafe_b64encode(nonce + sealed).decode()}"

    def open(self, sealed: str, account_id: UUID, purpose: str) -> str:
        """The secret that was sealed for this account and purpose. Raises `NotOpened`."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        form, _, rest = sealed.partition(".")
        key_id, _, text = rest.partition(".")
        key = self._keys.get(key_id)
        if form != _SEALED or key is None:
            raise NotOpened("it was sealed with a key that this server does not have")
        try:
            data = b64decode(text, altchars=b"-_", validate=True)
            nonce, ciphertext = data[:_NONCE_BYTES], data[_NONCE_BYTES:]
            return AESGCM(key).decrypt(nonce, ciphertext, _bound_to(account_id, purpose)).decode()
        except (ValueError, InvalidTag) as error:
            raise NotOpened("it was sealed for something else, or was changed") from error

    def is_current(self, sealed: str) -> bool:
        """Whether it was sealed with the key in force."""
        return sealed.startswith(f"{_SEALED}.{self._current}.")


def is_sealed(text: str) -> bool:
    """Whether a text has the form of a sealed secret. Versions before this one kept secrets as they are."""
    return text.startswith(f"{_SEALED}.")


def _key_id(server_key: bytes) -> str:
    """Names a key without giving anything of it away."""
    return _derived(server_key, "key id")[:4].hex()


def _derived(server_key: bytes, purpose: str) -> bytes:
    return hmac.digest(server_key, f"fittrack sealed {purpose}".encode(), "sha256")


def _bound_to(account_id: UUID, purpose: str) -> bytes:
    return f"{account_id}\0{purpose}".encode()
