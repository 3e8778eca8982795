"""Large pages for what this process has in memory: a fork copies, and gives back, an entry for each page."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

_COLLAPSE = 25
"""MADV_COLLAPSE, of Linux 6.1."""
_BYTES = 2 << 20


def in_large_pages() -> None:
    """Moves what can be moved. Where the system cannot, all stays as it is."""
    if sys.platform != "linux":
        return
    advise = ctypes.CDLL(None).madvise
    advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    for line in Path("/proc/self/maps").read_text().splitlines():
        addresses, access, _, _, file, *of = line.split(maxsplit=5)
        if "w" not in access or file != "0" or of not in ([], ["[heap]"]):
            continue
        begin, end = (int(address, 16) for address in addresses.split("-"))
        for place in range(-(-begin // _BYTES) * _BYTES, end - _BYTES + 1, _BYTES):
            advise(place, _BYTES, _COLLAPSE)
