"""What every answer of the contract has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

TELLS_BRANCHES = "kind"
"""The member that selects one of a union's branches, in every union."""


class Schema(BaseModel):
    """What the server answers, read from plain objects by attribute."""

    model_config = ConfigDict(from_attributes=True)
