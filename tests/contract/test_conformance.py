"""The backend keeps to its contract whatever it is asked; `scripts/fuzz` asks for longer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.thorough import THOROUGH
from tools.fuzzing.engine import ATHLETE, CONTRACT, STRANGER, Outcome, fuzz
from tools.fuzzing.fuzzed import Fuzzed

SEED = 20
EXAMPLES = 5 if THOROUGH else 1


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fuzzed]:
    fuzzed = Fuzzed.start(tmp_path_factory.mktemp("fuzzed"))
    yield fuzzed
    fuzzed.close()


@pytest.mark.parametrize(
    ("asker", "phases"),
    [
        (ATHLETE, ("examples", "fuzzing", "stateful") if THOROUGH else ("fuzzing", "stateful")),
        (STRANGER, ("examples", "fuzzing") if THOROUGH else ("examples",)),
    ],
)
def test_nothing_that_is_asked_gets_an_answer_that_the_contract_does_not_have(
    fuzzed: Fuzzed, asker: str, phases: tuple[str, ...]
) -> None:
    outcome = fuzz(
        fuzzed, asker=asker, examples=EXAMPLES, scenarios=EXAMPLES, seed=SEED, phases=phases
    )
    assert not outcome.findings, "\n\n".join(map(str, outcome.findings[:5]))
    assert not outcome.errors
    assert every_operation_was_asked(outcome)
    assert outcome.total > (150 if THOROUGH else 100)
    if asker == ATHLETE:
        assert {200, 201, 202, 204, 404, 409, 422} <= set(outcome.statuses)


def every_operation_was_asked(outcome: Outcome) -> bool:
    return CONTRACT.operations.keys() <= outcome.operations.keys()
