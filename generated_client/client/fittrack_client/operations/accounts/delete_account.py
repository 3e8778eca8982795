# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def delete_account() -> Operation[None]:
    """Delete the account

    Deletes it with all that it has, for good: records, original files that no other account has,
    sources,
    jobs, sessions and tokens. Takes a fresh proof (`give_proof`). Nobody gets in from the first moment
    on; what interrupts it
    is gone on with by the server.
    """

    return Operation(
        "delete_account",
        "DELETE",
        "/v1/accounts/me",
        _read,
    )


def _read(response: httpx.Response) -> None:
    return None
