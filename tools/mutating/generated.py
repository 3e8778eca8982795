"""Mutants that mutmut makes of modules, run against their tests."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from attrs import define, evolve, field, frozen

from tools import REPOSITORY
from tools.mutating import checkout, finished, unfinished
from tools.mutating.modules import Part
from tools.mutating.survivors import Change
from tools.mutating.unfinished import ENDLESS, NOTICED

_TYPE_CHECK = sys.executable, str(Path(__file__).with_name("type_check.py")), "mypy"
_DIFFERENCES = """
import json, sys
from mutmut.mutation.diff_apply import get_diff_for_mutant
print(json.dumps({name: get_diff_for_mutant(name) for name in json.load(sys.stdin)}))
"""


@frozen
class Effort:
    """How much a run may take."""

    until: float
    """When to stop, by the monotonic clock, in seconds."""
    slow: bool = False
    """Whether to ask the slow tests about what the quick ones do not notice."""
    only_own: bool = False
    """Whether to leave it at the tests that are named after a module, where there are any."""

    def left_s(self) -> float:
        """Time that is left, in seconds, never below nothing."""
        return max(0.0, self.until - time.monotonic())


@frozen
class Result:
    """What became of a module's mutants."""

    module: str
    sha256: str
    """What the module was, as `finished.digest` says."""
    made: int
    untried: int
    """Mutants that some test was not asked about when the time was over: neither good nor bad."""
    endless: int
    """Mutants that count as noticed because the tests did not end."""
    survived: frozenset[Change]
    """What no test noticed."""
    noticed_late: dict[Change, str]
    """What the slow tests alone noticed, with the one that did."""


def run(
    part: Part,
    modules: Sequence[str],
    folder: Path,
    effort: Effort,
    *,
    is_listed: Callable[[Change], bool],
) -> list[Result]:
    """Makes the mutants of a part's modules in a copy of the checkout, and runs them.

    A module's own tests are asked first, then all quick ones about what these do not notice and is not
    listed, and then the slow ones. Raises RuntimeError when the tests fail without any mutant.
    """
    digests = {module: finished.digest(module) for module in modules}
    slow_tests = _SlowTests(folder / "everywhere" / "mutants", part.slow)
    found: dict[str, Result] = {}
    own = {module: tests for module in modules if (tests := part.own_tests(module))}
    if own:
        place = folder / "own"
        _try(place, [*own], [test for tests in own.values() for test in tests], effort)
        quick = evolve(effort, slow=False)
        for module in own:
            result = _result(place, module, digests[module], quick, is_listed, slow_tests)
            held = not result.untried and all(map(is_listed, result.survived))
            if held or effort.only_own:
                found[module] = result
    if left := [module for module in modules if module not in found]:
        place = folder / "everywhere"
        _try(place, left, [one for one in part.quick if (REPOSITORY / one).exists()], effort)
        _check_is_whole(place, left, effort)
        for module in left:
            found[module] = _result(place, module, digests[module], effort, is_listed, slow_tests)
    return [found[module] for module in modules]


def _try(folder: Path, modules: Sequence[str], tests: Sequence[str], effort: Effort) -> None:
    """Runs these tests against the mutants of which nothing is known yet, or that survived."""
    checkout.copy_to(folder)
    _configure(folder, modules, tests)
    for module in modules:
        unfinished.take_up(module, _results_of(folder, module))
    _run_mutmut(folder, effort)


def _configure(folder: Path, modules: Sequence[str], tests: Sequence[str]) -> None:
    """Configures mutmut, after the copy's own configuration."""
    copied = [
        *("fittrack_backend", "fittrack_cli", "fittrack_common", "generated_client"),
        *("tools", "scripts", "docs", "openapi.yaml"),
    ]
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as configuration:
        configuration.write(
            f"\n[tool.mutmut]\nsource_paths = {json.dumps(list(modules))}\n"
            f"also_copy = {json.dumps(copied)}\n"
            f"pytest_add_cli_args_test_selection = {json.dumps(list(tests))}\n"
            # A mutant may take four times as long as its tests do, which is what a busy machine
            # may lose, and 16 s: mutants of a lock wait for ever, and there are many of them.
            "timeout_multiplier = 4\ntimeout_constant = 4\n"
            # What the type checker refuses is noticed; two of three mutants are.
            f"type_check_command = {json.dumps([*_TYPE_CHECK, *modules])}\n"
            "use_git_change_detection = false\n"
            # Each run of the tests begins in a process that has run none of them.
            'process_isolation = "forkserver"\n'
        )


