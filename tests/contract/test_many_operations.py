"""A contract of 300 operations costs no more than the real one, except where they are listed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.contract.many_operations import multiplied, operation_count
from tools import REPOSITORY
from tools.contract.source import read_contract
from tools.generating.contract_constants import generate_constants
from tools.generating.operation_commands import generate_commands

MANY = 300
LOADED = """
import io, sys
from fittrack_cli.__main__ import main
main(sys.argv[1:], stdout=io.StringIO(), stderr=io.StringIO())
print(*sorted(name for name in sys.modules if name.startswith("fittrack")))
"""


def run(folder: Path, *words: str) -> str:
    path = os.pathsep.join([str(folder), str(REPOSITORY)])
    environment = {**os.environ, "PYTHONPATH": path, "FITTRACK_SERVER": "http://127.0.0.1:9"}
    environment["FITTRACK_CONFIG_DIR"] = str(folder / "config")
    done = subprocess.run(
        [sys.executable, *words], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_operations_are_listed_without_loading_them_and_cost_other_commands_nothing(
    tmp_path: Path,
) -> None:
    many = multiplied(read_contract(str(REPOSITORY / "openapi.yaml")), MANY)
    assert operation_count(many) == MANY
    generate_constants(many, tmp_path / "fittrack_contract")
    generate_commands(many, tmp_path / "fittrack_commands")
    offered = run(tmp_path, "-m", "fittrack_cli", "__complete", "api", "").splitlines()
    assert len(offered) == MANY
    assert offered[0] == "get_health\tIs the server up?"
    with_many, with_few = (
        run(path, "-c", LOADED, "sync", "status") for path in (tmp_path, REPOSITORY)
    )
    assert with_many == with_few
    assert "fittrack_commands" not in with_many
    for words in (["__complete", "api", "get_s"], ["api"]):
        loaded = run(tmp_path, "-c", LOADED, *words).split()
        assert "fittrack_contract.operation_index" in loaded
        assert not any(name.startswith("fittrack_commands.operations") for name in loaded)
