"""What the cassettes cover: operation by operation, every documented status."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import define, field

from tools import REPOSITORY
from tools.contract.conformance import Contract, Operation
from tools.recording.cassette import FOLDER, Recording, all_cassettes
from tools.recording.departures import departures

CANNOT_BE_CAUSED: Mapping[int, str] = {
    503: "takes more sign-ins at once than the server has turns for, for longer than it waits",
    507: "takes a full disk on the server's machine",
}
"""Documented statuses that no request can bring about by itself, and why."""
CANNOT_BE_CAUSED_OF: Mapping[tuple[str, int], str] = {
    (
        "import_account",
        400,
    ): "takes a request that is not HTTP: every body can be read, and is judged",
    ("import_account", 413): "takes more than 4 GB",
    ("import_account", 409): "takes an account with a quota",
}
"""The same, of single operations."""


@define
class Covered:
    """What is recorded of an operation."""

    operation: Operation
    cassettes: dict[int, list[str]] = field(factory=dict)
    """By the status that they are about."""
    commands: set[str] = field(factory=set)
    """The commands that ask for it, as recorded."""

    @property
    def missing(self) -> list[int]:
        """Documented and possible to cause, but not recorded."""
        return [
            status
            for status in self.operation.statuses
            if status not in self.cassettes and not self._is_excused(status)
        ]

    @property
    def excused(self) -> list[int]:
        return [
            status
            for status in self.operation.statuses
            if status not in self.cassettes and self._is_excused(status)
        ]

    def _is_excused(self, status: int) -> bool:
        return status in CANNOT_BE_CAUSED or (self.operation.id, status) in CANNOT_BE_CAUSED_OF


def covered(contract: Contract, folder: Path = FOLDER) -> tuple[list[Covered], list[str]]:
    """What is covered of every operation, and what is wrong with the cassettes as a whole."""
    found = {name: Covered(operation) for name, operation in contract.operations.items()}
    wrong: list[str] = []
    for name, path in all_cassettes(folder).items():
        recording = Recording.load(path)
        if recording.operation not in found:
            wrong.append(f"{name}: the contract has no operation {recording.operation}")
            continue
        about = found[recording.operation]
        if recording.status not in about.operation.statuses:
            wrong.append(f"{name}: {recording.operation} does not document {recording.status}")
        about.cassettes.setdefault(recording.status, []).append(name)
        for exchange in recording.exchanges:
            operation = contract.operation_of(exchange.method, exchange.url)
            if operation is not None and recording.command_name is not None:
                found[operation.id].commands.add(recording.command_name)
    return list(found.values()), wrong


def problems(contract: Contract, folder: Path = FOLDER) -> list[str]:
    """What is documented but neither recorded nor excused, in sentences."""
    everything, wrong = covered(contract, folder)
    for one in everything:
        for status in one.missing:
            wrong.append(
                f"{one.operation.id}: no cassette of its {status}: add a scenario in"
                f" tools/recording/scenarios/{one.operation.tag}.py, then scripts/record-cassettes"
            )
    return wrong


def table(contract: Contract, folder: Path = FOLDER) -> str:
    """By operation: the statuses recorded (how often), those that cannot be caused, the commands."""
    from tabulate import tabulate

    everything, wrong = covered(contract, folder)
    rows = [
        (
            one.operation.id,
            " ".join(_counted(one)),
            " ".join(map(str, one.missing)) or "-",
            " ".join(map(str, one.excused)) or "-",
            ", ".join(sorted(one.commands)) or "-",
        )
        for one in everything
    ]
    headers = ("OPERATION", "RECORDED", "MISSING", "NOT TO BE CAUSED", "COMMANDS")
    total = sum(len(names) for one in everything for names in one.cassettes.values())
    statuses = sum(len(one.operation.statuses) for one in everything)
    recorded = sum(len(one.cassettes) for one in everything)
    lines = [
        tabulate(rows, headers, "plain", disable_numparse=True),
        "",
        f"{len(everything)} operations, {recorded} of {statuses} documented statuses,"
        f" {total} cassettes. Not to be caused:",
        *(f"  {status}: {why}" for status, why in CANNOT_BE_CAUSED.items()),
        *(f"  {status} of {name}: {why}" for (name, status), why in CANNOT_BE_CAUSED_OF.items()),
        *wrong,
    ]
    return "\n".join(lines) + "\n"


def _counted(one: Covered) -> Iterator[str]:
    for status in one.operation.statuses:
        names = one.cassettes.get(status, ())
        if names:
            yield f"{status}({len(names)})" if len(names) > 1 else f"{status}"


def stale(contract: Contract, folder: Path = FOLDER) -> list[str]:
    """The cassettes that no longer keep to the contract, each with the first reason."""
    found: list[str] = []
    for name, path in all_cassettes(folder).items():
        if wrong := departures(contract, Recording.load(path)):
            found.append(f"{name}: {wrong[0]}")
    if found:
        found.append("cassettes are stale: run scripts/record-cassettes")
    return found


def main(arguments: Sequence[str]) -> int:
    """0 when everything that can be caused is recorded as the contract is now; else says what is not."""
    contract = Contract.load(REPOSITORY / "openapi.yaml")
    wrong = [*problems(contract), *stale(contract)]
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
