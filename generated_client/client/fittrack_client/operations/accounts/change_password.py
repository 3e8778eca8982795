# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.password_change import PasswordChange
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def change_password(
    *,
    body: PasswordChange,
) -> Operation[None]:
    """Change the password

    Sets a new password and ends every other session.

    Args:
        body (PasswordChange): The old password proves who asks; every other session ends.
    """

    _headers: dict[str, str] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "change_password",
        "POST",
        "/v1/accounts/me/password",
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> None:
    return None
