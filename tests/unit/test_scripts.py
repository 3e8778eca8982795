"""Every script says what it is for, and what it runs is there."""

from __future__ import annotations

import re
import subprocess
from importlib.util import find_spec

import pytest

from tools import REPOSITORY

SCRIPTS = sorted(path for path in (REPOSITORY / "scripts").iterdir() if path.is_file())


def text(name: str) -> str:
    return (REPOSITORY / name).read_text("utf-8")


@pytest.mark.parametrize("name", [path.name for path in SCRIPTS])
def test_a_script_tells_its_usage_and_finds_what_it_runs(name: str) -> None:
    path = f"scripts/{name}"
    done = subprocess.run(
        [REPOSITORY / path, "--help"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: {path}")
    for sourced in re.findall(r'^\. "\$\(dirname [^)]*\)/([^"]*)"', text(path), re.M):
        assert (REPOSITORY / "scripts" / sourced).is_file(), sourced
    for module in re.findall(r" -m (tools[\w.]*)", text(path)):
        assert find_spec(module) is not None, module


@pytest.mark.parametrize("name", ["Makefile", "CONTRIBUTING.md", ".pre-commit-config.yaml"])
def test_scripts_that_are_named_exist(name: str) -> None:
    named = set(re.findall(r"\bscripts/([a-z-]+)\b", text(name)))
    assert named
    assert named <= {path.name for path in SCRIPTS}


def test_the_list_of_scripts_is_whole() -> None:
    listed = set(re.findall(r"^    scripts/([a-z-]+)", text("CONTRIBUTING.md"), re.M))
    assert {path.name for path in SCRIPTS} == listed
