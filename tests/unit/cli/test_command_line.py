"""The command tree: what can be typed, and what is said about what cannot."""

from __future__ import annotations

import ast
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import fittrack_cli
from fittrack_cli.__main__ import main
from fittrack_cli.errors import Interrupted
from fittrack_cli.program.command_table import ROOT, Branch, find, walk
from fittrack_cli.program.help import branch_help
from fittrack_cli.program.typer_tree import command_for

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Run

PACKAGE = Path(fittrack_cli.__file__).parent
COMMANDS = list(walk())


@pytest.mark.parametrize("words", [words for words, _ in COMMANDS], ids=" ".join)
def test_every_command_explains_itself_within_80_columns(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words, "--help")
    assert result.code == 0
    assert result.err == ""
    assert "USAGE" in result.out and "EXAMPLES" in result.out
    assert all(len(line) <= 80 for line in result.out.splitlines() if not line.startswith("  $"))


@pytest.mark.parametrize("words", [words for words, _ in COMMANDS], ids=" ".join)
def test_every_parameter_is_explained(words: tuple[str, ...]) -> None:
    leaf = find(words)
    assert leaf is not None and not isinstance(leaf, Branch)
    for param in command_for(leaf, words).params:
        assert getattr(param, "help", None), f"{param.name} has no help"


@pytest.mark.parametrize("words", [(), ("sync",), ("auth", "mfa"), ("source", "connect")])
def test_a_group_lists_its_commands_without_importing_them(words: tuple[str, ...]) -> None:
    branch = find(words)
    assert isinstance(branch, Branch)
    page = branch_help(branch, words)
    for child in branch.children:
        assert f"  {child.name} " in page
    assert all(len(line) <= 80 for line in page.splitlines())


@pytest.mark.parametrize(
    "args",
    [
        ["--version"],
        ["--help"],
        [],
        ["sync", "--help"],
        ["__complete", "sync", "st"],
        ["__complete", "api", ""],
    ],
    ids=" ".join,
)
def test_what_needs_no_library_imports_none(args: list[str]) -> None:
    """Not even those of Python that nearly every module imports: together they take as long as the interpreter."""
    code = (
        "import sys; from fittrack_cli.__main__ import main; code = main(sys.argv[1:]);"
        "heavy = {'typer', 'httpx', 'attrs', 'yaml', 'rich', 're', 'typing', 'collections', 'json', 'pathlib'};"
        "sys.exit(code or ' '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *args], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_help_and_version_are_the_same_by_every_way(run: Run) -> None:
    assert run("--version").out == run("-V").out == run("-q", "--version").out
    assert run("--help").out == run().out == run("-h").out == run("-q", "--help").out
    assert run("sync", "--help").out == run("sync").out == run("-q", "sync", "-h").out


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["synk"], "did you mean fittrack sync?"),
        (["sync", "strat"], "did you mean fittrack sync start"),
        (["auth", "mfa", "enrol"], "did you mean fittrack auth mfa enroll"),
        (["qwertz"], "fittrack --help"),
        (["login"], "did you mean fittrack auth login?"),
        (["whoami"], "did you mean fittrack auth status?"),
        (["status"], "fittrack sync status, fittrack auth status or fittrack backend status?"),
        (["version"], "did you mean fittrack --version?"),
        (["run"], "did you mean fittrack sync start?"),
        (["view"], "did you mean fittrack activities show?"),
        (["activities", "ls"], "did you mean fittrack activities list?"),
        (["help", "sync", "strat"], "did you mean fittrack sync start"),
        (["help", "qwertz"], "exit-codes"),
        (["config", "get"], "KEY"),
        (["config", "get", "server", "more"], "more"),
        (["config", "get", "--nope"], "--nope"),
        (["--nope"], "--nope"),
        (["-o"], "-o"),
        (["sync", "-o", "json"], ""),
        (["-o", "xml", "config", "list"], "jsonl"),
        (["--timeout", "0", "auth", "status"], "timeout"),
        (["--timeout", "nan", "auth", "status"], "timeout"),
        (["--timeout", "soon", "auth", "status"], "timeout"),
        (["--fields", "a,,b", "config", "list"], "--fields"),
        (["--profile", "nobody", "config", "list"], "nobody"),
        (["config", "list", "--fields", "nope"], "key, value, from"),
        (["completion", "tcsh"], "powershell"),
        (["synk\udcff\x1b[2J"], "command"),
    ],
)
def test_wrong_usage_exits_2_and_says_what_would_do(run: Run, args: list[str], says: str) -> None:
    result = run(*args)
    if args == ["sync", "-o", "json"]:
        assert result.code == 0  # a group alone is explained
        return
    assert result.code == 2
    assert result.out == ""
    assert says in result.err
    assert "\x1b" not in result.err
    result.err.encode()


def test_common_options_work_before_and_after_the_words(run: Run) -> None:
    expected = run("config", "list", "-o", "json").json()
    assert run("-o", "json", "config", "list").json()[0] == expected[0]  # type: ignore[index]
    assert run("config", "-o", "json", "list").json()[0] == expected[0]  # type: ignore[index]
    assert run("-o", "csv", "config", "list", "-o", "jsonl").out.startswith("{")


