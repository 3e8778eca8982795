# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.recovery_codes import RecoveryCodes
from ...models.recovery_codes_renewal import RecoveryCodesRenewal
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def renew_recovery_codes(
    *,
    body: RecoveryCodesRenewal,
) -> Operation[RecoveryCodes]:
    """Make new recovery codes

    Takes a code. Answers ten recovery codes, shown this once; earlier ones stop working.

    Args:
        body (RecoveryCodesRenewal): New recovery codes take a code of the second factor, or one
            of the old recovery codes.
    """

    _headers: dict[str, str] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "renew_recovery_codes",
        "POST",
        "/v1/accounts/me/recovery-codes",
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> RecoveryCodes:
    return RecoveryCodes.from_dict(response.json())
