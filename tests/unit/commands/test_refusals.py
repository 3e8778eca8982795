"""Each command, and each problem that the contract has for what it asks: it ends as documented, and says what, why and what next.

Nothing is kept by hand here: which operations a command asks is seen, and which problems they answer is in the
contract.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from attrs import frozen

from fittrack_cli.errors import DONE, UNEXPECTED
from fittrack_contract.contract import document
from fittrack_contract.problems import TYPE_PREFIX
from tests.unit.cli.test_wrong_inputs import complaints
from tests.unit.commands.test_every_result import RESULTS, Examples, Runs, fittrack

__all__ = ["fittrack"]

ID = "3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10"
MEMBERS = {
    "scope": "sync",
    "job_id": ID,
    "source_id": ID,
    "tries_remaining": 4,
    "limit": 5,
    "formats": ["gpx"],
    "methods": ["password"],
    "errors": [{"field": "query.limit", "message": "must be at most 1000"}],
}
"""What a problem has besides, by the name of the member."""
UNEXPECTED_TO_A_SCRIPT = frozenset({403, 429, 500, 507})
"""Statuses that have no exit code of their own."""
NOT_OF_A_COMMAND = frozenset({"malformed", "unsupported-media-type", "too-large"})
"""What only a broken client causes, in each operation."""
KINDS: dict[str, Any] = document()["components"]["schemas"]["ProblemType"]["x-problems"]  # type: ignore[index]


@frozen
class Operation:
    """An operation of the contract, and the problems that it answers, each with a status."""

    name: str
    method: str
    path: re.Pattern[str]
    problems: tuple[tuple[int, str], ...]


@cache
def operations() -> tuple[Operation, ...]:
    paths: dict[str, dict[str, Any]] = document()["paths"]  # type: ignore[assignment]
    return tuple(
        Operation(
            operation["operationId"],
            method.upper(),
            re.compile(re.sub(r"\{\w+\}", "[^/]+", path)),
            tuple(
                (int(status), kind)
                for status, answer in operation["responses"].items()
                for kind in answer.get("x-problems", ())
                if kind not in NOT_OF_A_COMMAND
            ),
        )
        for path, methods in paths.items()
        for method, operation in methods.items()
        if "responses" in operation
    )


class Refusing(Examples):
    """Answers with examples, but one operation with a problem, once it was told which."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Operation] = []
        self.refused: tuple[Operation, int, str] | None = None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        operation = next(
            one
            for one in operations()
            if one.method == request.method and one.path.fullmatch(request.url.path)
        )
        self.asked.append(operation)
        if self.refused is None or operation is not self.refused[0]:
            return super().__call__(request)
        return _problem(*self.refused[1:])


def _problem(status: int, kind: str) -> httpx.Response:
    known = KINDS[kind]
    members = {name: MEMBERS[name] for name in known["members"]}
    return httpx.Response(
        status,
        headers={"content-type": "application/problem+json", "retry-after": "20"},
        json={
            "type": TYPE_PREFIX + kind,
            "title": known["title"],
            "status": status,
            "detail": f"{known['title']}, as it is.",
            "request_id": "01j9zq3c6m",
            **members,
        },
    )


@pytest.fixture
def examples() -> Refusing:
    return Refusing()


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)  # between tries


@pytest.mark.parametrize("name", [name for name in RESULTS if name != "doctor"])
def test_a_refusal_leads_on(fittrack: Runs, examples: Refusing, name: str, tmp_path: Path) -> None:
    command = RESULTS[name]
    fittrack(command)
    wrong = {}
    for operation in dict.fromkeys(examples.asked):
        for status, kind in operation.problems:
            examples.refused = (operation, status, kind)
            done = fittrack(command)
            if done.code == 0:  # it does without
                continue
            unwanted = {DONE} if status in UNEXPECTED_TO_A_SCRIPT else {DONE, UNEXPECTED}
            err = done.err.replace(str(tmp_path), "/home/ada")
            if found := complaints(done.code, err, unwanted=unwanted):
                wrong[f"{operation.name} {status} {kind}"] = (found, err)
    assert not wrong, "\n".join(f"{case}: {why}\n{err}" for case, (why, err) in wrong.items())
