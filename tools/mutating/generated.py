"""Mutants that mutmut makes of a module, run against its tests."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from attrs import frozen

from tools.mutating import checkout
from tools.mutating.modules import Part
from tools.mutating.survivors import Change

PROCESSES = 2
_NOTICED = frozenset({1, 3, 24, 36, 37, 152, 255, -24, -9, -11})
"""Exit codes of mutmut for a mutant that a test notices, or that does not end."""
_DIFFERENCES = """
import json, sys
from mutmut.mutation.diff_apply import get_diff_for_mutant
print(json.dumps({name: get_diff_for_mutant(name) for name in json.load(sys.stdin)}))
"""


@frozen
class Result:
    """What became of a module's mutants."""

    made: int
    survived: dict[Change, str]
    """What no test noticed, with mutmut's name for it."""
    noticed_late: dict[Change, str]
    """What the slow tests alone noticed, with the one that did."""


def run(
    module: str, part: Part, folder: Path, *, is_listed: Callable[[Change], bool], slow: bool
) -> Result:
    """Makes the mutants of a module in a copy of the checkout, and runs them.

    The slow tests are asked only about what the quick ones do not notice and is not listed.
    """
    checkout.copy_to(folder)
    quick = [test for test in part.quick if (folder / test).exists()]
    _configure(folder, module, quick)
    done = subprocess.run(
        # Not `-m mutmut`: its state would be there twice, and no test would reach a mutant.
        [str(Path(sys.executable).with_name("mutmut")), "run", "--max-children", str(PROCESSES)],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    told = folder / "mutants" / f"{module}.meta"
    if not told.exists():
        output = done.stdout.decode(errors="replace")
        raise RuntimeError(f"mutmut did not run on {module}:\n{output[-3000:]}")
    codes: dict[str, int | None] = json.loads(told.read_text())["exit_code_by_key"]
    if None in codes.values():  # it stopped early, as where the tests fail without any mutant
        output = done.stdout.decode(errors="replace").replace("\r", "\n")
        raise RuntimeError(f"mutmut did not try all mutants of {module}:\n{output[-3000:]}")
    left = [name for name, code in codes.items() if code not in _NOTICED]
    changes = {name: Change.of(name, text) for name, text in _differences(folder, left).items()}
    new = [name for name, change in changes.items() if slow and not is_listed(change)]
    with ThreadPoolExecutor(PROCESSES) as pool:
        found = pool.map(lambda name: _noticing(folder / "mutants", part.slow, name), new)
        late = {name: test for name, test in zip(new, found, strict=True) if test is not None}
    return Result(
        len(codes),
        {change: name for name, change in changes.items() if name not in late},
        {changes[name]: test for name, test in late.items()},
    )


def _configure(folder: Path, module: str, tests: list[str]) -> None:
    """Tells mutmut what to do, behind the copy's own configuration."""
    names = json.dumps(
        ["fittrack_backend", "fittrack_cli", "generated_client", "tools", "scripts", "openapi.yaml"]
    )
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as configuration:
        configuration.write(
            f"\n[tool.mutmut]\nsource_paths = [{json.dumps(module)}]\nalso_copy = {names}\n"
            f"pytest_add_cli_args_test_selection = {json.dumps(tests)}\n"
        )


def _differences(folder: Path, names: list[str]) -> dict[str, str]:
    """The difference that each mutant makes, as mutmut shows it."""
    done = subprocess.run(
        [sys.executable, "-c", _DIFFERENCES],
        cwd=folder,
        input=json.dumps(names).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def _noticing(folder: Path, tests: tuple[str, ...], name: str) -> str | None:
    """The slow test that notices the mutant, or None; processes that it starts are mutants too."""
    for test in tests:
        outcome = checkout.run_tests(folder, [test], {"MUTANT_UNDER_TEST": name})
        if outcome.failed_test is not None:
            return test
    return None