def test_flag_beats_variable_beats_profile_beats_default(run: Run) -> None:
    def output_format(*args: str, **env: str) -> object:
        rows = run("config", "list", *args, "--query", "[?key=='output'].[value, from][]", env=env)
        return rows.out

    assert "default" in output_format()  # type: ignore[operator]
    assert run("config", "set", "output", "json").code == 0
    assert '"profile default"' in output_format()  # type: ignore[operator]
    assert '"FITTRACK_OUTPUT"' in output_format(FITTRACK_OUTPUT="jsonl")  # type: ignore[operator]
    assert "--output" in output_format("-o", "csv", FITTRACK_OUTPUT="json")  # type: ignore[operator]


def test_a_failure_is_json_when_results_are(run: Run) -> None:
    for args in (["-o", "json", "synk"], ["synk", "--output=json"], ["-ojsonl", "sync", "nope"]):
        assert run(*args).error()["code"] == 2
    assert run("synk", env={"FITTRACK_OUTPUT": "json"}).error()["code"] == 2


def test_an_interruption_is_one_line_and_130(run: Run) -> None:
    def interrupted(request: object) -> object:
        raise KeyboardInterrupt

    result = run("auth", "status", handler=interrupted, env={"FITTRACK_TOKEN": "t"})  # type: ignore[arg-type]
    assert (result.code, result.out, result.err) == (130, "", "fittrack: interrupted\n")


def test_an_interruption_leaves_a_program_that_runs_commands_its_ctrl_c(run: Run) -> None:
    def interrupted(request: object) -> object:
        raise KeyboardInterrupt

    before = signal.getsignal(signal.SIGINT)
    run("auth", "status", handler=interrupted, env={"FITTRACK_TOKEN": "t"})  # type: ignore[arg-type]
    assert signal.getsignal(signal.SIGINT) is before


def test_a_second_ctrl_c_while_the_first_is_reported_shows_no_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> int:
        raise Interrupted("stopped sending", "the backend keeps 2 of 3 files")

    def pressed_again(*args: object) -> int:
        monkeypatch.undo()
        raise KeyboardInterrupt

    monkeypatch.setattr("fittrack_cli.program.running.run", stopped)
    monkeypatch.setattr("fittrack_cli.program.failure_report.report", pressed_again)
    result = run("config", "list")
    assert result.code == 130
    assert "the backend keeps 2 of 3 files" in result.err


def test_ctrl_c_while_a_class_is_made_is_an_interruption(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Pressed:
        def __set_name__(self, owner: type, name: str) -> None:
            raise KeyboardInterrupt

    def imported(*_: object) -> int:
        type("Made", (), {"pressed": Pressed()})
        return 0

    monkeypatch.setattr("fittrack_cli.program.running.run", imported)
    result = run("config", "list")
    assert result.code == 130
    assert "interrupted" in result.err


def test_an_unexpected_error_shows_no_traceback_without_debug(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fittrack_cli.commands.config import commands as config

    def broken(cli: object) -> None:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr(config, "path", broken)
    result = run("config", "path")
    assert result.code == 1
    assert result.err.startswith("fittrack: unexpected error: ZeroDivisionError: by nothing\n")
    assert "Traceback" in run("config", "path", "--debug").err


def test_closed_and_full_outputs(tmp_path: Path) -> None:
    def shell(line: str) -> subprocess.CompletedProcess[str]:
        command = f'fittrack() {{ "{sys.executable}" -m fittrack_cli "$@"; }}; {line}'
        return subprocess.run(
            ["bash", "-c", command],
            capture_output=True,
            text=True,
            check=False,
            env={"FITTRACK_CONFIG_DIR": str(tmp_path), "PYTHONPATH": ":".join(sys.path)},
        )

    done = shell("set -o pipefail; fittrack --help | head -n 1")
    assert (done.returncode, done.stderr) == (0, "")
    done = shell("fittrack config list >&-")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr and "fittrack: " in done.stderr
    assert shell("fittrack config list 2>&-").returncode == 0
    assert shell("fittrack config list <&-").returncode == 0
    if Path("/dev/full").exists():
        done = shell("fittrack config list -o json > /dev/full")
        assert (done.returncode, done.stderr) == (
            1,
            "fittrack: cannot write the results: No space left on device\n"
            "  free some space and run the command again; nothing was lost\n",
        )


def test_arguments_that_are_not_utf_8(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable.encode(), b"-m", b"fittrack_cli", b"config", b"get", b"\xff\xfe"],
        capture_output=True,
        check=False,
        env={"FITTRACK_CONFIG_DIR": str(tmp_path), "PYTHONPATH": ":".join(sys.path)},
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_the_command_line_imports_no_backend_at_the_top() -> None:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.parse(path.read_text()).body:
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            assert not any(name.startswith("fittrack_backend") for name in names), path


def test_main_is_a_function_of_its_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("fittrack 1.")
    assert find(["sync", "start"]) is not None
    assert find(["sync", "nope"]) is None
    assert find(()) is ROOT


@pytest.mark.parametrize(
    ("env", "args", "coloured"),
    [
        ({}, [], False),
        ({"FORCE_COLOR": "1"}, [], True),
        ({"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "0"}, [], False),
        ({"FORCE_COLOR": "1"}, ["--no-color"], False),
        ({"FORCE_COLOR": "1"}, ["-o", "json"], False),
    ],
)
def test_forcing_colours(run: Run, env: dict[str, str], args: list[str], coloured: bool) -> None:
    result = run("config", "list", *args, env=env)
    assert ("\x1b[" in result.out) is coloured
