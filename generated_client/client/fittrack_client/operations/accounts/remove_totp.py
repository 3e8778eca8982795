# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.totp_removal import TotpRemoval
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def remove_totp(
    *,
    body: TotpRemoval,
) -> Operation[None]:
    """Remove the second factor

    Takes the password and a code, which may be a recovery code; signing in then asks for the password
    alone.

    Args:
        body (TotpRemoval): Removing the second factor takes the password and a code of that
            factor.
    """

    _headers: dict[str, str] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "remove_totp",
        "POST",
        "/v1/accounts/me/totp/remove",
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> None:
    return None
