# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.proof import Proof
from ...models.proof_request import ProofRequest
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def give_proof(
    *,
    body: ProofRequest,
) -> Operation[Proof]:
    """Prove again who is there

    Sensitive steps take a fresh proof, and answer `proof-needed` without one. A password or a code
    counts for 5 minutes and for the session that gave it; signing in is one, too. An access token for
    scripts can give none.

    Args:
        body (ProofRequest): A password or a code, given again.
    """

    _headers: dict[str, str] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "give_proof",
        "POST",
        "/v1/auth/proof",
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> Proof:
    return Proof.from_dict(response.json())
