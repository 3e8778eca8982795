"""A folder that no worker of a job sees: it is away, and what to do about it is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fittrack_backend.sources.port import SourceUnavailable
from fittrack_backend.sync.unseen import UnseenSource

SOURCE = UnseenSource(b"/data/gar\xff")
QUESTIONS: dict[str, Callable[[], object]] = {
    "scan": lambda: SOURCE.scan((), lambda: False),
    "open": lambda: SOURCE.open(b"a.fit"),
    "check": SOURCE.check,
    "open elsewhere": lambda: SOURCE.for_opening(b"a.fit").open(b"a.fit"),
}


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=list(QUESTIONS))
def test_whatever_is_asked_of_it_the_folder_is_away(ask: Callable[[], object]) -> None:
    with pytest.raises(SourceUnavailable) as caught:
        ask()
    assert str(caught.value) == (
        r"no worker of this job sees the folder /data/gar\udcff: start one there with --root"
    )
