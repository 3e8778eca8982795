"""What this process has done since it started, counted once it is committed."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

_PENDING = "fittrack_counted"
_lock = threading.Lock()
_totals: Counter[tuple[str, str]] = Counter()


def count(session: Session, what: str, kind: str, number: int = 1) -> None:
    """Counts it when the transaction at hand is committed, and not at all when it is rolled back."""
    pending: Counter[tuple[str, str]] = session.info.setdefault(_PENDING, Counter())
    pending[what, kind] += number


def totals(what: str) -> dict[str, int]:
    """How often it happened, by kind."""
    with _lock:
        return {kind: number for (name, kind), number in _totals.items() if name == what}


@event.listens_for(Session, "after_commit")
def _keep(session: Session) -> None:
    pending = session.info.pop(_PENDING, None)
    if pending:
        with _lock:
            _totals.update(pending)


@event.listens_for(Session, "after_rollback")
def _drop(session: Session, *_: Any) -> None:
    session.info.pop(_PENDING, None)
