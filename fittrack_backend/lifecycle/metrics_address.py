"""Where the metrics can be asked for, if anywhere; without them nothing of theirs is loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fittrack_backend.lifecycle.failures import AddressUnavailable
from fittrack_backend.os_errors import in_a_line
from fittrack_backend.settings import Settings

if TYPE_CHECKING:
    from prometheus_client.registry import Collector


@contextmanager
def metrics_served(
    settings: Settings, make_collectors: Callable[[], Sequence[Collector]]
) -> Iterator[None]:
    """Serves the metrics as long as the block lasts. Raises `AddressUnavailable`."""
    if settings.metrics is None:
        yield
        return
    from fittrack_backend.metrics.serving import serve

    try:
        close = serve(settings.metrics, make_collectors())
    except OSError as error:
        raise AddressUnavailable(
            f"Metrics cannot be served on {settings.metrics.host}, port {settings.metrics.port}: "
            f"{in_a_line(error)}."
        ) from error
    try:
        yield
    finally:
        close()
