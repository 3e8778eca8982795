# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

AthleteChangeSexAnyOf0 = Literal["female", "male"]

ATHLETE_CHANGE_SEX_ANY_OF_0_VALUES: set[AthleteChangeSexAnyOf0] = {
    "female",
    "male",
}


def check_athlete_change_sex_any_of_0(value: object) -> AthleteChangeSexAnyOf0:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for AthleteChangeSexAnyOf0")
    return cast(AthleteChangeSexAnyOf0, value)
