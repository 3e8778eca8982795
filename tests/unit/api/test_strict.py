"""A request is looked at in work that grows with its length, and not with the square of it."""

from __future__ import annotations

import sys
from types import FrameType, TracebackType
from typing import Any

from attrs import define
from starlette.requests import Request

from fittrack_backend.api import strict


@define
class Steps:
    """Counts the steps of the interpreter in a block: no clock, so that a busy machine changes nothing."""

    count: int = 0

    def __enter__(self) -> Steps:
        sys.settrace(self._enter)
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        sys.settrace(None)

    def _enter(self, frame: FrameType, _event: str, _value: Any) -> Any:
        frame.f_trace_opcodes = True
        return self._step

    def _step(self, _frame: FrameType, _event: str, _value: Any) -> Any:
        self.count += 1
        return self._step


def steps_of(parameters: int) -> int:
    query = "&".join(f"p{number}=1" for number in range(parameters))
    request = Request({"type": "http", "query_string": query.encode(), "headers": []})
    assert len(request.query_params) == parameters
    known = frozenset(f"p{number}" for number in range(parameters))
    with Steps() as steps:
        strict._check_query(request, known)
    return steps.count


def test_twice_the_parameters_are_twice_the_work() -> None:
    steps_of(10)  # what only the first one does
    few, many = steps_of(100), steps_of(200)
    assert few > 100
    assert many < 2.2 * few
