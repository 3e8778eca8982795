"""What is said in several places follows from one: exit codes, settings."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from fittrack_cli import errors
from fittrack_cli.errors import EXIT_CODES, CliError
from fittrack_cli.program.command_table import walk
from fittrack_cli.program.config import KEYS
from fittrack_cli.program.help import root_help
from tests.unit.cli.conftest import Run

README = Path(__file__).parents[3] / "README.md"


def test_the_readme_lists_the_exit_codes() -> None:
    rows = [
        f"| {code} | {words}{f': {more}' if more else ''} |"
        for code, (words, more) in EXIT_CODES.items()
    ]
    table = "\n".join(["| exit code | means |", "|---|---|", *rows])
    assert f"\n{table}\n\n" in README.read_text("utf-8"), f"README.md should have:\n{table}"


def test_the_help_page_lists_the_exit_codes() -> None:
    listed = " ".join(root_help().split("Exit codes:")[1].split())
    assert listed == ", ".join(f"{code} {words}" for code, (words, _) in EXIT_CODES.items()) + "."


def test_every_failure_has_a_listed_exit_code_of_its_own() -> None:
    kinds = [
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, CliError)
    ]
    codes = [kind.code for kind in kinds]
    assert sorted(codes) == sorted(EXIT_CODES.keys() - {errors.DONE})


def test_exit_codes_in_help_texts_are_listed() -> None:
    package = Path(errors.__file__).parent
    for file in package.rglob("*.py"):
        for code in re.findall(r"[Ee]xit(?:s with| code| code is) (\d+)", file.read_text("utf-8")):
            assert int(code) in EXIT_CODES, f"{file}: {code}"


@pytest.mark.parametrize("words", [words for words, _ in walk() if words[0] == "config"][:2])
def test_the_settings_are_listed_where_one_is_named(run: Run, words: tuple[str, ...]) -> None:
    assert all(key in run(*words, "--help").out for key in KEYS)
