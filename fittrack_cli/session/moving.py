"""Moving tokens from one store to another without losing the session on the way.

The tokens are written to the new store, read back, noted in the profile, and only then removed from
the old store. Wherever that is interrupted, the store that the profile names holds valid tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack

from fittrack_cli.errors import CliError
from fittrack_cli.session import STORES
from fittrack_cli.session.file_store import FileStore
from fittrack_cli.session.lock import exclusively
from fittrack_cli.session.session import not_signed_in
from fittrack_cli.session.store import StoreError, TokenStore
from fittrack_cli.session.stores import TokenPlace, open_store

Warn = Callable[[str], None]


def move_to(
    places: Sequence[TokenPlace], wanted: str, *, remember: Callable[[str], None], warn: Warn
) -> tuple[int, str]:
    """Makes `wanted` the store of a profile; returns how many sessions moved, and where they are.

    `places` has one place for each server that the profile may be signed in to. `remember` writes
    the choice into the profile. Raises StoreError, and NotSignedIn when there is nothing to move.
    """
    current, folder = places[0].store, places[0].folder
    if current is None:
        raise not_signed_in()
    try:
        target = open_store(wanted, folder)
        target.try_out()
    except StoreError as error:
        error.hint = f"you stay signed in; your tokens stay in the {current} store"
        raise
    if current == wanted:
        _remove_leftovers(places, target, warn)
        return 0, target.where
    source = open_store(current, folder)
    with ExitStack() as held:
        keys = _keys(places, source)  # sorted, so that two moves never wait for each other
        for key in keys:
            held.enter_context(exclusively(folder, key))
        moved = [key for key in keys if _copy(key, source, target)]
        if not moved:
            raise not_signed_in()
        remember(wanted)
        for key in moved:
            _remove(source, key, warn)
    return len(moved), target.where


def _keys(places: Sequence[TokenPlace], source: TokenStore) -> list[str]:
    """The keys under which a store may hold sessions of the profile.

    A file can list its keys; a keyring can only be asked for one.
    """
    keys = {place.key for place in places}
    if isinstance(source, FileStore):
        keys.update(key for key in source.kept() if key.startswith(f"{places[0].profile}@"))
    return sorted(keys)


def _copy(key: str, source: TokenStore, target: TokenStore) -> bool:
    tokens = source.load(key)
    if tokens is None:
        return False
    target.save(key, tokens)
    if target.load(key) != tokens:
        raise StoreError(
            f"{target.where} did not return the tokens that it was given",
            "the tokens stay where they were, and you stay signed in",
            "look closer with: fittrack doctor",
        )
    return True


def _remove(store: TokenStore, key: str, warn: Warn) -> None:
    try:
        store.delete(key)
    except CliError as error:
        warn(
            f"the tokens have moved, but a copy remains in {store.where} ({error.title}:"
            f" {error.detail}); run the command again to remove it"
        )


def _remove_leftovers(places: Sequence[TokenPlace], target: TokenStore, warn: Warn) -> None:
    """Removes copies that an interrupted move left in the other store, if `target` has the tokens."""
    other_name = next(name for name in STORES if name != target.name)
    try:
        other = open_store(other_name, places[0].folder)
    except StoreError:
        return
    for key in _keys(places, other):
        if target.load(key) is not None and other.load(key) is not None:
            _remove(other, key, warn)
