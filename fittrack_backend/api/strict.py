"""Accepts only input that matches the contract, and nothing that merely resembles it.

Pydantic and FastAPI take `"90"`, `true` and `1_0` for numbers, `0` for a day, `"yes"` for a flag,
UTF-16 for JSON and the last of two members or query parameters. The contract says otherwise.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Coroutine, Iterable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import ResponseValidationError
from fastapi.routing import APIRoute
from pydantic import AfterValidator, BeforeValidator, Field
from starlette.routing import Match
from starlette.types import Scope

from fittrack_backend.api import small_reads, who_asks
from fittrack_backend.api.compressing import for_the_way
from fittrack_backend.api.one_thread import Function, as_a_whole
from fittrack_backend.errors import Problem, invalid
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.request_schema import STORABLE_PATTERN, check_storable

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_DEEPEST = 64
"""How deep a body may be nested: ours need a few levels, and what checks them goes down level by level."""
_MOST_VALUES = 10_000
"""How many a body may have: ours need a few hundred, and each one that is refused costs the event loop microseconds."""
_JSON = re.compile(r"application/json[ \t]*(;.*)?", re.IGNORECASE)


def _whole_number(value: object) -> object:
    """A number, also one that JSON writes with a fraction of zero; in a query its digits."""
    if isinstance(value, bool) or (isinstance(value, str) and not _NUMBER.fullmatch(value)):
        raise ValueError("This is not a whole number.")
    return value


def _whole_number_in_json(value: object) -> object:
    if isinstance(value, str):
        raise ValueError("This is not a whole number.")
    return _whole_number(value)


def _flag(value: object) -> object:
    if value not in ("true", "false"):
        raise ValueError("This is neither true nor false.")
    return value == "true"


def _uuid(value: object) -> object:
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        raise ValueError("This is not a UUID in the form 0f8fad5b-d9cb-469f-a165-708677289501.")
    return value


LAX = Field(strict=False)
"""For an enum in a request: its values come as text."""
Text = Annotated[
    str, AfterValidator(check_storable), Field(json_schema_extra={"pattern": STORABLE_PATTERN})
]
Flag = Annotated[bool, BeforeValidator(_flag)]
"""For a query."""
WHOLE_NUMBER = BeforeValidator(_whole_number)
WHOLE_NUMBER_IN_JSON = BeforeValidator(_whole_number_in_json)
Id = Annotated[UUID, BeforeValidator(_uuid), LAX]


class StrictRoute(APIRoute):
    """Looks at what pydantic does not get to see: who asks, the query's names, the body's form;
    in this order, so that nothing of a body is received for somebody who may not send it."""

    def __init__(self, path: str, endpoint: Function, **options: Any) -> None:
        # Here and not in the handler: where a router is included, handlers are made anew from this endpoint.
        super().__init__(path, as_a_whole(endpoint, self._written), **options)
        self._before_parameters = self.path.partition("{")[0]
        self._taken: frozenset[str] = frozenset()

    def leave(self, paths: frozenset[str]) -> None:
        """Paths of other routes, which take other methods maybe: none of them is a value of this one's path."""
        self._taken = paths - {self.path}

    def leaves(self, path: str) -> bool:
        """Whether the path is one of these."""
        return path in self._taken

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether the request is for this route; a glance at the path rules most routes out."""
        path = scope["path"]
        if not path.startswith(self._before_parameters) or self.leaves(path):
            return Match.NONE, {}
        return super().matches(scope)

    def _written(self, result: object) -> object:
        """The function's result as FastAPI would write it, which would take another thread for it. Where an answer is
        put together from more than the result, that is left to FastAPI."""
        field = self.response_field
        if field is None or isinstance(result, Response) or self.dependant.response_param_name:
            return result
        value, errors = field.validate(result, loc=("response",))
        if errors:
            raise ResponseValidationError(errors, body=result)
        return Response(
            field.serialize_json(value),
            status_code=self.status_code or 200,
            media_type="application/json",
        )

    @property
    def is_small_read(self) -> bool:
        """Whether it is answered without FastAPI's solving of what it takes."""
        return small_reads.handler_of(self.dependant) is not None

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = small_reads.handler_of(self.dependant) or super().get_route_handler()
        takes_body = self.body_field is not None
        needs_caller = who_asks.is_needed(self.dependant)
        known = _names_in_the_query(self.dependant)

        async def check_and_handle(request: Request) -> Response:
            if needs_caller:
                await who_asks.find_out(request)
            _check_query(request, known)
            if takes_body:
                await _check_body(request)
            return await for_the_way(request, await handle(request))

        return check_and_handle


def router(prefix: str, tag: str, route: type[StrictRoute] = StrictRoute) -> APIRouter:
    """A router whose operations are strict."""
    return APIRouter(prefix=prefix, tags=[tag], route_class=route)


def _names_in_the_query(dependant: Dependant) -> frozenset[str]:
    """What an operation takes in its query, also what its dependencies take of it."""
    own = (field.alias for field in dependant.query_params)
    return frozenset(own).union(*map(_names_in_the_query, dependant.dependencies))


def _check_query(request: Request, known: frozenset[str]) -> None:
    if not request.scope["query_string"]:
        return
    seen = set[str]()
    for name, _ in request.query_params.multi_items():
        if name not in known:
            takes = ", ".join(f"`{one}`" for one in sorted(known)) or "nothing"
            raise invalid(
                f"query.{name}", f"This operation knows no `{name}`. In its query it takes {takes}."
            )
        if name in seen:
            raise invalid(f"query.{name}", f"`{name}` was given more than once.")
        seen.add(name)


async def _check_body(request: Request) -> None:
    body = await request.body()
    kind = request.headers.get("content-type", "")
    if body and not _JSON.fullmatch(kind):
        raise Problem(
            Kind.UNSUPPORTED_MEDIA_TYPE,
            "The request's body must be JSON: Content-Type: application/json.",
            headers={"Accept": "application/json"},
        )
    if body and json.detect_encoding(body) not in ("utf-8", "utf-8-sig"):
        raise Problem(
            Kind.MALFORMED,
            "The request's body must be JSON in UTF-8 (RFC 8259, section 8.1).",
        )
    try:
        parsed = json.loads(body, object_pairs_hook=_each_once)
    except RecursionError:
        raise _too_deep() from None
    except ValueError:
        return  # FastAPI says that it is no JSON
    _check_shape(parsed)


def _check_shape(parsed: object) -> None:
    level, count = [parsed], 0
    for _ in range(_DEEPEST + 1):
        level = [child for one in level for child in _children(one)]
        count += len(level)
        if count > _MOST_VALUES:
            raise Problem(
                Kind.TOO_LARGE.at(413),
                f"The body of this request may have {_MOST_VALUES:,} values at most.",
            )
        if not level:
            return
    raise _too_deep()


def _children(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _too_deep() -> Problem:
    return Problem(
        Kind.MALFORMED, f"The request's body is nested more than {_DEEPEST} levels deep."
    )


def _each_once(members: list[tuple[str, object]]) -> dict[str, object]:
    """RFC 8259, section 4: who else reads the body may take another of two members than we do."""
    found = dict(members)
    if len(found) < len(members):
        raise invalid("body", "A member was given more than once.")
    return found
