"""What a store of tokens is."""

from __future__ import annotations

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

    def save(self, key: str, tokens: Tokens, before: Tokens | None = None) -> Tokens | None:
        """Keeps the tokens, and returns what is kept then.

        With `before` they only take its place: what another process has written there, or deleted,
        stays as it is.
        """
        ...

    def delete(self, key: str) -> None: ...
