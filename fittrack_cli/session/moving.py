"""Moving tokens from one store to another without losing the session on the way.

Written to the new place, read back, remembered in the profile, removed from the old place: whenever
that is interrupted, the place that the profile names holds the tokens in force.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from fittrack_cli.errors import CliError
from fittrack_cli.program.config import with_setting
from fittrack_cli.program.options import CREDENTIAL_STORES
from fittrack_cli.session.file_store import FileStore
from fittrack_cli.session.session import exclusively, not_signed_in
from fittrack_cli.session.store import StoreError, TokenStore, key_for, open_store
from fittrack_cli.wire.address import base_url, origin

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli


def move_to(cli: Cli, wanted: str) -> tuple[int, str]:
    """Makes `wanted` the store of the profile in force; returns how many sessions it moved, and
    where they are now. Raises StoreError, NotSignedIn where there is nothing to move."""
    current = cli.profile.credential_store
    if current is None:
        raise not_signed_in()
    try:
        target = open_store(wanted, cli.config.folder)
        target.try_out()
    except StoreError as error:
        error.hint = f"you stay signed in, with the tokens in the {current} store"
        raise
    if current == wanted:
        _remove_leftovers(cli, target)
        return 0, target.where
    source = open_store(current, cli.config.folder)
    with ExitStack() as held:
        keys = _keys(cli, source)
        for key in sorted(keys):  # in one order, so that two of these cannot wait for each other
            held.enter_context(exclusively(cli.config.folder, key))
        moved = [key for key in keys if _copy(key, source, target)]
        if not moved:
            raise not_signed_in()
        _remember(cli, wanted)
        for key in moved:
            _remove(cli, source, key)
    return len(moved), target.where


def _keys(cli: Cli, source: TokenStore) -> list[str]:
    """What may be kept of the profile: a file knows all of it, a keyring is asked by key."""
    profile = cli.profile
    servers = {cli.given("server"), None}
    keys = {key_for(profile.name, origin(base_url(one, profile, cli.env))) for one in servers}
    if isinstance(source, FileStore):
        keys.update(key for key in source.kept() if key.startswith(f"{profile.name}@"))
    return sorted(keys)


def _copy(key: str, source: TokenStore, target: TokenStore) -> bool:
    tokens = source.load(key)
    if tokens is None:
        return False
    target.save(key, tokens)
    if target.load(key) != tokens:
        raise StoreError(
            f"{target.where} does not keep what it is given",
            "the tokens stay where they were, and you stay signed in",
        )
    return True


def _remember(cli: Cli, wanted: str) -> None:
    cli.config.with_profile(with_setting(cli.profile, "credential_store", wanted)).save()
    cli.refresh_config()


def _remove(cli: Cli, store: TokenStore, key: str) -> None:
    try:
        store.delete(key)
    except CliError as error:
        cli.output.warn(
            f"the tokens have moved, but a copy stays in {store.where} ({error.title}:"
            f" {error.detail}); run the command again to remove it"
        )


def _remove_leftovers(cli: Cli, target: TokenStore) -> None:
    """Removes copies in the other store that an interrupted move left, where the tokens are here."""
    for name in CREDENTIAL_STORES:
        if name == target.name:
            continue
        try:
            other = open_store(name, cli.config.folder)
        except StoreError:
            continue
        for key in _keys(cli, other):
            if target.load(key) is not None and other.load(key) is not None:
                _remove(cli, other, key)
