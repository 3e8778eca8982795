"""Keeping the tokens of a new session, and ending the one that it replaces."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fittrack_cli.errors import CliError
from fittrack_cli.session.stores import TokenPlace
from fittrack_cli.session.tokens import Tokens

if TYPE_CHECKING:
    import httpx

    from fittrack_cli.session.store import TokenStore
    from fittrack_cli.wire.connection import Connection

Connect = Callable[["httpx.Auth"], "Connection"]
Tell = Callable[[str], None]


def keep(
    place: TokenPlace, store: TokenStore, tokens: Tokens, connect: Connect, tell: Tell
) -> Tokens | None:
    """Keeps the tokens of a new session in the place's store, and returns those that they replace.

    If they cannot be kept, the session is ended, since nobody could use it.
    """
    from fittrack_cli.session.lock import Busy, exclusively

    try:
        try:
            with exclusively(place.folder, place.key):
                former = _former(store, place.key)
                store.save(place.key, tokens)
        except Busy:  # whoever hangs there will not overwrite tokens that it does not know
            former = None
            store.save(place.key, tokens)
    except CliError:
        end(tokens, connect, tell)
        raise
    return former


def leave(place: TokenPlace, connect: Connect, tell: Tell) -> None:
    """Ends and forgets the session that was kept in another place, if that is easily done."""
    try:
        store = place.opened()
        former = None if store is None else store.load(place.key)
        if store is not None and former is not None:
            end(former, connect, tell)
            store.delete(place.key)
    except CliError as error:
        tell(f"the tokens in the {place.store} store stay there: {error.title}")


def end(former: Tokens, connect: Connect, tell: Tell) -> None:
    """Ends a session that nobody will use, if that is easily done.

    `connect` opens a connection with the auth that it is given; `tell` gets the text of a failure.
    """
    from fittrack_cli.session.script_token import TokenAuth
    from fittrack_client import api

    if former.is_expired():
        return
    try:
        with connect(TokenAuth(former.access, former.origin)) as connection:
            connection.call(api.logout())
    except CliError as error:
        tell(f"the former session was not ended: {error.title}")


def _former(store: TokenStore, key: str) -> Tokens | None:
    try:
        return store.load(key)
    except CliError:
        return None
