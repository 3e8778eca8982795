"""The words for what totals have: each metric by a word of its own, and the contract's field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fittrack_cli.errors import UsageError

METRICS: Mapping[str, str] = {
    "time": "timer_s",
    "distance": "distance_m",
    "ascent": "ascent_m",
    "energy": "calories_kcal",
    "elapsed": "elapsed_s",
    "count": "activity_count",
}


def fields_of(words: Sequence[str]) -> list[str]:
    """The fields that the words name, each once; the contract's own names are taken, too.

    Raises UsageError for any other.
    """
    for word in words:
        if word not in METRICS and word not in METRICS.values():
            raise UsageError("unknown metric", f"{word!r}", f"use one of {', '.join(METRICS)}")
    return list(dict.fromkeys(METRICS.get(word, word) for word in words))
