"""Fuzzing a live backend with schemathesis, from the contract alone.

Three people ask: one who is signed in, a script with a token that may only read, and a stranger. The
backend keeps its limits on guessing; requests come from many addresses, which a backend behind a proxy
believes (`FITTRACK_TRUSTED_PROXIES`), so that 429 is one answer among others, rather than the only one.
"""

from __future__ import annotations

import copy
import random
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import schemathesis
from attrs import define, field, frozen
from schemathesis import auths, hooks
from schemathesis.checks import CHECKS
from schemathesis.core.failures import Failure
from schemathesis.engine import events, from_schema

from tools import REPOSITORY
from tools.contract.conformance import Contract, Exchange, Message
from tools.fuzzing.fuzzed import Fuzzed

Case = Any
Answer = Any
"""Of schemathesis; its own types say less of what is in them than is used here."""

CONTRACT = Contract.load(REPOSITORY / "openapi.yaml")
STRANGER, READER, ATHLETE = "nobody", "a token that may read", "a session"
EVENT = {
    "type": "object",
    "properties": {
        "event": {"enum": ["item", "progress", "end"]},
        "id": {"type": "string", "pattern": "^[0-9]+$"},
        "data": {"type": "string", "contentMediaType": "application/json"},
    },
    "required": ["event", "data"],
}
"""OpenAPI 3.1 can only say that a stream is text; schemathesis looks at each event in it."""
BEYOND_SCHEMAS = {
    "query.cursor": "opaque: only what the server handed out is one",
    "body.path": "absolute, on the server's system",
    "body.time_zone": "one that the server's time zone database has",
    "body.since": "not after `until`",
    "query.since": "the same",
    "query.fields": "columns that the recording has",
    "body.url": "one that may be notified",
    "body.secret": "one that can sign",
    "body.cron": "five fields that mean a time that comes",
    "body.every_s": "exactly one of `every_s`, `at` and `cron`",
    "body.key": "printable ASCII, and only where the source has a key",
    "body.key_ends_on": "a day to come, within a year, and only where the source has a key",
    "body.follow_deletions": "only where the source is a service's",
    "body.watched": "only where the source is a folder",
    "body": "a form of files and of nothing else",
}
"""What a valid request may still be refused for (422), member by member."""
OTHERWISE_REFUSED = {"folder-not-allowed", "idempotency-key-reused", "not-an-archive"}
"""The same, problem by problem."""


@frozen
class Finding:
    """Something that the backend or the contract got wrong."""

    asker: str
    phase: str
    operation: str
    kind: str
    message: str
    request: str

    def __str__(self) -> str:
        return f"{self.operation}, asked by {self.asker}, {self.phase}\n{self.kind}\n{self.message}\n{self.request}"


@define
class Outcome:
    """How many cases were run in each phase, what was answered, and what is wrong."""

    cases: Counter[tuple[str, str]] = field(factory=Counter)
    statuses: Counter[int] = field(factory=Counter)
    operations: Counter[str] = field(factory=Counter)
    findings: list[Finding] = field(factory=list)
    errors: list[str] = field(factory=list)

    @property
    def total(self) -> int:
        return self.cases.total()


def fuzz(
    fuzzed: Fuzzed,
    *,
    asker: str,
    examples: int,
    scenarios: int,
    seed: int,
    phases: tuple[str, ...] = ("examples", "coverage", "fuzzing", "stateful"),
    outcome: Outcome | None = None,
    operations: re.Pattern[str] | None = None,
) -> Outcome:
    """Runs the phases once; `examples` an operation in fuzzing, `scenarios` in stateful.

    What it finds is added to `outcome`. The same seed asks the same, as far as the answers allow.
    """
    outcome = Outcome() if outcome is None else outcome
    schema = _schema(fuzzed.backend.url, seed, examples, scenarios, phases)
    if operations is not None:
        schema = schema.include(operation_id_regex=operations.pattern)
    with _askers(fuzzed, asker, seed):
        for event in from_schema(schema).execute():
            _take(event, asker, outcome)
    return outcome


def strict_contract() -> dict[str, Any]:
    """The contract without its `default` answers, which would make every status a documented one."""
    document: dict[str, Any] = copy.deepcopy(dict(CONTRACT.document))
    for path in document["paths"].values():
        for operation in path.values():
            del operation["responses"]["default"]
            for answer in operation["responses"].values():
                if "text/event-stream" in answer.get("content", {}):
                    answer["content"]["text/event-stream"]["schema"] = EVENT
    return document


def _schema(url: str, seed: int, examples: int, scenarios: int, phases: tuple[str, ...]) -> Any:
    settings = {
        "seed": seed,
        "base-url": url,
        "continue-on-failure": True,
        "request-timeout": 30,
        "generation": {"deterministic": False, "no-shrink": True, "database": "none"},
        "checks": {
            "positive_data_acceptance": {
                "expected-statuses": ["2xx", 401, 403, 404, 409, 410, 429]
            },
            "not_a_server_error": {"expected-statuses": ["2xx", "4xx"]},
        },
        "phases": {
            "examples": {"enabled": "examples" in phases, "fill-missing": True},
            "coverage": {
                "enabled": "coverage" in phases,
                "generate-duplicate-query-parameters": True,
            },
            "fuzzing": {
                "enabled": "fuzzing" in phases,
                "generation": {"max-examples": examples},
            },
            "stateful": {
                "enabled": "stateful" in phases,
                "generation": {"max-examples": scenarios},
            },
        },
    }
    config = schemathesis.Config.from_dict(settings)
    return schemathesis.openapi.from_dict(strict_contract(), config=config)


