# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

ProofMethod = Literal["password", "recovery_code", "totp"]

PROOF_METHOD_VALUES: set[ProofMethod] = {
    "password",
    "recovery_code",
    "totp",
}


def check_proof_method(value: object) -> ProofMethod:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for ProofMethod")
    return cast(ProofMethod, value)
