"""What a scenario prepares for its command."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import field, frozen

from tools.running.live_backend import SignedIn


@frozen
class Stage:
    """What a scenario's command finds when it runs."""

    signed_in: SignedIn | None = None
    """Whose session is kept in the athlete's home."""
    token: str | None = field(default=None, repr=False)
    """What FITTRACK_TOKEN holds."""
    words: Mapping[str, str] = field(factory=dict, repr=False)
    """What stands for `{name}` in the command line and in what it reads."""
    before_answer: Callable[[], None] | None = None
    """Done when the answer to the last request has begun: lets go of a job that was held."""
    afterwards: Callable[[], object] = lambda: None
