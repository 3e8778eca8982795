# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.recovery_codes import RecoveryCodes
from ...models.totp_confirmation import TotpConfirmation
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def confirm_totp_enrollment(
    *,
    body: TotpConfirmation,
) -> Operation[RecoveryCodes]:
    """Confirm the second factor

    From now on signing in asks for a code. Answers ten recovery codes, shown this once.

    Args:
        body (TotpConfirmation): A code that shows that the authenticator holds the secret.
    """

    _headers: dict[str, str] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "confirm_totp_enrollment",
        "POST",
        "/v1/accounts/me/totp/confirm",
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> RecoveryCodes:
    return RecoveryCodes.from_dict(response.json())
