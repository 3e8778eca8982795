"""The session of a profile with a server: which tokens, and renewing them.

One httpx `Auth` through which every signed-in request goes: it renews ahead of expiry and once after
a 401, one process at a time; the others read what it wrote. It never deletes tokens, and never
overwrites newer ones than it read.

The order is what keeps a session alive. A renewed pair is used only after it was saved: until one of
its tokens is used the server takes the old refresh token as well. Where it cannot be saved the old
refresh token, unspent, gets another access token for the command at hand.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from fittrack_cli.errors import CliError, NotSignedIn
from fittrack_cli.session.clock import Clock, Held
from fittrack_cli.session.secret import Secret
from fittrack_cli.session.store import TokenStore, key_for, open_store
from fittrack_cli.session.tokens import Tokens, from_grant
from fittrack_cli.wire.address import base_url, origin
from fittrack_cli.wire.http import httpx
from fittrack_contract import problems

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fittrack_cli.program.config import Profile
    from fittrack_cli.program.context import Cli
    from fittrack_cli.wire.connection import Connection

TOKEN_VARIABLE = "FITTRACK_TOKEN"  # noqa: S105 (a variable's name)
PATIENCE_S = 30.0
_ENDED = frozenset({problems.NOT_SIGNED_IN, problems.SESSION_EXPIRED, problems.SESSION_REVOKED})


class Exchange(Protocol):
    """Asks the server for tokens in return for a refresh token; see `exchange`."""

    def __call__(self, refresh: Secret, *, rotate: bool) -> Tokens: ...


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
        patience_s: float = PATIENCE_S,
        clock: Clock | None = None,
        reopened: Callable[[], TokenStore | None] = lambda: None,
    ) -> None:
        self._store = store
        self._key = key
        self._folder = folder
        self._exchange = exchange
        self._warn = warn
        self._patience_s = patience_s
        self._clock = clock or Clock()
        self._reopened = reopened
        self._held: Held | None = None
        self._renewal_failed = False

    def tokens(self, *, certainly_good: bool = False) -> Tokens:
        """The tokens to use now, renewed when they are due.

        `certainly_good` are tokens that somebody else is going to use, who could not renew them: so
        none of an age that the clock cannot tell. Raises NotSignedIn, Unreachable, StoreError,
        and Busy when another process hangs while it renews them.
        """
        held = self._held or self._hold(self._load())
        unsure = certainly_good and held.is_of_unknown_age
        if held.is_expired() or unsure or (held.is_due() and not self._renewal_failed):
            return self.renew(held.tokens, rejected=unsure)
        return held.tokens

    def renew(self, used: Tokens, *, rejected: bool = False) -> Tokens:
        """The pair after `used`: what another process has written meanwhile, or a new one.

        With `rejected` the server did not take `used`; otherwise it may go on serving where there
        is no better. Raises as `tokens` does.
        """
        from fittrack_cli.session.lock import Busy

        held = self._held if self._held and self._held.tokens == used else self._hold(used)
        still_good = not rejected and not held.is_expired()
        try:
            # Whoever holds the lock renews the tokens: with good ones there is nothing to wait for.
            with exclusively(self._folder, self._key, 0.0 if still_good else self._patience_s) as (
                alone
            ):
                stored = self._hold(self._load())
                if stored.tokens.access == used.access or stored.is_due():
                    fallback = held if still_good else None
                    self._held = self._renewed(stored.tokens, fallback, may_rotate=alone)
        except Busy:
            if still_good:
                self._held = held
                return used
            stored = self._hold(self._load())
            if stored.tokens.access == used.access or stored.is_expired():
                raise
        assert self._held is not None
        return self._held.tokens

    def _renewed(self, stored: Tokens, fallback: Held | None, *, may_rotate: bool) -> Held:
        try:
            if not may_rotate:
                return self._borrowed(stored)
            renewed = self._exchange(stored.refresh, rotate=True)
        except CliError as error:
            if isinstance(error, NotSignedIn) and error.slug in _ENDED:
                latest = self._load()
                if latest.refresh != stored.refresh:
                    return self._hold(latest)
                raise _ended(error) from error
            if fallback is None:
                raise
            self._renewal_failed = True
            return fallback
        try:
            return self._hold(self._saved(stored, renewed))
        except NotSignedIn:
            raise
        except CliError as error:
            self._warn(_explain_unsaved(error))
            self._renewal_failed = True
            return fallback or self._borrowed(stored)

    def _saved(self, stored: Tokens, renewed: Tokens) -> Tokens:
        """Writes the pair in place of the one it renews, or returns another that came meanwhile."""
        latest = self._load()
        if latest.refresh != stored.refresh:
            return latest
        try:
            self._store.save(self._key, renewed)
        except CliError:
            # It may have been written all the same, and then the old refresh token must rest.
            if self._store.load(self._key) == renewed:
                return renewed
            raise
        return renewed

    def _borrowed(self, stored: Tokens) -> Held:
        """Another access token for the old refresh token, which stays good: nothing to be saved."""
        return self._hold(self._exchange(stored.refresh, rotate=False))

    def _hold(self, tokens: Tokens) -> Held:
        self._held = Held(tokens, self._clock)
        return self._held

    def _load(self) -> Tokens:
        tokens = self._store.load(self._key)
        if tokens is None and (store := self._reopened()) is not None:
            self._store = store  # the tokens were moved there since
            tokens = store.load(self._key)
        if tokens is None:
            raise not_signed_in()
        return tokens


@contextmanager
def exclusively(folder: Path, key: str, patience_s: float = PATIENCE_S) -> Iterator[bool]:
    """While this process alone may change the tokens of `key`; false where that cannot be had.

    Raises Busy after `patience_s` seconds, UnsafeFile for a lock that is not ours.
    """
    from fittrack_cli.session.lock import locked

    with locked(folder / f".session-{_digest(key)}.lock", patience_s) as alone:
        yield alone


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
            # The text may be the same: an access token can be made good for longer.
            _authorize(request, self._session.renew(tokens, rejected=True).access)
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
        if response.status_code in (401, 403):
            _refuse_token(response, self._bound_to)


class NoAuth(httpx.Auth):
    """Nobody is signed in: says so before anything is sent."""

    def sync_auth_flow(
        self, request: httpx.Request
    ) -> Generator[httpx.Request, httpx.Response, None]:
        raise not_signed_in()


def auth_for(cli: Cli, connection: Connection) -> httpx.Auth:
    """How requests of this connection are signed: FITTRACK_TOKEN, the stored session, or not."""
    token = token_from(cli)
    if token is not None:
        return TokenAuth(token, connection.origin)
    return session_auth(cli, connection)


def session_auth(cli: Cli, connection: Connection) -> httpx.Auth:
    """Requests signed by the stored session, whatever FITTRACK_TOKEN says."""
    session = session_for(cli, connection.origin)
    return NoAuth() if session is None else SessionAuth(session, connection.origin)


def session_for(cli: Cli, server: str | None = None) -> Session | None:
    """The session of the profile in force with the origin `server`; None before any sign-in."""
    profile = cli.profile
    if profile.credential_store is None:
        return None
    server = server or origin(base_url(cli.given("server"), profile, cli.env))
    return Session(
        open_store(profile.credential_store, cli.config.folder),
        key_for(profile.name, server),
        folder=cli.config.folder,
        exchange=lambda refresh, *, rotate: exchange(cli, refresh, rotate=rotate),
        warn=cli.output.warn,
        patience_s=max(PATIENCE_S, cli.timeout_s + 10),
        reopened=lambda: _reopened(cli, profile),
    )


def _reopened(cli: Cli, profile: Profile) -> TokenStore | None:
    """The profile's store, where the profile on disk names another one by now."""
    from fittrack_cli.program.config import Config

    now = Config.load(cli.config.folder).profiles.get(profile.name)
    if now is None or now.credential_store in (None, profile.credential_store):
        return None
    return open_store(str(now.credential_store), cli.config.folder)


