"""The container's file: what we promise of it holds, and each rule sees what breaks it."""

from __future__ import annotations

import pytest

from fittrack_backend.lifecycle import allocator
from tests.unit.deploy.reading import ROOT, check_command, check_variables
from tools.containers.containerfile import context_files, parse
from tools.containers.rules import complaints

TEXT = (ROOT / "Containerfile").read_text("utf-8")
IGNORED = (ROOT / ".dockerignore").read_text("utf-8")


def test_the_containerfile_keeps_to_the_rules() -> None:
    assert complaints(TEXT, IGNORED, ROOT) == []


def test_it_serves_and_with_an_argument_works() -> None:
    image = parse(TEXT)[-1]
    entry, command = image.last("ENTRYPOINT"), image.last("CMD")
    assert entry is not None and command is not None
    assert entry.words() == ["fittrack", "backend"]
    check_command(["backend", *command.words()])
    check_command(["backend", "work"])
    check_variables(name for name in image.variables() if name.startswith("FITTRACK_"))
    assert image.variables()[allocator.VARIABLE] == allocator.THE_SYSTEMS


def test_the_builder_is_sent_nothing_but_the_program() -> None:
    files = {path.relative_to(ROOT) for path in context_files(ROOT, IGNORED)}
    tools = {path.as_posix() for path in files if path.parts[0] == "tools"}
    assert tools == {  # what hatch calls as it builds, and no other tool
        "tools/__init__.py",
        "tools/man/__init__.py",
        "tools/man/build_hook.py",
        "tools/man/pages.py",
        "tools/man/roff.py",
    }
    sent = {path.parts[0] for path in files} - {"tools"}
    assert sent == {
        "LICENSE",
        "README.md",
        "fittrack_backend",
        "fittrack_cli",
        "fittrack_common",
        "generated_client",
        "pyproject.toml",
        "requirements",
    }


@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        ("python:3.13-slim-trixie", "python", "no version"),
        ("python:3.13-slim-trixie", "python:latest", "no version"),
        ("USER 10001:10001", "USER root", "USER of two numbers"),
        ("USER 10001:10001", "USER 10001:0", "USER of two numbers"),
        ("USER 10001:10001\n", "", "USER of two numbers"),
        ("WORKDIR /src", "WORKDIR src", "absolute"),
        ("COPY . .", "ADD . .", "ADD is not used"),
        ("COPY . .", "COPY secrets .", "not sent"),
        ("--from=build", "--from=other", "no stage"),
        (" --require-hashes", "", "hashes"),
        (" --only-binary :all:", "", "hashes"),
        ("pip wheel", "pip install x && pip wheel", "hashes"),
        ('ENTRYPOINT ["fittrack", "backend"]', "ENTRYPOINT fittrack backend", "must be a list"),
        ("EXPOSE 8765", "EXPOSE 80", "EXPOSE"),
        ("FITTRACK_DATA_DIR=/var/lib/fittrack/backend", "FITTRACK_DATA_DIR=/data", "VOLUME"),
        ("EXPOSE 8765", "ENV DATABASE_PASSWORD=x\nEXPOSE 8765", "secret"),
        ("FROM ${PYTHON}\n", "FROM ${PYTHON}\nARG API_KEY\n", "secret"),
        ("RUN groupadd", "RUN apt-get update && apt-get install x && groupadd", "recommends"),
        ("RUN groupadd", "RUN apt-get update && groupadd", "lists"),
        ("RUN groupadd", "RUN curl x && groupadd", "curl"),
        ("RUN groupadd", "RUN if groupadd", "the shell"),
    ],
)
def test_a_rule_sees_what_breaks_it(old: str, new: str, seen: str) -> None:
    assert old in TEXT
    found = complaints(TEXT.replace(old, new), IGNORED, ROOT)
    assert any(seen in line for line in found), found


def test_what_is_let_in_by_accident_is_seen(tmp_path: object) -> None:
    assert "must begin with *" in complaints(TEXT, "!README.md", ROOT)[0]
    found = complaints(TEXT, f"{IGNORED}\n!deploy\n", ROOT)
    assert any("fittrack.env" in line or ".gitignore" in line for line in found), found
