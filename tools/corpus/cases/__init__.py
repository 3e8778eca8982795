"""What people meet and readers find hard, each with what is right of it.

A file is a case of its own, unless it lies in a folder of `twins`: those files are one case, since
they are of the same activity.
"""

from __future__ import annotations

from collections.abc import Callable

from tools.corpus.cases.clocks import wrong_clocks
from tools.corpus.cases.health import health
from tools.corpus.cases.texts import broken_xml, compressed
from tools.corpus.cases.twins import twins
from tools.corpus.cases.values import local_day, reasons, sports, stray_points, totals
from tools.corpus.expectations import Made


def made_cases() -> dict[str, Made]:
    """Every file by its path."""
    kinds: tuple[Callable[[], dict[str, Made]], ...] = (
        *(compressed, broken_xml, totals, stray_points, wrong_clocks, twins),
        *(sports, reasons, local_day, health),
    )
    return {name: file for kind in kinds for name, file in kind().items()}
