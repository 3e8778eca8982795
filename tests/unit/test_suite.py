"""scripts/test: a few tests that failed are asked once more, alone; nothing else that went wrong is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import REPOSITORY
from tools.running.suite import __main__ as suite
from tools.running.suite import bytecode, order

FIRST_TIME = """
import os, pytest
from pathlib import Path

def is_first(name):
    ran = Path(__file__).with_suffix(f".ran-{name}")
    return not ran.exists() and ran.write_text("") == 0
"""
ONCE = f"{FIRST_TIME}\ndef test_once():\n    assert not is_first('it')\n"
IN_TEARDOWN = f"""{FIRST_TIME}
@pytest.fixture
def one():
    yield
    assert not is_first("it")

def test_it(one):
    pass
"""
SKIPPED_THEN = f"""{FIRST_TIME}
def test_it():
    assert not is_first("it")
    pytest.skip()
"""
MANY = f"""{FIRST_TIME}
@pytest.mark.parametrize("one", range(%d))
def test_once(one):
    assert not is_first(one)
"""
ALWAYS = "def test_always():\n    raise ValueError\n"
NEVER = "def test_never():\n    pass\n"
CRASHES = f"{FIRST_TIME}\ndef test_it():\n    if is_first('it'):\n        os._exit(3)\n"
A_SECRET = "import pytest\n@pytest.hookimpl(trylast=True)\ndef pytest_sessionfinish(session):\n    session.exitstatus = 8\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without tests, without plugins of pytest that it does not need."""
    (tmp_path / "pyproject.toml").write_text('[tool.pytest.ini_options]\ntestpaths = ["tests"]\n')
    (tmp_path / "tests").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p no:cacheprovider")
    return tmp_path


def run(project: Path, files: dict[str, str], *options: str, workers: int = 0) -> int:
    for name, text in files.items():
        (project / "tests" / f"{name}.py").write_text(text)
    return suite.main(["-n", str(workers), "-q", *options], project)


PASSED = "failed once, passed alone: tests/"
FAILED = "failed, and did not pass alone: tests/"


@pytest.mark.parametrize(
    ("files", "workers", "code", "said"),
    [
        (
            {"test_a": MANY % 8, "test_b": NEVER, "test_c": IN_TEARDOWN, "test_d": ONCE},
            0,
            0,
            [
                *(f"{PASSED}test_a.py::test_once[{one}]" for one in range(8)),
                f"{PASSED}test_c.py::test_it",
                f"{PASSED}test_d.py::test_once",
            ],
        ),
        ({"test_a": MANY % 11}, 0, 1, []),
        (
            {"test_a": ONCE, "test_b": ALWAYS},
            1,
            1,
            [f"{PASSED}test_a.py::test_once", f"{FAILED}test_b.py::test_always"],
        ),
        ({"test_a": SKIPPED_THEN}, 0, 1, [f"{FAILED}test_a.py::test_it"]),
        ({"test_a": CRASHES}, 1, 1, []),
        ({"test_a": ONCE, "test_b": "import nothing_of_the_kind\n"}, 1, 1, []),
        ({"test_a": ONCE, "conftest": A_SECRET}, 0, 8, []),
    ],
    ids=[
        "ten by chance",
        "eleven",
        "one again",
        "skipped then",
        "crash",
        "not collected",
        "secret",
    ],
)
def test_what_failed_by_chance_is_named_and_nothing_else_passes(
    project: Path,
    capfd: pytest.CaptureFixture[str],
    files: dict[str, str],
    workers: int,
    code: int,
    said: list[str],
) -> None:
    assert run(project, files, workers=workers) == code
    lines = capfd.readouterr().out.splitlines()
    assert any(line.endswith("once more, alone:") for line in lines) is bool(said)
    assert [line for line in lines if line.startswith(("failed once", "failed, and"))] == said


@pytest.mark.parametrize("options", [["tests/test_a.py"], ["-k", "once"], ["-x"]], ids=" ".join)
def test_who_chose_among_the_tests_is_told_at_once(
    project: Path, capfd: pytest.CaptureFixture[str], options: list[str]
) -> None:
    assert run(project, {"test_a": ONCE}, *options) != 0
    assert "once more" not in capfd.readouterr().out


def test_the_longest_files_are_started_first(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (project / order.TABLE).write_text("  70 tests/test_c.py\n   9 tests/test_b.py\n")
    files = {f"test_{name}": NEVER for name in "abcd"}
    assert run(project, files, "-v", "-v", workers=1) == 0
    out = capfd.readouterr().out
    assert sorted("abcd", key=lambda name: out.index(f"tests/test_{name}.py::")) == list("cbad")


def test_only_a_whole_run_notes_what_takes_long(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = "import time\ndef test_it():\n    time.sleep(0.6)\n"
    monkeypatch.setenv("PYTHONPATH", str(project))
    (project / "shortest.py").write_text(
        "from tools.running.suite import order\norder.SHORTEST_S = 0.5\n"
    )
    files = {"test_a": NEVER, "test_b": slow}
    assert run(project, files, "-p", "shortest", "--note-durations", "tests/test_b.py") == 0
    assert not (project / order.TABLE).exists()
    assert run(project, files, "-p", "shortest", "--note-durations") == 0
    assert (project / order.TABLE).read_text() == "   1 tests/test_b.py\n"


def test_pytest_takes_what_was_compiled_before(project: Path) -> None:
    """It would replace what it cannot take."""
    path = project / "tests" / "test_a.py"
    path.write_text(NEVER)
    bytecode.compile_all(project)
    [compiled] = path.parent.glob("__pycache__/test_a.*-pytest-*.pyc")
    before = compiled.stat().st_ino
    assert run(project, {}) == 0
    assert compiled.stat().st_ino == before
    path.write_text(ALWAYS)
    assert run(project, {}) == 1


def test_the_files_that_take_long_are_there() -> None:
    table = order.read(REPOSITORY)
    assert table
    assert [file for file in table if not (REPOSITORY / file).is_file()] == []
