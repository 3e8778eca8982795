"""scripts/check-contract demands the version that a change takes, and says what it cannot read."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.contract.made_contract import CONTRACT, Json
from tools import REPOSITORY, import_path


def check(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tools.check_contract", *arguments],
        cwd=REPOSITORY,
        env={
            "PYTHONPATH": import_path(),
            "PATH": "/usr/bin:/bin",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_script_demands_the_version_that_a_change_takes(tmp_path: Any) -> None:
    def against(change: Callable[[Json], None], version: str | None = None) -> int:
        base = copy.deepcopy(CONTRACT)
        change(base)
        base["info"]["version"] = version or base["info"]["version"]
        path = tmp_path / "base.json"
        path.write_text(json.dumps(base))
        done = check(str(path), "-o", "json")
        json.loads(done.stdout)
        return done.returncode

    def same(one: Json) -> None:
        pass

    def with_more(one: Json) -> None:
        one["components"]["schemas"]["Account"]["properties"]["more"] = {"type": "string"}

    def with_less(one: Json) -> None:
        del one["paths"]["/v1/meta/health"]

    assert against(same) == 0
    assert against(with_more) == 9
    assert against(with_more, "0.9.0") == 0
    assert against(with_less) == 1
    assert against(with_less, "0.9.0") == 0
    assert against(with_less, "99.0.0") == 1


@pytest.mark.parametrize(
    "base", ["no-such-revision", "http://127.0.0.1:1/x", "ftp://x/", "README.md"]
)
def test_the_script_says_what_it_cannot_read(base: str) -> None:
    done = check(base)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
