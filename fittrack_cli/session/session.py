"""The session of a profile with a server: which tokens, and renewing them.

One httpx `Auth` through which every signed-in request goes: it renews ahead of expiry and once after
a 401, one process at a time; the others read what it wrote. It never deletes tokens, and never
overwrites newer ones than it read.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from fittrack_cli.address import base_url, origin
from fittrack_cli.errors import CliError, NotSignedIn, Unreachable
from fittrack_cli.http import httpx
from fittrack_cli.session.secret import Secret
from fittrack_cli.session.store import TokenStore, key_for, open_store
from fittrack_cli.session.tokens import Tokens, from_grant

if TYPE_CHECKING:
    from pathlib import Path

    from fittrack_cli.config import Profile
    from fittrack_cli.connection import Connection
    from fittrack_cli.context import Cli

TOKEN_VARIABLE = "FITTRACK_TOKEN"  # noqa: S105 (a variable's name)
Exchange = Callable[[Secret], Tokens]


class Session:
    """A profile's tokens for one server. `warn` is told what a person should know."""

    def __init__(
        self,
        store: TokenStore,
        key: str,
        *,
        folder: Path,
        exchange: Exchange,
        warn: Callable[[str], None],
    ) -> None:
        self._store = store
        self._key = key
        self._folder = folder
        self._exchange = exchange
        self._warn = warn
        self._tokens: Tokens | None = None
        self._renewal_failed = False

    def tokens(self) -> Tokens:
        """The tokens to use now, renewed when they are due. Raises NotSignedIn, Unreachable."""
        if self._tokens is None:
            self._tokens = self._load()
        if self._tokens.is_expired() or (self._tokens.is_due() and not self._renewal_failed):
            self._tokens = self.renew(self._tokens)
        return self._tokens

    def renew(self, used: Tokens, *, rejected: bool = False) -> Tokens:
        """The pair after `used`: what another process has written meanwhile, or a new one.

        With `rejected` the server did not take `used`; otherwise it may go on serving where there
        is no better. Raises NotSignedIn when the server ends the session.
        """
        from fittrack_cli.session.file_store import locked

        still_good = not rejected and not used.is_expired()
        with locked(self._folder / f".refresh-{_digest(self._key)}.lock"):
            stored = self._load()
            if stored.access != used.access and not stored.is_due():
                self._tokens = stored
            else:
                self._tokens = self._renewed(stored, used if still_good else None)
        return self._tokens

    def _renewed(self, stored: Tokens, fallback: Tokens | None) -> Tokens:
        try:
            renewed = self._exchange(stored.refresh)
        except Unreachable:
            if fallback is None:
                raise
            self._renewal_failed = True
            return fallback
        except NotSignedIn as error:
            latest = self._load()
            if latest.refresh != stored.refresh:
                return latest
            raise _ended(error) from error
        try:
            self._store.save(self._key, renewed)
        except CliError as error:
            # The old pair stays good until the new one is used: use it while it lasts.
            self._renewal_failed = True
            if fallback is None:
                self._warn(_explain_unsaved(error))
            return fallback or renewed
        return renewed

    def _load(self) -> Tokens:
        tokens = self._store.load(self._key)
        if tokens is None:
            raise not_signed_in()
        return tokens


class SessionAuth(httpx.Auth):
    """Puts the session's access token on requests to its origin, and nowhere else."""

    def __init__(self, session: Session, bound_to: str) -> None:
        self._session = session
        self._bound_to = bound_to

    def sync_auth_flow(
        self, request: httpx.Request
    ) -> Generator[httpx.Request, httpx.Response, None]:
        _check_origin(request, self._bound_to)
        tokens = self._session.tokens()
        _authorize(request, tokens.access)
        response = yield request
        if response.status_code == 401:
            renewed = self._session.renew(tokens, rejected=True)
            if renewed.access != tokens.access:
                _authorize(request, renewed.access)
                yield request


