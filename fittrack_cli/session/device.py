"""The secret of this device, by which a server knows it again when somebody guesses at the account."""

from __future__ import annotations

import hmac
import secrets
from pathlib import Path

from fittrack_cli.errors import CliError
from fittrack_cli.files import read_private, write_private
from fittrack_cli.secret import Secret

_FILE = ".device"
_BYTES = 32


def device_secret(folder: Path, origin: str) -> Secret | None:
    """The secret for one server, made from the one in the folder of settings; None where that can be
    neither read nor written. It outlives signing out."""
    path = folder / _FILE
    try:
        own = read_private(path)
        if own is None or len(own) != 2 * _BYTES:
            own = secrets.token_hex(_BYTES).encode()
            write_private(path, own)
    except CliError:
        return None
    return Secret(hmac.digest(own, origin.encode(), "sha256").hex())
