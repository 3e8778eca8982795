# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from ...operation import Operation
from ...types import File

if TYPE_CHECKING:
    import httpx


def download_account_export() -> Operation[File]:
    """Export the account

    All that the account has, in one zip that is made while it is sent: records, original files,
    sources,
    jobs and security events, without secrets. `manifest.json` comes last and holds the SHA-256 of each
    entry: an export without it is not whole. Takes a fresh proof (`give_proof`).
    """

    return Operation(
        "download_account_export",
        "GET",
        "/v1/accounts/me/export",
        _read,
    )


def _read(response: httpx.Response) -> File:
    return File(payload=BytesIO(response.content))
