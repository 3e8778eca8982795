"""Names of the contract as people type them."""

from __future__ import annotations

import re


def kebab(name: str) -> str:
    """`min_value` and `minValue` are `min-value`; a single letter stays as it is."""
    if len(name) < 2:
        return name
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", name)
    return re.sub(r"[^\w.]+|_+", "-", words).strip("-").lower()
