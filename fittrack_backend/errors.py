"""The failures that the backend answers with, each one a problem as RFC 9457 describes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from fittrack_backend.problem_kinds import Kind, Occurrence


class RefusedMember(TypedDict):
    """A member of a request, as `query.limit` or `body.path`, and why it was refused."""

    field: str
    message: str


class Members(TypedDict, total=False):
    """The additional members of a problem (RFC 9457, section 3.2)."""

    errors: list[RefusedMember]
    formats: list[str]
    job_id: str
    limit: int
    methods: list[str]
    scope: str
    source_id: str
    tries_remaining: int


class Problem(Exception):
    """A failure that a client can cause or has to know of.

    `occurrence` is its kind; with its status for a kind that has several. `headers` go out with
    the answer. Raises ValueError for members that the kind does not have.
    """

    def __init__(
        self,
        occurrence: Kind | Occurrence,
        detail: str,
        *,
        members: Members | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        if isinstance(occurrence, Kind):
            occurrence = occurrence.only
        self.kind = occurrence.kind
        self.status = occurrence.status
        self.detail = detail
        self.members: Members = members or {}
        self.headers = dict(headers or {})
        if foreign := self.members.keys() - set(self.kind.members):
            raise ValueError(f"{self.kind.slug} has no {', '.join(sorted(foreign))}")

    @property
    def slug(self) -> str:
        """The public name of its kind."""
        return self.kind.slug

    @property
    def title(self) -> str:
        """The title of its kind."""
        return self.kind.title


def invalid(field: str, message: str) -> Problem:
    """A member of the request, as `query.limit` or `body.path`, cannot be taken."""
    return Problem(
        Kind.VALIDATION, message, members={"errors": [{"field": field, "message": message}]}
    )


def account_disabled() -> Problem:
    """Nobody may use the account for now."""
    return Problem(
        Kind.ACCOUNT_DISABLED,
        "The operator of this server has disabled the account. Nothing of it is lost; ask them.",
    )


def not_found(what: str, identifier: object) -> Problem:
    """The named thing does not exist, or belongs to another account."""
    return Problem(Kind.NOT_FOUND, f"There is no {what} {identifier}.")
