"""The failures that the backend answers with, each one a problem as RFC 9457 describes it."""

from __future__ import annotations

from collections.abc import Mapping

PROBLEM_TYPE_PREFIX = "urn:fittrack:problem:"


class Problem(Exception):
    """A failure that a client can cause or has to know of.

    `slug` names the kind and becomes the problem's `type`; `extras` are its additional typed
    members (RFC 9457, section 3.2); `headers` go out with the answer.
    """

    def __init__(
        self,
        slug: str,
        status: int,
        title: str,
        detail: str,
        *,
        extras: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.slug = slug
        self.status = status
        self.title = title
        self.detail = detail
        self.extras = dict(extras or {})
        self.headers = dict(headers or {})


def invalid(field: str, message: str) -> Problem:
    """A member of the request, as `query.limit` or `body.path`, cannot be taken."""
    errors = [{"field": field, "message": message}]
    title = "The request is not valid"
    return Problem("validation", 422, title, message, extras={"errors": errors})


def not_found(what: str, identifier: object) -> Problem:
    """The named thing does not exist, or belongs to another account."""
    return Problem("not-found", 404, "Not found", f"There is no {what} {identifier}.")
