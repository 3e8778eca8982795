"""Serves the metrics on an address of their own, which servers and workers have alike."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from fittrack_backend.variables import Address

_log = logging.getLogger("fittrack")


def serve(address: Address, collectors: Sequence[Collector]) -> Callable[[], None]:
    """Serves them in threads of their own; returns what ends that. Raises OSError when the address
    cannot be listened on."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    for collector in collectors:
        registry.register(collector)
    server, thread = start_http_server(address.port, address.host, registry)
    _log.info("metrics are on %s, port %s", address.host, server.server_port)

    def close() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    return close
