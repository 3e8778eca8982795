"""httpx without its command line, which would import click, rich and pygments (45 ms)."""

from __future__ import annotations

import sys

_NAME = "httpx._main"
_blocked = _NAME not in sys.modules
if _blocked:
    sys.modules[_NAME] = None  # type: ignore[assignment]

import httpx as httpx  # noqa: E402
from httpx import BaseTransport as BaseTransport  # noqa: E402

if _blocked:
    del sys.modules[_NAME]
