"""Reads what operators copy: command lines that must parse, and variables that must mean something."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from fittrack_backend.settings import load_settings
from fittrack_backend.variables import SERVER_VARIABLES
from fittrack_cli.program.command_table import Leaf, find
from fittrack_cli.program.context import Cli
from fittrack_cli.program.typer_tree import command_for

ROOT = Path(__file__).resolve().parents[3]
DEPLOY = ROOT / "deploy"
OTHERS_VARIABLES = frozenset(
    {
        "AWS_ACCESS_KEY_ID",
        "AWS_ENDPOINT_URL",
        "AWS_REGION",
        "AWS_SECRET_ACCESS_KEY",
        "PGPASSWORD",
        "PYTHONMALLOC",
    }
)
"""What Python and the libraries for PostgreSQL and the bucket read themselves."""


def check_command(words: Sequence[str]) -> None:
    """Fails unless `fittrack` has this command with these options."""
    for count in range(len(words), 0, -1):
        leaf = find(words[:count])
        if isinstance(leaf, Leaf):
            cli = Cli({}, io.StringIO(), io.StringIO(), io.StringIO())
            command = command_for(leaf, tuple(words[:count]))
            command.make_context(" ".join(words), list(words[count:]), obj=cli)
            return
    raise AssertionError(f"no such command: fittrack {' '.join(words)}")


def check_variables(names: Iterable[str]) -> None:
    """Fails unless a server reads every one of them, or a library that it uses does."""
    unknown = set(names) - SERVER_VARIABLES - OTHERS_VARIABLES
    assert not unknown, unknown


def check_metrics(settings: Mapping[str, str], notes: Mapping[str, str]) -> int:
    """Fails unless the notes lead Prometheus to where these settings serve metrics; returns the port."""
    given = {"FITTRACK_METRICS": settings["FITTRACK_METRICS"]}
    address = load_settings(Path("nowhere"), environment=given).metrics
    assert address is not None
    assert address.host == "0.0.0.0", "another machine asks"
    assert notes == {
        "prometheus.io/scrape": "true",
        "prometheus.io/port": str(address.port),
        "prometheus.io/path": "/metrics",
    }
    return address.port


def assignments(text: str) -> dict[str, str]:
    """The variables of a file of `NAME=value` lines, those that are commented out too."""
    return dict(re.findall(r"^#?([A-Z][A-Z0-9_]*)=(.*)$", text, re.MULTILINE))
