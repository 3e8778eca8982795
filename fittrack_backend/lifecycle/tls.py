"""The certificate that the server shows, read again when it is renewed."""

from __future__ import annotations

import logging
import os
import ssl
from pathlib import Path

from fittrack_backend.lifecycle.failures import BackendLifecycleError

LOOKED_AT_EVERY_S = 10.0

_log = logging.getLogger("fittrack")


class TlsUnusable(BackendLifecycleError):
    """The certificate or its key cannot be used. The message says which, and why."""


class Certificate:
    """A certificate chain and its key, in files of PEM. Raises `TlsUnusable`."""

    def __init__(self, chain: Path, key: Path) -> None:
        self._chain = chain
        self._key = key
        self._seen = self._stamps()
        self.context = _load(chain, key)
        """For connections that come from now on."""
        if _others_can_read(key):
            _log.warning(
                "others on this machine can read the key %s: protect it with chmod 600", key
            )

    def renew_if_changed(self) -> None:
        """Reads the files again when they have changed. Keeps what it has while they cannot be
        used: the two are seldom replaced at the same moment."""
        if (stamps := self._stamps()) != self._seen:
            self._seen = stamps
            self.renew()

    def renew(self) -> None:
        """Reads the files again."""
        try:
            self.context = _load(self._chain, self._key)
        except TlsUnusable as error:
            _log.error("the certificate was not renewed: %s", error)
        else:
            _log.info("the certificate was read again")

    def _stamps(self) -> tuple[object, ...]:
        return tuple(_stamp(path) for path in (self._chain, self._key))


def _stamp(path: Path) -> object:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _load(chain: Path, key: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    for path in (chain, key):
        try:
            path.read_bytes()
        except OSError as error:
            raise TlsUnusable(f"Cannot read {path}: {error.strerror or error}.") from error
    try:
        context.load_cert_chain(chain, key, password=_no_password)
    except _Encrypted as error:
        raise TlsUnusable(
            f"The key {key} is protected by a password, which nobody can type here."
        ) from error
    except (ssl.SSLError, ValueError, OSError) as error:
        if "KEY_VALUES_MISMATCH" in str(error):
            raise TlsUnusable(f"The key {key} does not belong to {chain}.") from error
        raise TlsUnusable(
            f"{chain} and {key} are not a certificate and its key in PEM: {error}."
        ) from error
    return context


class _Encrypted(Exception):
    pass


def _no_password() -> str:
    raise _Encrypted


def _others_can_read(path: Path) -> bool:
    return os.name == "posix" and bool(path.stat().st_mode & 0o077)
