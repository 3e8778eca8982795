"""The page for operators: every variable that a server reads is in its table, every command line on it parses."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from fittrack_backend.variables import SERVER_VARIABLES
from tests.unit.deploy.reading import ROOT, check_command, check_variables

PAGE = ROOT / "docs" / "operations.md"
TEXT = PAGE.read_text("utf-8")
BLOCK = re.compile(r"^    (?! )(.+)$", re.MULTILINE)
BEFORE = re.compile(r"^(?:[A-Z_]+=\S+ |sudo |.*\bexec server |.*opentelemetry-instrument )*")


def command_lines(page: Path) -> list[str]:
    """The lines of a page's blocks that begin with fittrack, whatever runs it."""
    lines = [BEFORE.sub("", line) for line in BLOCK.findall(page.read_text("utf-8"))]
    return [line for line in lines if line.startswith("fittrack ")]


def test_every_variable_of_the_server_is_in_the_table() -> None:
    listed = re.findall(r"^\| `(FITTRACK_\w+)` \|", TEXT, re.MULTILINE)
    assert len(listed) == len(set(listed))
    assert set(listed) == SERVER_VARIABLES


def test_no_other_variable_is_named_as_the_servers() -> None:
    check_variables(re.findall(r"\bFITTRACK_[A-Z_]*[A-Z]\b", TEXT))


@pytest.mark.parametrize("line", command_lines(PAGE))
def test_a_command_line_parses(line: str) -> None:
    program, *words = shlex.split(line, comments=True)
    assert program == "fittrack"
    check_command(words)


def test_the_image_is_run_with_commands_that_there_are() -> None:
    started = re.findall(r"^    docker run .*fittrack:1\.0\.0 ?(.*)$", TEXT, re.MULTILINE)
    assert started
    for words in filter(None, started):
        check_command(["backend", *words.split()])


def test_scripts_and_files_that_it_copies_are_there() -> None:
    named = re.findall(r"(?<![\w/])((?:deploy|requirements)/[\w./@-]+)", TEXT)
    assert named
    assert [name for name in named if not (ROOT / name.rstrip("./")).exists()] == []
