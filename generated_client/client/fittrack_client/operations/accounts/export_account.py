# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from ...operation import Operation
from ...types import File

if TYPE_CHECKING:
    import httpx


def export_account() -> Operation[File]:
    """Export the account

    All that the account takes along when it moves, in one zip that is made while it is sent: records,
    original files,
    sources without secrets, jobs, and what a person corrected, deleted and ignored. The same account
    gives the same
    bytes. `manifest.json` comes last: an export without it is not whole. Takes a fresh proof
    (`give_proof`).
    """

    return Operation(
        "export_account",
        "GET",
        "/v1/accounts/me/export",
        _read,
    )


def _read(response: httpx.Response) -> File:
    return File(payload=BytesIO(response.content))
