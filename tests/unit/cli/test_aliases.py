"""Aliases: a word stands for a command line, and never hides a command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fittrack_cli.program.command_table import ROOT

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Run


def test_an_alias_stands_for_a_command_with_options(run: Run) -> None:
    assert run("alias", "set", "where", "config path -o json").code == 0
    assert run("where").out == run("config", "path", "-o", "json").out
    assert run("-q", "--timeout", "5", "where").out == run("config", "path", "-o", "json").out
    assert run("where", "-o", "csv").out == run("config", "path", "-o", "csv").out


def test_arguments_take_their_places_and_the_rest_comes_last(run: Run) -> None:
    run("alias", "set", "put", "config set $2 '$1'")
    assert run("put", "ada", "username").code == 0
    assert run("config", "get", "username").out == "ada\n"
    missing = run("put", "ada")
    assert (missing.code, missing.out) == (2, "")
    assert "takes 2 arguments" in missing.err
    run("alias", "set", "show-it", "config get")
    assert run("show-it", "username").out == "ada\n"


def test_an_argument_stays_one_word(run: Run) -> None:
    run("alias", "set", "name", "config set username $1")
    assert run("name", "ada; --server evil $2 'x").code == 0
    assert run("config", "get", "username").out == "ada; --server evil $2 'x\n"


def test_they_are_listed_replaced_and_deleted(run: Run, config_dir: Path) -> None:
    run("alias", "set", "b", "config list")
    run("alias", "set", "a", "config path")
    assert (
        run("alias", "list", "-o", "csv").out
        == "name,command\r\na,config path\r\nb,config list\r\n"
    )
    assert run("alias", "set", "a", "config list").code == 5
    assert run("alias", "set", "a", "config list", "--force").code == 0
    assert run("alias", "delete", "a").code == 0
    assert run("alias", "delete", "a").code == 6
    assert run("a").code == 2
    assert run("config", "set", "output", "csv").code == 0
    assert "b: config list" in (config_dir / "config.yaml").read_text()


@pytest.mark.parametrize("name", [child.name for child in ROOT.children])
def test_no_command_is_hidden(run: Run, config_dir: Path, name: str) -> None:
    assert run("alias", "set", name, "config path").code == 2
    config_dir.mkdir(mode=0o700, exist_ok=True)
    file = config_dir / "config.yaml"
    file.write_text(f"current: default\nprofiles: {{}}\naliases: {{{name}: config path}}\n")
    file.chmod(0o600)
    assert run(name, "--help").out == run("help", name).out


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("a b", "config path"),
        ("-x", "config path"),
        ("", "config path"),
        ("x", ""),
        ("x", "rm -rf /"),
        ("x", "!ls"),
        ("x", "config pth"),
        ("x", "config 'path"),
        ("x\x1b[2J", "config path"),
    ],
)
def test_what_cannot_be_an_alias(run: Run, name: str, command: str) -> None:
    done = run("alias", "set", "--", name, command)
    assert (done.code, done.out) == (2, "")
    assert "\x1b" not in done.err


@pytest.mark.parametrize("aliases", ["[1]", "{x: 3}", "text", "{3: config}"])
def test_a_damaged_file_is_refused(run: Run, config_dir: Path, aliases: str) -> None:
    config_dir.mkdir(mode=0o700, exist_ok=True)
    file = config_dir / "config.yaml"
    file.write_text(f"current: default\nprofiles: {{}}\naliases: {aliases}\n")
    file.chmod(0o600)
    assert run("config", "list").code == 2
