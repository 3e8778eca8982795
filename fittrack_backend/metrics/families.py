"""Numbers of one kind of thing, told apart by one label."""

from __future__ import annotations

from collections.abc import Mapping

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily


def counter(name: str, text: str, label: str, numbers: Mapping[str, int]) -> CounterMetricFamily:
    """A counter, from its values by label."""
    family = CounterMetricFamily(name, text, labels=[label])
    for kind, number in sorted(numbers.items()):
        family.add_metric([kind], number)
    return family


def gauge(name: str, text: str, label: str, numbers: Mapping[str, int]) -> GaugeMetricFamily:
    """A gauge, from its values by label."""
    family = GaugeMetricFamily(name, text, labels=[label])
    for kind, number in numbers.items():
        family.add_metric([kind], number)
    return family
