"""A text that a pattern refuses is refused in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import pytest
import yaml
from fastapi import Query
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError

from fittrack_backend.api import problems
from fittrack_backend.patterns import WORDS
from fittrack_backend.request_schema import STORABLE_PATTERN
from tests.shown_commands import ROOT

OF_ANSWERS = {r"^[0-9a-f-]{36}:[0-9]+$"}


def patterns_of(document: object) -> Iterator[str]:
    match document:
        case {"pattern": str() as pattern}:
            yield pattern
    inner = document.values() if isinstance(document, dict) else document
    for one in inner if not isinstance(inner, str) and isinstance(inner, Iterable) else ():
        yield from patterns_of(one)


def test_each_pattern_of_the_contract_has_words() -> None:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    contract = yaml.load((ROOT / "openapi.yaml").read_text("utf-8"), loader)
    assert {*patterns_of(contract)} - OF_ANSWERS - {STORABLE_PATTERN} == {*WORDS}


@pytest.mark.parametrize("pattern", WORDS)
def test_what_it_refuses_is_told_its_words(pattern: str) -> None:
    wanted: Any = TypeAdapter(Annotated[str, Query(pattern=pattern)])
    with pytest.raises(ValidationError) as refused:
        wanted.validate_python("a b/..")
    errors = [{**one, "loc": ("query", "one")} for one in refused.value.errors()]
    problem = problems.problem_of(RequestValidationError(errors), "r-1")
    assert problem.detail == f"query.one: {WORDS[pattern]}"