def _run_mutmut(folder: Path, effort: Effort) -> None:
    """Runs mutmut until it ends or the time is over; what it found is in files then."""
    told = folder / "mutmut.log"
    left = folder / ".left"
    left.mkdir()
    with told.open("wb") as output:
        process = subprocess.Popen(
            # Not `-m mutmut`: its state would be there twice, and no test would reach a mutant.
            # One at a time: pytest clears away folders of an earlier run, also while that still
            # works in them, which would look as if a test had noticed something.
            [str(Path(sys.executable).with_name("mutmut")), "run", "--max-children", "1"],
            cwd=folder,
            env={**os.environ, "PYTEST_DEBUG_TEMPROOT": str(left)},
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    try:
        process.wait(effort.left_s())
    except subprocess.TimeoutExpired:
        return
    finally:
        if process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _check_is_whole(folder: Path, modules: Sequence[str], effort: Effort) -> None:
    untried = any(None in (_codes(folder, one) or {"": None}).values() for one in modules)
    if untried and effort.left_s():
        last = (folder / "mutmut.log").read_text(errors="replace").replace("\r", "\n")[-3000:]
        raise RuntimeError(f"mutmut stopped before it had tried everything:\n{last}")


def _results_of(folder: Path, module: str) -> Path:
    """The file in which mutmut keeps what became of a module's mutants."""
    return folder / "mutants" / f"{module}.meta"


def _codes(folder: Path, module: str) -> dict[str, int | None] | None:
    """How mutmut's process ended for each mutant; None for one that it did not come to.

    None for a module of which it made no mutants yet.
    """
    path = _results_of(folder, module)
    if not path.exists():
        return None
    codes: dict[str, int | None] = json.loads(path.read_text())["exit_code_by_key"]
    return codes


def _result(
    folder: Path,
    module: str,
    sha256: str,
    effort: Effort,
    is_listed: Callable[[Change], bool],
    slow_tests: _SlowTests,
) -> Result:
    codes = _codes(folder, module) or {}
    left = [name for name, code in codes.items() if code is not None and code not in NOTICED]
    changes = {name: Change.of(name, text) for name, text in _differences(folder, left).items()}
    untried = sum(code is None for code in codes.values()) if codes else 1
    late: dict[Change, str] = {}
    for name, change in changes.items():
        if not effort.slow or is_listed(change):
            continue
        if not effort.left_s():
            untried += 1
        elif test := slow_tests.that_notices(name):
            late[change] = test
    return Result(
        module,
        sha256,
        len(codes),
        untried,
        sum(code in ENDLESS for code in codes.values()),
        frozenset(changes.values()) - late.keys(),
        late,
    )


def _differences(folder: Path, names: list[str]) -> dict[str, str]:
    """The difference that each mutant makes, as mutmut shows it."""
    if not names:
        return {}
    done = subprocess.run(
        [sys.executable, "-c", _DIFFERENCES],
        cwd=folder,
        input=json.dumps(names).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


@define
class _SlowTests:
    """Tests that start processes of their own, which are mutants as well."""

    _folder: Path
    _tests: tuple[str, ...]
    _limits: dict[str, float] = field(factory=dict)

    def that_notices(self, name: str) -> str | None:
        """The first that fails with the mutant, or does not end; None when all pass."""
        for test in self._tests:
            limit = self._limit_of(test)
            if not checkout.run_tests(self._folder, [test], _active(name), within_s=limit).passed:
                return test
        return None

    def _limit_of(self, test: str) -> float:
        """How long a test may take, from how long it takes without a mutant; found out once.

        Raises RuntimeError when it fails even so: such a test notices everything.
        """
        if test not in self._limits:
            began = time.monotonic()
            outcome = checkout.run_tests(self._folder, [test], _active(""))
            if not outcome.passed:
                raise RuntimeError(f"{test} fails without any mutant:\n{outcome.last_lines}")
            self._limits[test] = 4 * (time.monotonic() - began) + 30
        return self._limits[test]


def _active(name: str) -> dict[str, str]:
    """The environment in which a mutant is run; none of them for the empty name."""
    return {"MUTANT_UNDER_TEST": name}