class TokenAuth(httpx.Auth):
    """Puts the token of FITTRACK_TOKEN on requests; there is nothing to renew."""

    def __init__(self, token: Secret, bound_to: str) -> None:
        self._token = token
        self._bound_to = bound_to

    def sync_auth_flow(
        self, request: httpx.Request
    ) -> Generator[httpx.Request, httpx.Response, None]:
        _check_origin(request, self._bound_to)
        _authorize(request, self._token)
        response = yield request
        if response.status_code == 401:
            raise NotSignedIn(
                f"{TOKEN_VARIABLE} is not accepted",
                f"{self._bound_to} does not know the token, or it has expired",
                f"put a new token into {TOKEN_VARIABLE}, or unset it and: fittrack auth login",
            )


class NoAuth(httpx.Auth):
    """Nobody is signed in: says so before anything is sent."""

    def sync_auth_flow(
        self, request: httpx.Request
    ) -> Generator[httpx.Request, httpx.Response, None]:
        raise not_signed_in()


def auth_for(cli: Cli, connection: Connection) -> httpx.Auth:
    """How requests of this connection are signed: FITTRACK_TOKEN, the stored session, or not."""
    token = cli.env.get(TOKEN_VARIABLE)
    if token:
        return TokenAuth(Secret(_header_safe(token.strip())), connection.origin)
    profile = cli.profile
    if profile.credential_store is None:
        return NoAuth()
    session = Session(
        open_store(profile.credential_store, cli.config.folder),
        key_for(profile.name, connection.origin),
        folder=cli.config.folder,
        exchange=lambda refresh: exchange(cli, refresh),
        warn=cli.output.warn,
    )
    return SessionAuth(session, connection.origin)


def exchange(cli: Cli, refresh: Secret) -> Tokens:
    """Asks the server for the next pair. The same refresh token gets the same pair until one of
    its tokens is used, so asking again after a lost answer is safe. Raises CliError."""
    from fittrack_cli.connection import Connection
    from fittrack_client.api.auth import refresh_token
    from fittrack_client.models.refresh_request import RefreshRequest
    from fittrack_client.models.token_grant import TokenGrant

    body = RefreshRequest(refresh_token=refresh.reveal())
    with Connection.open(cli, signed_in=False) as connection:
        connection.http.headers["Idempotency-Key"] = _digest(refresh.reveal())
        grant = connection.call(
            TokenGrant, lambda client: refresh_token.sync_detailed(client=client, body=body)
        )
        return from_grant(grant, connection.origin)


def stored(cli: Cli) -> tuple[TokenStore, str, Tokens] | None:
    """The store, key and tokens of the profile in force, or None when nobody is signed in."""
    return _stored(cli, cli.profile, cli.given("server"))


def forget(cli: Cli, profile: Profile) -> None:
    """Removes a profile's tokens from this machine."""
    found = _stored(cli, profile, None)
    if found is not None:
        store, key, _ = found
        store.delete(key)


def not_signed_in() -> NotSignedIn:
    return NotSignedIn("not signed in", "", "fittrack auth login")


def _stored(
    cli: Cli, profile: Profile, server: str | None
) -> tuple[TokenStore, str, Tokens] | None:
    if profile.credential_store is None:
        return None
    store = open_store(profile.credential_store, cli.config.folder)
    key = key_for(profile.name, origin(base_url(server, profile, cli.env)))
    tokens = store.load(key)
    return (store, key, tokens) if tokens is not None else None


def _explain_unsaved(error: CliError) -> str:
    return (
        f"the renewed session could not be saved ({error.title}: {error.detail}); this command goes"
        " on, but the next one may have to sign in again"
    )


def _ended(error: CliError) -> NotSignedIn:
    return NotSignedIn(
        "the session has ended",
        error.detail or error.title,
        "fittrack auth login",
        slug=error.slug,
        request_id=error.request_id,
        extras=error.extras,
    )


def _check_origin(request: httpx.Request, bound_to: str) -> None:
    if origin(str(request.url)) != bound_to:
        raise CliError(
            "will not send tokens elsewhere", f"{request.url.host} is not where they came from"
        )


def _authorize(request: httpx.Request, token: Secret) -> None:
    request.headers["Authorization"] = f"Bearer {token.reveal()}"


def _header_safe(token: str) -> str:
    if not token.isascii() or not token.isprintable() or " " in token:
        raise NotSignedIn(f"{TOKEN_VARIABLE} is no token", "it holds characters that no token has")
    return token


def _digest(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()[:16]
