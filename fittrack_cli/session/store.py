"""Where tokens are kept. The choice is made, and tried, before a password leaves the machine."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from fittrack_cli.errors import CliError
from fittrack_cli.session.tokens import Tokens


class StoreError(CliError):
    """Tokens cannot be read or kept."""

    slug = "credential-store"


class TokenStore(Protocol):
    """Keeps pairs of tokens by key. Every method raises CliError when it cannot do its work."""

    @property
    def name(self) -> str:
        """As in the profile: `keyring` or `file`."""
        ...

    @property
    def where(self) -> str:
        """For a person: the keyring's name or the file's path."""
        ...

    def try_out(self) -> None:
        """Writes and removes something of no value; raises StoreError when that fails."""
        ...

    def load(self, key: str) -> Tokens | None: ...

    def save(self, key: str, tokens: Tokens) -> None: ...

    def delete(self, key: str) -> None: ...


def open_store(name: str, folder: Path) -> TokenStore:
    """The store of that name, for the folder of settings. Raises StoreError when there is none."""
    if name == "file":
        from fittrack_cli.session.file_store import FileStore

        return FileStore(folder)
    from fittrack_cli.session.keyring_store import KeyringStore

    return KeyringStore.find(_scope(folder))


def key_for(profile: str, origin: str) -> str:
    """Where a profile's tokens for a server are kept: tokens are bound to their origin."""
    return f"{profile}@{origin}"


def _scope(folder: Path) -> str:
    """What keeps the sessions of another folder of settings apart in the one keyring there is."""
    from hashlib import sha256

    from fittrack_cli.program.config import config_dir

    if folder == config_dir({}):
        return ""
    return sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:8]
