"""What is read without Typer means the same to Typer, for each command and each of its options."""

from __future__ import annotations

import inspect
import io
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from types import SimpleNamespace

import pytest
from typer.core import TyperArgument, TyperOption

from fittrack_cli.program import typer_tree
from fittrack_cli.program.command_line import plain
from fittrack_cli.program.command_table import Leaf, walk
from fittrack_cli.program.options import COMMON_OPTIONS
from fittrack_cli.program.typer_tree import command_for, is_common, run_parsed

LEAVES = list(walk())
VALUES = (
    "5",
    "two words",
    "-",
    "-5",
    "",
    "a=b",
    "\N{ARABIC-INDIC DIGIT FIVE}",
    "+5",
    " 5",
    "1_0",
    "0",
    "999999999999999999999",
)
TYPERS_OWN = ("backend serve", "backend start")
"""Commands with an option of a type that is not read here."""
SPELT_WRONG = (
    "--",
    "-h",
    "--help",
    "--lim",
    "-qv",
    "-ojson",
    "--nope",
    "-x",
    "--quiet=yes",
    "--version",
)


def lines(leaf: Leaf, words: tuple[str, ...]) -> Iterator[list[str]]:
    """Command lines for one command, right and wrong."""
    own = [one for one in command_for(leaf, words).params if not is_common(one)]
    places = ["one"] * sum(isinstance(one, TyperArgument) and one.required for one in own)
    for one in own:
        places += [one.opts[0], "named"] if isinstance(one, TyperOption) and one.required else []
    usual = [*words, *places]
    yield usual
    for more in range(4):
        yield [*words, *["word"] * more]
    yield [*usual, ""]
    for option in COMMON_OPTIONS:
        given = [option.opts[-1]] if option.metavar is None else [option.opts[-1], "value"]
        yield [*given, *usual]
        yield [words[0], *given, *usual[1:]]
        yield [*usual, *given, *given]
        yield [*usual, *given[:1], "-x"]
        yield [*usual, *given[:1], "--", "-q"]
    for wrong in SPELT_WRONG:
        yield [*usual, wrong]
    for one in own:
        if not isinstance(one, TyperOption):
            continue
        for opt in (*one.opts, *one.secondary_opts):
            yield [*usual, opt]
            yield [opt, *usual]
            yield [*words, opt, *places]
            yield [*usual, opt.replace("-", "_").replace("__", "--"), "5"]
            for value in VALUES:
                yield [*usual, opt, value]
            yield [*usual, f"{opt}=7", opt, "8"]
            yield [*words, opt, "3", *places, "-o", "json"]


@pytest.mark.parametrize(("words", "leaf"), LEAVES, ids=[" ".join(words) for words, _ in LEAVES])
def test_typer_understands_the_same(
    words: tuple[str, ...], leaf: Leaf, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = list(lines(leaf, words))
    calls = [plain(line) for line in said]
    if " ".join(words) not in TYPERS_OWN:
        assert sum(call is not None for call in calls) > len(said) / 4
    where, _, name = leaf.target.partition(":")
    module = import_module(f"{leaf.package}.{where}")
    called: list[dict[str, object]] = []

    def command(_cli: object, **values: object) -> None:
        called.append(values)

    command.__signature__ = inspect.signature(getattr(module, name), eval_str=True)  # type: ignore[attr-defined]
    monkeypatch.setattr(module, name, command)
    parser = command_for(leaf, words)
    monkeypatch.setattr(typer_tree, "command_for", lambda *_args: parser)
    for line, call in zip(said, calls, strict=True):
        if call is None:
            continue
        given: dict[str, object] = {}
        cli = SimpleNamespace(give=given.__setitem__, stdout=io.StringIO(), shows_pages=None)
        called.clear()
        assert run_parsed(cli, line) == 0, line  # type: ignore[arg-type]
        assert called == [call.values], line
        assert given == dict(call.common), line
        assert cli.shows_pages == leaf.pages
        assert call.words == words


@pytest.mark.parametrize(
    "line",
    [
        "sync status",
        "sync status latest -o json",
        "--profile work sync --quiet status 1234 --max-age 2d",
        "activities list --limit 5 --sport cycling --sport running --order=asc --no-pager",
        "sync start activities health --full --last 30d --wait",
        "upload - --name ride.fit --no-wait",
        "api list_activities --limit 3 --paginate",
        "api get-sync-job 1234",
        "config list",
        "backend status",
    ],
)
def test_what_people_type_is_read_without_typer(line: str) -> None:
    assert plain(line.split()) is not None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "sync",
        "syncs status",
        "sync status --help",
        "sync status --latest=yes",
        "sync status one two",
        "sync status -- one",
        "--limit 5 activities list",
        "activities list --limit 0",
        "activities list --limit five",
        "activities list --limit",
        "activities list -ojson",
        "api get_sync_job",
    ],
)
def test_mistakes_and_questions_are_left_to_typer(line: str) -> None:
    assert plain(line.split()) is None


def test_a_plain_command_imports_no_typer() -> None:
    code = (
        "import sys; from fittrack_cli.__main__ import main; main(['config', 'list', '-o', 'json']);"
        "sys.exit('typer' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={"HOME": "/"}, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
