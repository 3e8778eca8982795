"""Signing in, from a password to tokens that are kept.

The store for the tokens is chosen and tried before the password is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fittrack_cli.commands.auth.asking import code_asker
from fittrack_cli.errors import USAGE
from fittrack_cli.session.device import device_secret
from fittrack_cli.session.login import authenticate
from fittrack_cli.session.new_session import end, keep, leave
from fittrack_cli.session.store import StoreError, TokenStore
from fittrack_cli.session.stores import open_store
from fittrack_cli.session.tokens import Tokens, from_grant

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_cli.secret import Secret

FILE_OPTION = "--credential-store file"


def sign_in(
    cli: Cli, username: str, password: Secret, code: Secret | None = None, store: str | None = None
) -> Tokens:
    """Signs in at the backend in force and keeps the tokens under the profile in force.

    `store` is `keyring`, `file`, or None for the profile's or the keyring. Without `code` the
    prompter is asked for one when it is needed. Remembers the store and the user name in the
    profile. Raises SecondFactorNeeded where nobody can be asked, NotSignedIn for wrong words,
    StoreError where tokens cannot be kept, and what a connection raises.
    """
    with cli.connect() as connection:
        earlier = cli.token_place()
        kept_in = choose_store(cli, store)
        _remember(cli, kept_in, username)
        grant = authenticate(
            connection,
            username,
            password,
            code,
            code_asker(cli),
            cli.output.note,
            device=device_secret(cli.config.folder, connection.origin),
        )
        tokens = from_grant(grant, connection.origin)
        place = earlier._replace(store=kept_in.name)
        former = keep(place, kept_in, tokens, cli.connect, cli.output.detail)
        if former is not None:
            end(former, cli.connect, cli.output.detail)
        if earlier.store not in (None, place.store):
            leave(earlier, cli.connect, cli.output.detail)
    return tokens


def choose_store(cli: Cli, wanted: str | None) -> TokenStore:
    """The store for new tokens, tried out. Never a weaker one than was asked for.

    Without a wish, and without a keyring, a person is asked whether a file will do; where nobody
    can be asked, raises StoreError that says what to pass.
    """
    name = wanted or cli.profile.credential_store
    try:
        return _tried(name or "keyring", cli)
    except StoreError as error:
        if name is not None:
            raise
        if not cli.prompter.can_ask:
            error.code = USAGE
            if FILE_OPTION not in error.hint:
                error.hint += (
                    f"\nor keep the tokens in a file that only you can read: {FILE_OPTION}"
                )
            raise
        file = open_store("file", cli.config.folder)
        cli.output.note(f"There is no usable keyring ({error.title}: {error.detail}).")
        if cli.prompter.confirm(f"Keep the tokens in {file.where}, which only you can read?"):
            file.try_out()
            return file
        raise


def _tried(name: str, cli: Cli) -> TokenStore:
    store = open_store(name, cli.config.folder)
    store.try_out()
    return store


def _remember(cli: Cli, store: TokenStore, username: str) -> None:
    """Writes the choice into the profile, and a server that was given where none is set."""
    from fittrack_cli.program.config import with_setting

    profile = with_setting(cli.profile, "credential_store", store.name)
    profile = with_setting(profile, "username", username)
    if profile.server is None and cli.origin("server") == "--server":
        profile = with_setting(profile, "server", cli.given("server"))
    if profile != cli.profile:
        cli.config.with_profile(profile).save()
        cli.refresh_config()
