"""Imports run one way and in no circle: the rules are in pyproject.toml, `tool.importlinter`."""

from __future__ import annotations

from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]


def test_imports_keep_to_the_layers(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    exit_code = lint_imports("pyproject.toml", no_cache=True, no_logo=True)
    assert exit_code == 0, capsys.readouterr().out
