"""`fittrack help`: commands, groups and topics, and what it says of variables."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import fittrack_cli
from fittrack_backend.variables import SERVER_VARIABLES
from fittrack_cli.completion.completing import complete
from fittrack_cli.errors import EXIT_CODES
from fittrack_cli.program.environment import VARIABLES
from fittrack_cli.program.help_topics import TOPICS
from fittrack_cli.program.options import COMMON_OPTIONS

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Run

PACKAGE = Path(fittrack_cli.__file__).parent
INTERNAL = {"FITTRACK_COMPLETE_EMPTY"}
"""Set by our own completion script."""


@pytest.mark.parametrize("words", ["", "sync", "auth mfa", "sync start", "api start_sync", "help"])
def test_help_is_the_page_of_the_command(run: Run, words: str) -> None:
    assert run("help", *words.split()).out == run(*words.split(), "--help").out


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_fits_80_columns_and_is_named_where_people_look(run: Run, topic: str) -> None:
    page = run("help", topic)
    assert page.code == 0 and page.err == ""
    assert all(len(line) <= 80 for line in page.out.splitlines())
    for place in (("--help",), ("help", "--help"), ("help", "qwertz")):
        shown = run(*place)
        assert re.search(rf"\b{topic}\b", shown.out + shown.err), place


def test_every_variable_that_is_read_is_explained() -> None:
    read = {
        name
        for file in PACKAGE.rglob("*.py")
        for name in re.findall(
            r"FITTRACK_[A-Z_]+|FORCE_COLOR|CLICOLOR_FORCE|\bPAGER\b",
            file.read_text(encoding="utf-8"),
        )
    }
    common = {option.env for option in COMMON_OPTIONS}
    named = {name for name, _ in VARIABLES}
    assert named >= read - common - SERVER_VARIABLES - INTERNAL
    assert named <= read
    assert len(named) == len(VARIABLES)


def test_every_exit_code_is_explained(run: Run) -> None:
    page = run("help", "exit-codes").out
    assert all(re.search(rf"^  {code} ", page, re.MULTILINE) for code in EXIT_CODES)


def test_tab_knows_commands_and_topics() -> None:
    first = complete(["help", ""], {}).splitlines()
    assert {"sync\tBring in what is new, watch it, and see what is complete", "formats\t"} & {
        *first
    }
    assert {line.split("\t")[0] for line in first} >= {"sync", "activities", *TOPICS}
    assert [
        line.split("\t")[0] for line in complete(["help", "auth", "mfa", "r"], {}).splitlines()
    ] == [
        "recovery-codes",
        "remove",
    ]
