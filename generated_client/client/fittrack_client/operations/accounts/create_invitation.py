# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...models.invitation import Invitation
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def create_invitation() -> Operation[Invitation]:
    """Invite somebody to register

    Makes a code with which one more account can be registered within 7 days. Takes a fresh proof
    (`give_proof`).
    """

    return Operation(
        "create_invitation",
        "POST",
        "/v1/accounts/invitations",
        _read,
    )


def _read(response: httpx.Response) -> Invitation:
    return Invitation.from_dict(response.json())
