"""`fittrack source connect KIND`: the kinds of sources, each with the module of its command.

Another kind is a module of its own and a line here; a test holds the table to the contract.
"""

from __future__ import annotations

from fittrack_cli.program.command_table import Leaf

KINDS = (
    Leaf("folder", "Connect a folder of training files", "source.connect_folder:command"),
    Leaf("garmin", "Connect a Garmin account", "source.connect_garmin:command"),
    Leaf("upload", "Connect the account's uploads", "source.connect_upload:command"),
)
HOW_TO_CONNECT = "fittrack source connect folder PATH"
"""What to type for somebody who has no source yet."""


def leaves() -> tuple[Leaf, ...]:
    """All kinds."""
    return KINDS


def named(word: str) -> Leaf | None:
    """The kind that a word names."""
    return next((kind for kind in KINDS if kind.name == word), None)
