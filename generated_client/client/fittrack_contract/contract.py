# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""The contract that this build was generated from, whole."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path


@cache
def document() -> dict[str, object]:
    """The OpenAPI 3.1 document as parsed JSON; read when first asked for, and not to be changed."""
    text = Path(__file__).with_name("openapi.json").read_text("utf-8")
    contract: dict[str, object] = json.loads(text)
    del contract["x-generated"]
    return contract
