"""Moving tokens from one store to another without losing the session on the way.

Written to the new place, read back, remembered in the profile, removed from the old place: whenever
that is interrupted, the place that the profile names holds the tokens in force.
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

Tell = Callable[[str], None]


def move_to(
    places: Sequence[TokenPlace], wanted: str, *, remember: Callable[[str], None], warn: Tell
) -> tuple[int, str]:
    """Makes `wanted` the store of a profile; returns how many sessions moved, and where they are.

    `places` are those of the profile for the servers that it may be signed in to, and `remember`
    writes the choice into it. Raises StoreError, NotSignedIn where there is nothing to move.
    """
    current, folder = places[0].store, places[0].folder
    if current is None:
        raise not_signed_in()
    try:
        target = open_store(wanted, folder)
        target.try_out()
    except StoreError as error:
        error.hint = f"you stay signed in, with the tokens in the {current} store"
        raise
    if current == wanted:
        _remove_leftovers(places, target, warn)
        return 0, target.where
    source = open_store(current, folder)
    with ExitStack() as held:
        keys = _keys(places, source)  # in one order: two of these must not wait for each other
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
    """What may be kept of the profile: a file knows all of it, a keyring is asked by key."""
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
            f"{target.where} does not keep what it is given",
            "the tokens stay where they were, and you stay signed in",
        )
    return True


def _remove(store: TokenStore, key: str, warn: Tell) -> None:
    try:
        store.delete(key)
    except CliError as error:
        warn(
            f"the tokens have moved, but a copy remains in {store.where} ({error.title}:"
            f" {error.detail}); run the command again to remove it"
        )


def _remove_leftovers(places: Sequence[TokenPlace], target: TokenStore, warn: Tell) -> None:
    """Removes copies in the other store that an interrupted move left, where the tokens are here."""
    for name in STORES:
        if name == target.name:
            continue
        try:
            other = open_store(name, places[0].folder)
        except StoreError:
            continue
        for key in _keys(places, other):
            if target.load(key) is not None and other.load(key) is not None:
                _remove(other, key, warn)
