"""This build's contract against a server's: what differs, and which commands it breaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from fittrack_cli.contract.difference import Difference
from fittrack_cli.contract.documents import BrokenContract, Document, our_contract
from fittrack_cli.contract.judge import compare
from fittrack_cli.contract.usage import commands_that_notice
from fittrack_cli.errors import Incompatible, NotFound
from fittrack_cli.wire.contract_versions import parsed
from fittrack_common.sentences import counted
from fittrack_contract import CONTRACT_VERSION

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli

FIELDS = (
    *("verdict", "breaks", "kind", "direction", "where", "what", "why"),
    *("operations", "commands"),
)
_SHOWN = 3


@frozen
class Judged:
    """A difference, and the commands of this build that use what changed."""

    difference: Difference
    commands: tuple[str, ...]

    @property
    def breaks(self) -> bool:
        """Whether commands of this build can fail by it."""
        rule = self.difference.rule
        return self.difference.is_breaking and rule.noticed and bool(self.commands)

    def as_row(self) -> dict[str, object]:
        row = self.difference.as_json() | {"breaks": self.breaks, "commands": list(self.commands)}
        return {name: row[name] for name in FIELDS}


@frozen
class Checked:
    """What a check found; `version` is that of the server's contract, which it may not show."""

    url: str
    version: str
    judged: Sequence[Judged]
    is_shown: bool = True

    @property
    def agreement(self) -> str:
        """What to say where nothing differs."""
        if not self.is_shown:
            return f"The backend's contract {self.version} could not be compared any further."
        if self.version != CONTRACT_VERSION:
            return f"The backend's contract {self.version} says what {CONTRACT_VERSION} says."
        return f"The backend's contract is this fittrack's ({CONTRACT_VERSION})."

    def failure(self) -> Incompatible | None:
        """Why this build does not fit the server; None when it does."""
        ours, theirs = parsed(CONTRACT_VERSION), parsed(self.version)
        if ours is not None and theirs is not None and ours[0] != theirs[0]:
            from fittrack_cli.wire.version_gate import incompatible

            return incompatible(self.url, self.version, is_newer=theirs[0] > ours[0])
        broken = [one for one in self.judged if one.breaks]
        if not broken:
            return None
        commands = tuple(dict.fromkeys(name for one in broken for name in one.commands))
        return Incompatible(
            f"the backend at {self.url} does not follow the contract of this fittrack",
            f"{counted(len(broken), 'difference')} can break {listed(commands, 6)}",
            "use a fittrack and a backend of the same version",
            extras={"commands": list(commands), "server_contract_version": self.version},
        )


def check(cli: Cli) -> Checked:
    """Asks the server for its contract and judges it. Needs no session.

    A server that does not show its contract is judged by its version alone. Raises Incompatible for
    what is not a contract, Unreachable, and other CliErrors.
    """
    from fittrack_client import api

    with cli.connect(any_version=True) as connection:
        info = connection.call(api.get_server_info())
        url = connection.url.rstrip("/")
        try:
            told = connection.call(api.get_contract())
        except NotFound:
            return _by_version(cli, url, info.contract_version)
    try:
        theirs = Document(told.to_dict())
        found = compare(our_contract(), theirs)
        judged = [Judged(one, tuple(commands_that_notice(one))) for one in found]
    except (BrokenContract, RecursionError) as error:
        raise Incompatible(
            f"cannot understand the contract of {url}", str(error) or "it is nested too deeply"
        ) from error
    return Checked(url, theirs.version or info.contract_version, judged)


def _by_version(cli: Cli, url: str, version: str) -> Checked:
    if parsed(version) is None:
        raise Incompatible(
            f"the backend at {url} does not show its contract",
            f"{version!r}, which it gives as its version, is not one",
        )
    cli.output.warn(
        f"the backend at {url} does not show its contract; only its version, {version}, could be"
        f" compared with {CONTRACT_VERSION}"
    )
    return Checked(url, version, [], is_shown=False)


def print_checked(cli: Cli, checked: Checked) -> None:
    """Prints every difference; for people those that only change texts are counted."""
    from fittrack_cli.output.columns import Column

    rows = [one.as_row() for one in checked.judged]
    if cli.output.is_for_people:
        kept = [row for row in rows if row["kind"] not in ("text-changed", "tags-changed")]
        if len(kept) < len(rows):
            cli.output.note(f"{counted(len(rows) - len(kept), 'text')} changed: see -o json.")
        rows = kept
    cli.output.rows(
        rows,
        [
            Column("verdict"),
            Column("direction", "IN"),
            Column("where"),
            Column("what"),
            Column("operations", format=_names, wide=True),
            Column("commands", format=_names, wide=True),
        ],
        fields=FIELDS,
        empty=checked.agreement,
    )
    if rows and cli.output.is_for_people:
        cli.output.note(
            f"This fittrack has contract {CONTRACT_VERSION}, the backend {checked.version}."
        )


def listed(names: Sequence[str], most: int = _SHOWN) -> str:
    """Some names, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _names(value: object) -> str:
    names = [str(name) for name in value] if isinstance(value, list) else []
    return listed(names) or "-"
