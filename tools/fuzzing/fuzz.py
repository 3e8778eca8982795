"""Fuzzes a backend of its own from the contract, and prints the findings."""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tools import REPOSITORY
from tools.fuzzing.engine import (
    ATHLETE,
    CONTRACT,
    READER,
    STRANGER,
    Finding,
    Outcome,
    fuzz,
)
from tools.fuzzing.fuzzed import Fuzzed

EXAMPLES_A_ROUND = 60
SCENARIOS_A_ROUND = 80
SHOWN_FINDINGS = 40
SHOWN_REASONS = 60


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000, help="at least (default 10000)")
    parser.add_argument("--seed", type=int, default=1, help="where chance starts (default 1)")
    parser.add_argument("--operations", type=re.compile, help="only those whose name has this")
    parser.add_argument("--files", type=int, help="how many damaged files to read instead")
    parser.add_argument("folders", nargs="*", type=Path, help="of more files to damage")
    options = parser.parse_args(arguments)
    if options.files is not None:
        return fuzz_files(options.files, options.seed, options.folders)
    if options.operations and not any(map(options.operations.search, CONTRACT.operations)):
        parser.error(f"no operation's name has {options.operations.pattern!r}")
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="fittrack-fuzz-") as folder:
        fuzzed = Fuzzed.start(Path(folder))
        try:
            outcome = run(fuzzed, options.cases, options.seed, options.operations)
        finally:
            fuzzed.close()
    print_outcome(outcome, time.monotonic() - started)
    return 1 if outcome.findings or outcome.errors else 0


def fuzz_files(count: int, seed: int, folders: Sequence[Path]) -> int:
    """Damages and reads files; prints how they ended and what is wrong."""
    from tools.fuzzing.damaged_files import files_of, judge_all

    with tempfile.TemporaryDirectory(prefix="fittrack-fuzz-") as name:
        folder = Path(name, "files")
        folder.mkdir()
        judged = judge_all(
            files_of([REPOSITORY / "tests" / "corpus", *folders]), count, seed, folder
        )
    for outcome, number in judged.outcomes.most_common():
        print(f"{number:6} {outcome}")
    for reason, number in judged.reasons.most_common(SHOWN_REASONS):
        print(f"{number:6}   {reason}")
    for finding in judged.findings:
        print(f"wrong: {finding}")
    print(f"{count} damaged files, {len(judged.findings)} findings")
    return 1 if judged.findings else 0


def run(fuzzed: Fuzzed, cases: int, seed: int, operations: re.Pattern[str] | None) -> Outcome:
    """Everybody asks once in all phases; then the athlete goes on with new seeds until it is enough."""
    outcome = Outcome()
    for asker in (STRANGER, READER):
        fuzz(
            fuzzed,
            asker=asker,
            examples=10,
            scenarios=10,
            seed=seed,
            outcome=outcome,
            operations=operations,
        )
        print_progress(outcome, cases)
    phases: tuple[str, ...] = ("examples", "coverage", "fuzzing", "stateful")
    while True:
        fuzz(
            fuzzed,
            asker=ATHLETE,
            examples=EXAMPLES_A_ROUND,
            scenarios=SCENARIOS_A_ROUND,
            seed=seed,
            phases=phases,
            outcome=outcome,
            operations=operations,
        )
        print_progress(outcome, cases)
        if outcome.total >= cases:
            return outcome
        # What is derived from the contract alone is the same in every round.
        phases = ("fuzzing", "stateful")
        seed += 1


def print_progress(outcome: Outcome, cases: int) -> None:
    print(f"{outcome.total} of {cases} cases, {len(outcome.findings)} findings", file=sys.stderr)


def print_outcome(outcome: Outcome, seconds: float) -> None:
    print(f"{outcome.total} cases in {seconds:.0f} s")
    for (asker, phase), count in sorted(outcome.cases.items()):
        print(f"  {count:6}  {phase:10} asked by {asker}")
    statuses = ", ".join(f"{status}: {count}" for status, count in sorted(outcome.statuses.items()))
    print(f"answers by status: {statuses}")
    least, count = min(outcome.operations.items(), key=lambda one: one[1])
    print(f"{len(outcome.operations)} operations, each in {count} cases ({least}) or more")
    for error in outcome.errors:
        print(f"error: {error}")
    different: dict[tuple[str, str], Finding] = {}
    for finding in outcome.findings:
        different.setdefault((finding.operation, finding.kind), finding)
    print(f"{len(outcome.findings)} findings, {len(different)} of them different")
    for finding in list(different.values())[:SHOWN_FINDINGS]:
        print(f"\n{finding}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
