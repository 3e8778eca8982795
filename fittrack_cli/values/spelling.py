"""Values as people type them."""

from __future__ import annotations

import json


def as_text(value: object) -> str:
    """A value as a command line has it."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)
