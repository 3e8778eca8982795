"""`fittrack source connect KIND` offers every kind of source that the contract has."""

from __future__ import annotations

from typing import get_args

from fittrack_cli.commands.source.kinds import HOW_TO_CONNECT, KINDS
from fittrack_cli.program.command_table import find
from fittrack_client.models.source_kind import SourceKind


def test_the_table_has_the_kinds_of_the_contract() -> None:
    assert {kind.name for kind in KINDS} == set(get_args(SourceKind))


def test_what_people_are_told_to_type_is_a_command() -> None:
    assert find(HOW_TO_CONNECT.split()[1:4]) == KINDS[0]
