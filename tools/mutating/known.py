"""Mutants made by hand: promises that no test held once, and the tests that hold them now.

Each names the code that keeps the promise, as it stands, and what it would be without. Where the code
has moved or changed, the run fails and says which: find the place again, and see the test fail.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from threading import Lock

from attrs import define, field, frozen

from tools.mutating import checkout

LIST = Path(__file__).with_name("known.toml")
PROCESSES = 2


@frozen
class Mutant:
    """A promise, the code that keeps it, and the tests that hold it."""

    name: str
    promise: str
    file: str
    before: str
    after: str
    tests: tuple[str, ...]

    def breaks(self, folder: Path) -> None:
        """Changes the copy. Raises ValueError when the code is not there, or not once."""
        path = folder / self.file
        there = path.read_text(encoding="utf-8") if path.is_file() else ""
        if there.count(self.before) != 1:
            raise ValueError(
                f"{self.name}: the code is {there.count(self.before)} times in {self.file};"
                f" say in {LIST.name} where it is now"
            )
        path.write_text(there.replace(self.before, self.after), encoding="utf-8")


@frozen
class Verdict:
    """Whether a test noticed the mutant."""

    mutant: Mutant
    noticed: bool
    why: str

    def for_people(self) -> str:
        """The verdict in a line or two."""
        if self.noticed:
            return f"noticed   {self.mutant.name}: {self.why}"
        return f"SURVIVED  {self.mutant.name}: {self.mutant.promise}\n{self.why}"


def listed(path: Path = LIST) -> list[Mutant]:
    """All of them."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        Mutant(
            one["name"],
            one["promise"],
            one["file"],
            one["before"].strip("\n"),
            one["after"].strip("\n"),
            tuple(one["tests"]),
        )
        for one in document["mutant"]
    ]


def chosen(words: Sequence[str]) -> list[Mutant]:
    """Those whose name has one of the words in it. Raises ValueError for a word that is in none."""
    everything = listed()
    for word in words:
        if not any(word in one.name for one in everything):
            raise ValueError(f"no mutant has {word!r} in its name")
    return [one for one in everything if not words or any(word in one.name for word in words)]


def run(mutants: Sequence[Mutant], scratch: Path) -> Iterator[Verdict]:
    """Tries each in a copy of its own; the verdicts come in the order of the mutants.

    The tests of each have to pass before: a test that always fails notices everything.
    """
    copies: SimpleQueue[Path] = SimpleQueue()
    for number in range(PROCESSES):
        copies.put(checkout.copy_to(scratch / str(number)))
    sound = _Sound()

    def try_one(mutant: Mutant) -> Verdict:
        folder = copies.get()
        path = folder / mutant.file
        try:
            whole = path.read_bytes() if path.is_file() else None
            mutant.breaks(folder)
            broken = checkout.run_tests(folder, mutant.tests)
            if whole is not None:
                path.write_bytes(whole)
            if broken.passed or broken.failed_test is None:
                return Verdict(mutant, False, broken.last_lines)
            if not sound.pass_in(folder, mutant.tests):
                return Verdict(mutant, False, "its tests fail without it, too")
            return Verdict(mutant, True, broken.failed_test)
        except ValueError as error:
            return Verdict(mutant, False, str(error))
        finally:
            copies.put(folder)

    with ThreadPoolExecutor(PROCESSES) as pool:
        yield from pool.map(try_one, mutants)


@define
class _Sound:
    """Which tests pass on the code as it is; each set is run once."""

    _known: dict[tuple[str, ...], bool] = field(factory=dict)
    _lock: Lock = field(factory=Lock)

    def pass_in(self, folder: Path, tests: tuple[str, ...]) -> bool:
        with self._lock:
            if tests not in self._known:
                self._known[tests] = checkout.run_tests(folder, tests).passed
            return self._known[tests]