def token_from(cli: Cli) -> Secret | None:
    """The token of FITTRACK_TOKEN, or None. Raises NotSignedIn for what cannot be one."""
    text = cli.env.get(TOKEN_VARIABLE, "").strip()
    if not text:
        return None
    if not text.isascii() or not text.isprintable() or " " in text:
        raise NotSignedIn(
            f"{TOKEN_VARIABLE} is no token", "it holds characters that no token has", _NEW_TOKEN
        )
    if text.startswith("ftr_"):
        raise NotSignedIn(
            f"{TOKEN_VARIABLE} holds a refresh token",
            "that one never leaves the machine, and signs no requests",
            _NEW_TOKEN,
        )
    return Secret(text)


def exchange(cli: Cli, refresh: Secret, *, rotate: bool) -> Tokens:
    """Asks the server for the next pair. The same refresh token gets the same pair until one of
    its tokens is used, so asking again after a lost answer is safe.

    Without `rotate` the refresh token stays, and only the access token is good for longer: for
    where a new pair cannot be kept. Raises CliError.
    """
    from fittrack_cli.wire.connection import Connection
    from fittrack_client import api
    from fittrack_client.models.refresh_request import RefreshRequest

    body = RefreshRequest(refresh_token=refresh.reveal(), rotate=rotate)
    with Connection.open(cli, signed_in=False) as connection:
        connection.http.headers["Idempotency-Key"] = _digest(f"{rotate} {refresh.reveal()}")
        grant = connection.call(api.refresh_token(body=body))
        return from_grant(grant, connection.origin)


