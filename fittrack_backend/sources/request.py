"""What the request to connect a source has in common for all kinds."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from pydantic import Field

from fittrack_backend.problem_kinds import Kind
from fittrack_backend.request_schema import RequestSchema
from fittrack_backend.sources.allowed_folders import AllowedFolders
from fittrack_backend.sources.port import NewSource
from fittrack_backend.sources.services import Services


class SourceRequest(RequestSchema):
    """A kind's request adds `kind`, a literal with the kind's name, and what else it needs."""

    PROBLEMS: ClassVar[tuple[Kind, ...]]
    """Those of `checked`, besides `validation`."""
    EXAMPLE: ClassVar[dict[str, str]]
    HOLDS_A_SECRET: ClassVar[bool] = False
    """Whether connecting hands over a secret, which takes a fresh proof of who asks."""

    name: str | None = Field(
        default=None, min_length=1, max_length=100, description="Defaults to the source's own name."
    )

    def tried(self, services: Services) -> None:
        """Tries the secret that the request holds, where it holds one, before it is kept. A Problem says why it is refused."""

    @abstractmethod
    def checked(self, allowed: AllowedFolders) -> NewSource:
        """The source that this asks for, when it can be connected; a Problem says why not.

        `allowed` are the folders of the server that the account may use.
        """
