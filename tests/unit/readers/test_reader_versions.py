"""Who changes what a reader gives raises its version: what is stored is derived again by that alone."""

from __future__ import annotations

import pytest

from tools.reader_outputs import (
    COMMAND,
    RECORDS,
    SAMPLES,
    Noted,
    Outputs,
    digest_of,
    kept_outputs,
    outputs_now,
    unraised,
)


def test_a_version_is_raised_with_what_its_reader_gives() -> None:
    kept, now = kept_outputs(), outputs_now()
    assert not list(unraised(kept, now)), "\n".join(unraised(kept, now))
    assert kept == now, f"what the readers give is not noted: run {COMMAND}"


@pytest.mark.parametrize(
    ("now", "refused"),
    [
        (Outputs(1, {"a.fit": "1", "b.fit": "2"}), False),
        (Outputs(1, {"a.fit": "1", "b.fit": "2", "new.fit": "3"}), False),
        (Outputs(1, {"a.fit": "1"}), False),
        (Outputs(2, {"a.fit": "1", "b.fit": "3"}), False),
        (Outputs(1, {"a.fit": "1", "b.fit": "3"}), True),
    ],
)
@pytest.mark.parametrize("name", [RECORDS, SAMPLES])
def test_only_another_output_by_the_same_version_is_refused(
    name: str, now: Outputs, refused: bool
) -> None:
    kept: Noted = {name: Outputs(1, {"a.fit": "1", "b.fit": "2"})}
    found = list(unraised(kept, {name: now}))
    assert bool(found) == refused
    assert all(one.startswith("b.fit: ") and f"raise {name}" in one for one in found)


def test_a_digest_says_every_value_but_none_that_is_missing() -> None:
    assert digest_of({"a": 1, "b": None}) == digest_of({"a": 1})
    different = [1, 1.0, True, "1", None, (1,), ((1,),), {"1": 1}, b"1", frozenset({"1"})]
    assert len({digest_of(one) for one in different}) == len(different)
