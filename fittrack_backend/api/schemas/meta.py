"""The server itself: its health, what it is, its contract."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from fittrack_backend.api.schemas.base import Schema


class Health(Schema):
    """The server is up and its database answers."""

    status: Literal["ok"]


class Liveness(Schema):
    """The process responds."""

    status: Literal["live"]


class Readiness(Schema):
    """The server can use everything that it needs."""

    status: Literal["ready"]


class ServerInfo(Schema):
    """What this server is and what it can do."""

    server_version: str = Field(examples=["1.0.0"])
    contract_version: str = Field(
        description="The version of this contract, semantic (`info.version`).", examples=["1.0.0"]
    )
    features: list[str] = Field(examples=[["mfa-totp", "source-folder"]])


class Contract(BaseModel):
    """An OpenAPI 3.1 document; only what every reader needs is described here."""

    model_config = ConfigDict(extra="allow")

    openapi: str = Field(
        description="The version of OpenAPI that it is written in.", examples=["3.1.0"]
    )
    info: dict[str, object] = Field(description="What it is; `version` is the contract's own.")
    paths: dict[str, object] = Field(description="The operations, by path and method.")
