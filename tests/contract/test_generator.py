"""What we replace and change in openapi-python-client is still there in the version that is installed.

Each would else be without effect, or fail far from its cause, when the generator is updated.
"""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

import openapi_python_client
import pytest
from openapi_python_client import strings
from openapi_python_client.parser import openapi
from openapi_python_client.parser import properties as parsed

from tools import REPOSITORY
from tools.generating.typed_client import CONFIGURATION

GENERATOR = "openapi-python-client"
VERSION = version(GENERATOR)
OURS = CONFIGURATION / "templates"
THEIRS = Path(openapi_python_client.__file__).with_name("templates")
ADDED = {"operations_index.py.jinja"}


def test_the_version_is_the_one_that_templates_and_changes_were_written_for() -> None:
    pinned = f"{GENERATOR}=={VERSION}"
    assert pinned in (REPOSITORY / "pyproject.toml").read_text("utf-8")
    for about in (CONFIGURATION / "config.yml", OURS / "README.md"):
        assert f"{GENERATOR} {VERSION}" in about.read_text("utf-8"), f"{about}: compare, then say"


@pytest.mark.parametrize(
    "name", sorted(path.relative_to(OURS).as_posix() for path in OURS.rglob("*.jinja"))
)
def test_a_template_of_ours_replaces_one_of_the_generator(name: str) -> None:
    assert name in ADDED or (THEIRS / name).is_file(), f"{GENERATOR} {VERSION} has no {name}"


def test_the_limits_that_are_lifted_are_there() -> None:
    limited = [kind for kind in vars(parsed).values() if hasattr(kind, "_allowed_locations")]
    assert limited, f"{GENERATOR} {VERSION} limits places of parameters in another way"
    assert isinstance(openapi._PATH_PARAM_REGEX, re.Pattern)
    assert "self" in strings.RESERVED_WORDS