@contextmanager
def _askers(fuzzed: Fuzzed, asker: str, seed: int) -> Iterator[None]:
    """Tells schemathesis who asks, from where, and what does not count as a finding."""
    chance = random.Random(seed)

    def before_call(_context: Any, case: Case, _kwargs: dict[str, Any]) -> None:
        case.headers = dict(case.headers or {})
        case.headers["X-Forwarded-For"] = f"198.51.{chance.randrange(256)}.{chance.randrange(256)}"
        if _id(case) == "connect_source" and isinstance(case.body, dict) and "path" in case.body:
            case.body = {**case.body, "path": fuzzed.bounded(case.body["path"])}

    def after_call(_context: Any, case: Case, answer: Answer) -> None:
        if answer.status_code == 401 or case.method == "DELETE":
            fuzzed.in_doubt = _id(case) not in ("login", "answer_challenge", "refresh_token")

    def filter_failure(_context: Any, failure: Failure, case: Case, answer: Answer) -> bool:
        return not (failure.code == "ST202" and (_is_beyond_schemas(answer) or _has_null(case)))

    class Bearer:
        def get(self, case: Case, _context: Any) -> str:
            if fuzzed.in_doubt:
                fuzzed.renew()
            if asker == READER:
                return fuzzed.token_that_may_read()
            return fuzzed.token_for(_id(case))

        def set(self, case: Case, token: str, _context: Any) -> None:
            case.headers = {**(case.headers or {}), "Authorization": f"Bearer {token}"}

    def our_own_rules(_context: Any, answer: Answer, case: Case) -> None:
        """As for cassettes: no member, status or event that the contract does not name."""
        complaints = CONTRACT.complaints(_exchange(answer))
        if wrong := [str(one) for one in complaints if one.where.startswith("answer")]:
            raise Failure(operation=case.operation.label, message="; ".join(wrong))

    hooks.unregister_all()
    schemathesis.serializer.alias("application/zip", "application/octet-stream")
    schemathesis.check(our_own_rules)
    schemathesis.hook(before_call)
    schemathesis.hook(after_call)
    schemathesis.hook(filter_failure)
    if asker != STRANGER:
        schemathesis.auth(refresh_interval=None)(Bearer)
    try:
        yield
    finally:
        CHECKS.unregister("our_own_rules")
        hooks.unregister_all()
        auths.unregister()


def _take(event: events.EngineEvent, asker: str, outcome: Outcome) -> None:
    if isinstance(event, events.NonFatalError):
        outcome.errors.append(f"{event.label}: {event.value!r}")
    if isinstance(event, events.FatalError):
        raise event.exception
    if not isinstance(event, events.ScenarioFinished):
        return
    recorder = event.recorder
    phase = event.phase.value
    outcome.cases[asker, phase] += len(recorder.interactions)
    for interaction in recorder.interactions.values():
        outcome.statuses[interaction.response.status_code if interaction.response else 0] += 1
    for node in recorder.cases.values():
        outcome.operations[_id(node.value)] += 1
    for case_id, checks in recorder.checks.items():
        for check in checks:
            if check.failure_info is not None:
                outcome.findings.append(_finding(asker, phase, case_id, check, recorder))


def _finding(asker: str, phase: str, case_id: str, check: Any, recorder: Any) -> Finding:
    failure = check.failure_info.failure
    interaction = recorder.interactions.get(case_id)
    answer = interaction.response if interaction else None
    shown = f"{answer.status_code} {answer.text[:600]}" if answer is not None else "no answer"
    return Finding(
        asker,
        phase,
        failure.operation or recorder.label,
        f"{check.name}: {failure.title}",
        f"{failure.message}\n{shown}",
        check.failure_info.code_sample[:1500],
    )


def _exchange(answer: Answer) -> Exchange:
    request = answer.request
    return Exchange(
        request.method,
        request.url,
        Message({name.lower(): str(text) for name, text in request.headers.items()}, b""),
        answer.status_code,
        Message({name: values[0] for name, values in answer.headers.items()}, answer.content),
    )


def _is_beyond_schemas(answer: Answer) -> bool:
    if answer.status_code != 422:
        return False
    problem = answer.json()
    if problem["type"].removeprefix("urn:fittrack:problem:") in OTHERWISE_REFUSED:
        return True
    errors = problem.get("errors", [])
    return bool(errors) and all(one["field"] in BEYOND_SCHEMAS for one in errors)


def _has_null(case: Case) -> bool:
    """Schemathesis follows a member that is null, such as an activity's source, as if it were an id."""
    return "None" in map(str, (case.path_parameters or {}).values())


def _id(case: Case) -> str:
    return str(case.operation.definition.raw.get("operationId", ""))
