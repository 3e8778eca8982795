"""What every answer of the contract has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Schema(BaseModel):
    """What the server answers, read from plain objects by attribute."""

    model_config = ConfigDict(from_attributes=True)
