# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.password_change import PasswordChange
from ...models.password_changed import PasswordChanged
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def change_password(
    *,
    body: PasswordChange,
) -> Operation[PasswordChanged]:
    """Change the password

    Sets a new password and ends every other session, and the tokens for scripts that those and this one
    made.

    With `everything` all tokens for scripts end, and invitations that were not used. The answer says
    what was ended,
    and what still lets somebody in.

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


def _read(response: httpx.Response) -> PasswordChanged:
    return PasswordChanged.from_dict(response.json())
