"""The operations of the contract as commands of `fittrack api`."""

from __future__ import annotations

from fittrack_cli.program.command_table import Leaf
from fittrack_contract.operation_index import OPERATIONS, TAGS


def leaves() -> tuple[Leaf, ...]:
    """All operations by tag, in the contract's order."""
    return tuple(
        _leaf(name) for tag in TAGS for name, (own, _, _) in OPERATIONS.items() if own == tag
    )


def named(word: str) -> Leaf | None:
    """The operation that a word names: `get_sync_job`, `get-sync-job` or `getSyncJob`."""
    if word in OPERATIONS:
        return _leaf(word)
    from fittrack_cli.program.spelling import kebab

    wanted = kebab(word)
    return next((_leaf(name) for name in OPERATIONS if kebab(name) == wanted), None)


def _leaf(name: str) -> Leaf:
    tag, summary, module = OPERATIONS[name]
    target = f"{module}:command"
    return Leaf(name, summary, target, "fittrack_commands.operations", tag.upper())