def stored(cli: Cli) -> tuple[TokenStore, str, Tokens] | None:
    """The store, key and tokens of the profile in force, or None when nobody is signed in."""
    return _stored(cli, cli.profile, cli.given("server"))


def forget(cli: Cli, profile: Profile) -> None:
    """Removes a profile's tokens from this machine."""
    found = _stored(cli, profile, None)
    if found is not None:
        store, key, _ = found
        sign_out_here(cli, store, key)


def sign_out_here(cli: Cli, store: TokenStore, key: str) -> None:
    """Removes tokens, while nobody renews them: they would be written again. Raises CliError."""
    with exclusively(cli.config.folder, key):
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


_NEW_TOKEN = (
    "make one: fittrack auth access-tokens create NAME\n"
    f"or unset {TOKEN_VARIABLE} and: fittrack auth login"
)
_REVOKED = (
    "sign in again: fittrack auth login\n"
    "if this was not your doing: fittrack auth password, then look at fittrack auth sessions list"
)


def _explain_unsaved(error: CliError) -> str:
    return (
        f"the renewed session could not be saved ({error.title}: {error.detail}); nothing is lost:"
        " this command goes on, and the next one tries again"
    )


def _ended(error: CliError) -> NotSignedIn:
    return NotSignedIn(
        "the session has ended",
        error.detail or error.title,
        _REVOKED if error.slug == problems.SESSION_REVOKED else "fittrack auth login",
        slug=error.slug,
        request_id=error.request_id,
        extras=error.extras,
    )


def _refuse_token(response: httpx.Response, server: str) -> None:
    """Raises what is wrong with FITTRACK_TOKEN; other refusals are not about the token."""
    from fittrack_cli.wire.problems import problem

    response.read()
    why = problem(response)
    details = {"slug": why.slug, "request_id": why.request_id, "extras": why.extras}
    if response.status_code == 401:
        raise NotSignedIn(
            f"{TOKEN_VARIABLE} is not accepted",
            why.detail or f"{server} does not know the token, or it has expired",
            _NEW_TOKEN,
            **details,  # type: ignore[arg-type]
        )
    if why.slug == problems.INSUFFICIENT_SCOPE:
        raise NotSignedIn(
            f"{TOKEN_VARIABLE} may not do this",
            why.detail,
            "make a token that may: fittrack auth access-tokens create NAME --scope SCOPE",
            **details,  # type: ignore[arg-type]
        )
    if why.slug == problems.SESSION_REQUIRED:
        raise NotSignedIn(
            f"{TOKEN_VARIABLE} may not do this",
            why.detail,
            f"unset {TOKEN_VARIABLE} and: fittrack auth login",
            **details,  # type: ignore[arg-type]
        )


def _check_origin(request: httpx.Request, bound_to: str) -> None:
    if origin(str(request.url)) != bound_to:
        raise CliError(
            "will not send tokens elsewhere", f"{request.url.host} is not where they came from"
        )


def _authorize(request: httpx.Request, token: Secret) -> None:
    request.headers["Authorization"] = f"Bearer {token.reveal()}"


def _digest(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()[:16]
