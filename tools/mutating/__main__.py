"""The command that scripts/mutate runs."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tools.mutating import finished, generated, known, survivors
from tools.mutating.modules import Part, chosen


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("scripts/mutate", add_help=False)
    parser.add_argument("words", nargs="*")
    for name in ("--known", "--left", "--list", "--own", "--quick", "--record"):
        parser.add_argument(name, action="store_true")
    parser.add_argument("--minutes", type=float, default=240)
    options = parser.parse_args(arguments)
    try:
        if options.known:
            return _known(options.words, only_list=options.list)
        return _modules(options)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2


def _known(words: Sequence[str], *, only_list: bool) -> int:
    mutants = known.chosen(words)
    if only_list:
        for mutant in mutants:
            print(f"{mutant.name}: {mutant.promise} ({', '.join(mutant.tests)})")
        return 0
    with tempfile.TemporaryDirectory(prefix="fittrack-mutate-") as scratch:
        wrong = 0
        for verdict in known.run(mutants, Path(scratch)):
            print(verdict.for_people(), flush=True)
            wrong += not verdict.noticed
    print(f"{len(mutants)} mutants made by hand, {wrong} of them noticed by no test")
    return bool(wrong)


def _modules(options: argparse.Namespace) -> int:
    done = finished.listed()
    parts = chosen(options.words)
    if options.left:
        parts = _left(parts, done)
    if options.list:
        for part, modules in parts:
            for module in modules:
                state = _state(done.get(module))
                print(f"{module}: {state} ({', '.join(part.quick)}; {', '.join(part.slow)})")
        return 0
    known_ones = survivors.listed()
    until = time.monotonic() + options.minutes * 60
    effort = generated.Effort(until, slow=not (options.quick or options.own), only_own=options.own)
    failed = False
    for part, modules in parts:
        try:
            with tempfile.TemporaryDirectory(prefix="fittrack-mutate-") as scratch:
                results = generated.run(
                    part, modules, Path(scratch), effort, is_listed=known_ones.__contains__
                )
        except RuntimeError as error:
            print(f"NOT TRIED  {', '.join(modules)}: {error}", flush=True)
            failed = True
            continue
        for result in results:
            new = sorted(one for one in result.survived if one not in known_ones)
            print(_report_of(result, new, known_ones), flush=True)
            recorded = options.record and not (options.own and new)  # other tests may notice these
            if recorded:
                _record(new, result, known_ones)
            failed |= bool(result.untried) or (bool(new) and not recorded)
    return failed


def _left(
    parts: list[tuple[Part, list[str]]], done: dict[str, finished.Finished]
) -> list[tuple[Part, list[str]]]:
    """Without the modules that were run to their end as they are."""
    left = [
        (part, [one for one in modules if one not in done or not done[one].is_current])
        for part, modules in parts
    ]
    return [(part, modules) for part, modules in left if modules]


def _state(done: finished.Finished | None) -> str:
    if done is None:
        return "never run to its end"
    when = "as it is" if done.is_current else "before it changed"
    return f"run to its end {when}, {done.mutants} mutants, {done.stay} may stay"


def _report_of(
    result: generated.Result, new: list[survivors.Change], known_ones: survivors.Survivors
) -> str:
    """What became of a module, for people."""
    state = "NOT FINISHED" if result.untried else "SURVIVORS" if new else "held"
    lines = [
        f"{state}  {result.module}: {result.made} mutants, {result.untried} not tried,"
        f" {len(result.survived)} survived, {len(new)} of them new,"
        f" {len(result.noticed_late)} noticed by slow tests alone, {result.endless} did not end"
    ]
    lines += [_shown(change) for change in new]
    if not result.untried:
        package = result.module.removesuffix(".py").replace("/", ".") + "."
        gone = {
            one for one in known_ones.reasons if one.where.startswith(package)
        } - result.survived
        lines += [f"  its entry can go, a test notices it:{_shown(one)}" for one in sorted(gone)]
    return "\n".join(lines)


def _shown(change: survivors.Change) -> str:
    return f"  {change.where}\n    " + change.change.replace("\n", "\n    ")


def _record(
    new: list[survivors.Change], result: generated.Result, known_ones: survivors.Survivors
) -> None:
    """Adds what was found to the lists."""
    late = result.noticed_late
    if new or late:
        with survivors.LIST.open("a", encoding="utf-8") as file:
            file.write(survivors.as_entries(new, survivors.NOT_SAID))
            for change, test in sorted(late.items()):
                file.write(survivors.as_entries([change], f"noticed by {test}"))
    if not new and not result.untried:
        stay = len(late) + sum(one in known_ones for one in result.survived)
        finished.add([finished.Finished(result.module, result.sha256, result.made, stay)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
