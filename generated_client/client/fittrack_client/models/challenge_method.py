# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

ChallengeMethod = Literal["recovery_code", "totp"]

CHALLENGE_METHOD_VALUES: set[ChallengeMethod] = {
    "recovery_code",
    "totp",
}


def check_challenge_method(value: object) -> ChallengeMethod:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for ChallengeMethod")
    return cast(ChallengeMethod, value)
