# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...models.contract import Contract
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def get_contract() -> Operation[Contract]:
    """What does this server promise?

    The whole contract of this server, so that a client can compare it with its own.
    """

    return Operation(
        "get_contract",
        "GET",
        "/v1/openapi.json",
        _read,
    )


def _read(response: httpx.Response) -> Contract:
    return Contract.from_dict(response.json())
