"""The command behind scripts/mutate."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tools.mutating import generated, known, survivors
from tools.mutating.modules import chosen


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("scripts/mutate", add_help=False)
    parser.add_argument("words", nargs="*")
    for name in ("--known", "--list", "--quick", "--record"):
        parser.add_argument(name, action="store_true")
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
            print(verdict.told(), flush=True)
            wrong += not verdict.noticed
    print(f"{len(mutants)} mutants made by hand, {wrong} of them noticed by no test")
    return bool(wrong)


def _modules(options: argparse.Namespace) -> int:
    modules = chosen(options.words)
    if options.list:
        for module, part in modules:
            print(f"{module} ({', '.join(part.quick)}; {', '.join(part.slow)})")
        return 0
    reasons = survivors.listed()
    unexplained: list[survivors.Change] = []
    for module, part in modules:
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="fittrack-mutate-") as scratch:
            result = generated.run(
                module,
                part,
                Path(scratch),
                is_listed=reasons.__contains__,
                slow=not options.quick,
            )
        new = [change for change in result.survived if change not in reasons]
        unexplained += new
        print(
            f"{module}: {result.made} mutants, {len(result.survived)} survived, {len(new)} of them"
            f" new, {len(result.noticed_late)} noticed by slow tests alone,"
            f" {time.monotonic() - began:.0f} s",
            flush=True,
        )
        for change in new:
            print(f"  {change.where}\n    " + change.change.replace("\n", "\n    "), flush=True)
        if options.record:
            _record(new, result.noticed_late)
    return bool(unexplained) and not options.record


def _record(new: list[survivors.Change], late: dict[survivors.Change, str]) -> None:
    """Adds what was found to the list."""
    with survivors.LIST.open("a", encoding="utf-8") as file:
        file.write(survivors.as_entries(new, survivors.NOT_SAID))
        for change, test in sorted(late.items()):
            file.write(survivors.as_entries([change], f"noticed by {test}"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
