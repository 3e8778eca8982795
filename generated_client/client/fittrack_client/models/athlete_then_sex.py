# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

AthleteThenSex = Literal["female", "male"]

ATHLETE_THEN_SEX_VALUES: set[AthleteThenSex] = {
    "female",
    "male",
}


def check_athlete_then_sex(value: object) -> AthleteThenSex:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for AthleteThenSex")
    return cast(AthleteThenSex, value)
