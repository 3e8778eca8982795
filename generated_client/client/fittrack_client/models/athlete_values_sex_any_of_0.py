# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

AthleteValuesSexAnyOf0 = Literal["female", "male"]

ATHLETE_VALUES_SEX_ANY_OF_0_VALUES: set[AthleteValuesSexAnyOf0] = {
    "female",
    "male",
}


def check_athlete_values_sex_any_of_0(value: object) -> AthleteValuesSexAnyOf0:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for AthleteValuesSexAnyOf0")
    return cast(AthleteValuesSexAnyOf0, value)
