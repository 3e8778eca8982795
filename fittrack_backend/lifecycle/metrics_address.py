"""Where the metrics can be asked for, if anywhere; without them nothing of theirs is loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fittrack_backend.lifecycle.failures import MetricsUnavailable
from fittrack_backend.lifecycle.listening import why_not
from fittrack_backend.settings import Settings

if TYPE_CHECKING:
    from prometheus_client.registry import Collector


@contextmanager
def metrics_served(
    settings: Settings, make_collectors: Callable[[], Sequence[Collector]]
) -> Iterator[None]:
    """Serves the metrics as long as the block lasts. Raises `MetricsUnavailable`."""
    if settings.metrics is None:
        yield
        return
    from fittrack_backend.metrics.serving import serve

    try:
        close = serve(settings.metrics, make_collectors())
    except OSError as error:
        reason = why_not(settings.metrics.host, settings.metrics.port, error)
        raise MetricsUnavailable(f"FITTRACK_METRICS: {reason}") from error
    try:
        yield
    finally:
        close()
