# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...models.totp_enrollment import TotpEnrollment
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def start_totp_enrollment() -> Operation[TotpEnrollment]:
    """Start enrolling a second factor

    Makes a TOTP secret (RFC 6238), good once it is confirmed with a code within 15 minutes. Takes a
    fresh proof (`give_proof`).
    """

    return Operation(
        "start_totp_enrollment",
        "POST",
        "/v1/accounts/me/totp",
        _read,
    )


def _read(response: httpx.Response) -> TotpEnrollment:
    return TotpEnrollment.from_dict(response.json())
