"""The session of a profile with a server: which tokens to use, and renewing them.

One process at a time renews them, ahead of expiry or after a 401; the others read what it wrote. It
never deletes tokens, and never overwrites newer ones than it read.

The order is what keeps a session alive. The attempt is written before the server is asked, and the
store read again after that. A renewed pair is used only after it was saved: until one of its tokens
is used the server takes the old refresh token as well. Where either cannot be written the old refresh
token, unspent, gets another access token for the command at hand.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from fittrack_cli.errors import CONFLICT, CliError, NotSignedIn
from fittrack_cli.secret import Secret
from fittrack_cli.session.clock import Clock, Held
from fittrack_cli.session.store import TokenStore
from fittrack_cli.session.tokens import Tokens
from fittrack_contract import problems

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATIENCE_S = 30.0
NEWER_TOKENS_S = 2.0
"""How long one waits for newer tokens in the store once the server has said that there are some."""
_ENDED = frozenset({problems.NOT_SIGNED_IN, problems.SESSION_EXPIRED, problems.SESSION_REVOKED})
_REVOKED = (
    "sign in again: fittrack auth login\n"
    "if this was not your doing: fittrack auth password --everything,"
    " then look at fittrack auth audit and fittrack auth sessions list"
)


class Exchange(Protocol):
    """Asks the server for tokens in return for a refresh token, by an attempt."""

    def __call__(self, refresh: Secret, attempt: Secret, *, rotate: bool) -> Tokens: ...


class Session:
    """A profile's tokens for one server. `warn` is called with what a person should know."""

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
        from fittrack_cli.session.lock import Busy, exclusively

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
        from fittrack_cli.session import attempts

        try:
            if not may_rotate:
                return self._borrowed(stored)
            try:
                attempt = attempts.settle(self._folder, self._key, stored.refresh)
            except CliError as error:
                return self._unsaved(error, stored, fallback)
            # Without a lock that holds, others may have come further since it was read.
            latest = self._load()
            if latest.refresh != stored.refresh:
                return self._hold(latest)
            renewed = self._exchange(stored.refresh, attempt, rotate=True)
        except CliError as error:
            return self._refused(error, stored, fallback)
        try:
            return self._hold(self._saved(stored, renewed))
        except NotSignedIn:
            raise
        except CliError as error:
            try:
                return self._unsaved(error, stored, fallback)
            except CliError as refusal:
                return self._refused(refusal, stored, None)

    def _refused(self, error: CliError, stored: Tokens, fallback: Held | None) -> Held:
        """What serves where the server granted nothing; raises what is to be said if nothing does."""
        spent = error.slug == problems.TOKEN_SPENT
        ended = isinstance(error, NotSignedIn) and error.slug in _ENDED
        if spent or ended:
            newer = self._newer_than(stored, wait_s=NEWER_TOKENS_S if spent else 0.0)
            if newer is not None:
                return newer
        if ended:
            raise _ended(error) from error
        if fallback is None:
            raise (_not_here_yet(error) if spent else error) from error.__cause__
        self._renewal_failed = True
        return fallback

    def _unsaved(self, error: CliError, stored: Tokens, fallback: Held | None) -> Held:
        """What serves where nothing can be written."""
        self._warn(_explain_unsaved(error))
        self._renewal_failed = True
        return fallback or self._borrowed(stored)

    def _newer_than(self, stored: Tokens, *, wait_s: float) -> Held | None:
        """What another process has written in place of `stored`, or writes within `wait_s`."""
        deadline = time.monotonic() + wait_s
        while (latest := self._load()).refresh == stored.refresh:
            if time.monotonic() >= deadline:
                return None
            time.sleep(NEWER_TOKENS_S / 20)
        return self._hold(latest)

    def _saved(self, stored: Tokens, renewed: Tokens) -> Tokens:
        """Writes the pair in place of the one it renews, or returns another that came meanwhile."""
        from fittrack_cli.session import attempts

        latest = self._load()
        if latest.refresh != stored.refresh:
            return latest
        try:
            kept = self._store.save(self._key, renewed, stored)
        except CliError:
            # It may have been written all the same, and then the old refresh token must rest.
            if self._store.load(self._key) == renewed:
                return renewed
            raise
        if kept != renewed:
            return self._load()
        # The last attempt stays for processes that have read the old tokens and have no lock.
        attempts.forget(self._folder, self._key, but=(stored.refresh, renewed.refresh))
        return renewed

    def _borrowed(self, stored: Tokens) -> Held:
        """Another access token for the old refresh token, which stays good: nothing to be saved."""
        from fittrack_cli.session import attempts

        latest = self._load()
        if latest.refresh != stored.refresh:
            return self._hold(latest)
        attempt = attempts.kept(self._folder, self._key, stored.refresh) or attempts.new_attempt()
        return self._hold(self._exchange(stored.refresh, attempt, rotate=False))

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


def not_signed_in() -> NotSignedIn:
    return NotSignedIn("not signed in", "", "fittrack auth login")


def _explain_unsaved(error: CliError) -> str:
    return (
        f"the renewed session could not be saved ({error.title}: {error.detail}); nothing is lost:"
        " this command goes on, and the next one tries again"
    )


def _not_here_yet(error: CliError) -> CliError:
    return CliError(
        "another process has just renewed the session",
        "its tokens are not here yet",
        "run the command again; if it fails again, somebody else may have a copy of your tokens",
        code=CONFLICT,
        slug=error.slug,
        request_id=error.request_id,
        extras=error.extras,
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
