"""What happened to the account since the last command: said once, by the machine that has not said it yet.

The server numbers these events and sends the last number with each answer to a session. What was said is kept here and
not there: whoever has a copy of the session must not be able to use the news up. What this command itself did is known
by its requests, and is no news.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from fittrack_cli.errors import CliError

if TYPE_CHECKING:
    import httpx

    from fittrack_cli.wire.connection import Connection
    from fittrack_client.models.account_event import AccountEvent

HEADER = "X-Security-Events"
FILE = "events-shown.json"
SHOWN = 5
"""How many events are spelled out."""
_WORDS = {
    "access-token-created": "an access token for scripts was made",
    "access-token-revoked": "an access token for scripts was revoked",
    "invited": "somebody was invited to register",
    "mfa-enabled": "a second factor was turned on",
    "mfa-removed": "the second factor was turned off",
    "password-changed": "the password was changed",
    "recovery-code-used": "a recovery code was used",
    "recovery-codes-renewed": "new recovery codes were made",
    "second-holder": "tokens that somebody else has a copy of were used, and their session was ended",
    "session-revoked": "a session was ended from another one",
    "signed-in": "somebody signed in",
    "token-reused": "a stolen token was used, and its session was ended",
}
"""An event that a newer server adds is shown by its name."""


class News:
    """The events of the account that a command's answers speak of. `folder` keeps which were shown."""

    def __init__(self, folder: Path, origin: str) -> None:
        self._path = folder / FILE
        self._origin = origin
        self._own_requests: set[str] = set()
        self._account = ""
        self._last = 0

    def saw(self, response: httpx.Response) -> None:
        """Notes what an answer says of events, and that its request was this command's."""
        self.heard(response.headers.get("x-request-id", ""), response.headers.get(HEADER, ""))

    def heard(self, request_id: str, events: str) -> None:
        """The same, by the values of the two headers."""
        self._own_requests.add(request_id)
        account, _, number = events.partition(":")
        if account and number.isascii() and number.isdigit():
            self._account, self._last = account, int(number)

    @property
    def is_known(self) -> bool:
        """Whether there is nothing to tell, nor to note."""
        shown = self._load().get(self._origin, {})
        return not self._account or shown.get(self._account) == self._last

    def tell(self, connect: Callable[[], Connection], say: Callable[[str], None]) -> None:
        """Says what was not shown yet, and notes that it was. Where that cannot be found out or kept, nothing fails."""
        if not self._account:
            return
        everything = self._load()
        shown = everything.setdefault(self._origin, {})
        before = shown.get(self._account)
        if before == self._last:
            return
        # Nothing is news to a machine that has seen no event yet, nor after the server went back to a backup.
        if before is not None and before < self._last:
            try:
                news = self._since(before, connect())
            except CliError:
                return
            if news:
                say(in_words(news))
        shown[self._account] = self._last
        self._save(everything)

    def _since(self, number: int, connection: Connection) -> list[AccountEvent]:
        """Others' events after that one, oldest first."""
        from fittrack_client import api

        found = list(connection.items(api.list_account_events(after=number)))
        return [one for one in found if one.request_id not in self._own_requests][::-1]

    def _load(self) -> dict[str, dict[str, int]]:
        try:
            document: object = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(document, dict):
            return {}
        return {
            origin: {
                account: number
                for account, number in numbers.items()
                if isinstance(number, int) and not isinstance(number, bool)
            }
            for origin, numbers in document.items()
            if isinstance(numbers, dict)
        }

    def _save(self, everything: dict[str, dict[str, int]]) -> None:
        from fittrack_cli.files import write_private

        try:
            write_private(self._path, json.dumps(everything, indent=2).encode() + b"\n")
        except CliError:  # then it is said again
            pass


def in_words(news: Iterable[AccountEvent]) -> str:
    """Several lines for people: what happened, from where, and what to do if it was not them."""
    from fittrack_cli.output.cells import exact_moment

    events = list(news)
    lines = ["fittrack: news of your account since this machine last heard of it:"]
    for one in events[-SHOWN:]:
        what = _WORDS.get(str(one.event), str(one.event))
        where = f" from {one.address}" if one.address else ""
        about = f" ({one.detail})" if one.detail else ""
        when = exact_moment(one.to_dict()["at"])
        lines.append(f"  {when}: {what}{where}{about}")
    if len(events) > SHOWN:
        lines.append(f"  and {len(events) - SHOWN} more before that")
    lines.append("  all of it: fittrack auth audit")
    lines.append("  if this was not you: fittrack auth password --everything")
    return "\n".join(lines)
