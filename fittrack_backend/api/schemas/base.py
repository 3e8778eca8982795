"""What every answer of the contract has in common."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

TELLS_BRANCHES = "kind"
"""The member that selects one of a union's branches, in every union."""

IdDigits = Annotated[
    int | None,
    Field(
        description="So many first hexadecimal digits of an id are enough to tell it from all others of the account, for "
        "each id on this page; at least 6. Null unless `include_id_digits` asks for it."
    ),
]

Total = Annotated[
    int | None,
    Field(
        description="How many there are in all, on this page and others. Null unless `include_total` asks for it."
    ),
]


class Schema(BaseModel):
    """What the server answers, read from plain objects by attribute."""

    model_config = ConfigDict(from_attributes=True)
