"""Where a profile's tokens are kept: the stores that there are, and a profile's place in one.

The choice is made, and tried, before a password leaves the machine.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from fittrack_cli.places import config_dir
from fittrack_cli.session.store import TokenStore
from fittrack_cli.session.tokens import Tokens


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


class TokenPlace(NamedTuple):
    """Where one profile keeps its tokens for one server, given by its origin.

    `folder` is the folder of settings; `store` is None before any sign-in.
    """

    folder: Path
    profile: str
    origin: str
    store: str | None

    @property
    def key(self) -> str:
        return key_for(self.profile, self.origin)

    def opened(self) -> TokenStore | None:
        """The store; None before any sign-in. Raises StoreError."""
        return None if self.store is None else open_store(self.store, self.folder)

    def tokens(self) -> Tokens | None:
        """The tokens in it; None when nobody is signed in. Raises StoreError."""
        store = self.opened()
        return None if store is None else store.load(self.key)

    def forget(self) -> None:
        """Removes the tokens, while nobody renews them: they would be written again.

        Raises CliError.
        """
        from fittrack_cli.session import attempts
        from fittrack_cli.session.lock import exclusively

        store = self.opened()
        if store is not None and store.load(self.key) is not None:
            with exclusively(self.folder, self.key):
                store.delete(self.key)
                attempts.forget(self.folder, self.key)


def _scope(folder: Path) -> str:
    """What keeps the sessions of another folder of settings apart in the one keyring there is."""
    from hashlib import sha256

    if folder == config_dir({}):
        return ""
    return sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:8]
