"""The attempt of a refresh: a random id that a store's processes agree on before one of them asks.

The server binds the next pair to the attempt that asked first, and takes another one with the same
refresh token for a second holder. So a copy of the store that was made before the attempt was
written is noticed, and every process of this store has to send the same id, whether locks hold here
or not. That is why an attempt is a folder that is moved into place and never replaced: to move one
onto another that is not empty fails on every file system, where files may need hard links for that.

The attempt is in the folder of settings also where the tokens are in a keyring, since a keyring
cannot keep the first of two values. By itself it is worth nothing.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable
from pathlib import Path
from shutil import rmtree

from fittrack_cli.errors import CliError, printable_path
from fittrack_cli.files import cannot, make_private_folder, read_private, sync_folder, write_new
from fittrack_cli.secret import Secret
from fittrack_cli.session.lock import digest

_ID = "id"
_WHOLE = re.compile(rb"[0-9A-Za-z_-]{32}")


def settle(folder: Path, key: str, refresh: Secret) -> Secret:
    """The attempt of this refresh token: the one that is there, or a new one, kept for good.

    Raises CliError where it can be neither read nor written.
    """
    place = _place(folder, key, refresh)
    if _read(place) is None:
        _move_into(place)
    try:
        sync_folder(folder)  # also another process's attempt, which may not have come this far
    except OSError as error:
        raise cannot("write", place, error) from error
    settled = _read(place)
    if settled is None:
        raise CliError(f"{printable_path(place)} has gone", "", "run the command again")
    return settled


def _move_into(place: Path) -> None:
    """Moves a new attempt to `place`, unless another process was first."""
    new = place.with_name(f"{place.name}.{os.getpid()}.{os.urandom(4).hex()}.tmp")
    try:
        make_private_folder(new)
        write_new(new / _ID, new_attempt().reveal().encode())
        sync_folder(new)
        try:
            new.rename(place)
        except OSError:
            if not place.is_dir():
                raise
    except OSError as error:
        raise cannot("write", place, error) from error
    finally:
        rmtree(new, ignore_errors=True)


def kept(folder: Path, key: str, refresh: Secret) -> Secret | None:
    """The attempt of this refresh token, if there is one. Raises CliError where it cannot be read."""
    return _read(_place(folder, key, refresh))


def new_attempt() -> Secret:
    """A random id."""
    return Secret(secrets.token_urlsafe(24))


def forget(folder: Path, key: str, but: Iterable[Secret] = ()) -> None:
    """Removes the attempts of a session, except those of some refresh tokens, as far as it can."""
    spared = tuple(_place(folder, key, refresh).name for refresh in but)
    try:
        found = list(folder.glob(f"{_prefix(key)}*"))
    except OSError:
        return
    for place in found:
        if not place.name.startswith(spared):
            rmtree(place, ignore_errors=True)


def _place(folder: Path, key: str, refresh: Secret) -> Path:
    return folder / f"{_prefix(key)}{digest(refresh.reveal())}"


def _prefix(key: str) -> str:
    return f".attempt-{digest(key)}-"


def _read(place: Path) -> Secret | None:
    data = read_private(place / _ID)
    if data is None:
        return None
    if not _WHOLE.fullmatch(data):
        raise CliError(
            f"cannot understand {printable_path(place / _ID)}",
            "it does not hold what fittrack wrote there",
            "sign in again: fittrack auth login",
        )
    return Secret(data.decode())
