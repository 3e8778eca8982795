"""Errors lead there: the commands that they suggest work where they are pasted, and options go by their names."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from fittrack_backend.lifecycle import failures, foreground, logs
from fittrack_cli.installation import installing
from fittrack_cli.output.wrapping import wrapped
from fittrack_cli.program.suggested import Suggested
from tests.unit.cli.conftest import Run

CLUB = "https://fit.example.org"


@pytest.mark.parametrize(
    ("given", "text", "expected"),
    [
        ({}, "fittrack auth login", "fittrack auth login"),
        ({"profile": "club"}, "fittrack auth login", "fittrack --profile club auth login"),
        (
            {"profile": "club", "server": CLUB},
            "sign in again: fittrack auth login\nthen fittrack sync list shows those",
            f"sign in again: fittrack --profile club --server {CLUB} auth login\n"
            f"then fittrack --profile club --server {CLUB} sync list shows those",
        ),
        (
            {"profile": "a", "server": CLUB},
            "fittrack config set ca_file FILE",
            "fittrack --profile a config set ca_file FILE",
        ),
        ({"profile": "a", "server": CLUB}, "fittrack profile list", "fittrack profile list"),
        (
            {"data_dir": "/my data", "profile": "a"},
            "fittrack backend start",
            "fittrack backend start --data-dir '/my data'",
        ),
        (
            {"data_dir": "/d"},
            "fittrack backend users list, fittrack backend uninstall",
            "fittrack backend users list --data-dir /d, fittrack backend uninstall",
        ),
        ({"profile": "a"}, "another fittrack is busy", "another fittrack is busy"),
        ({"profile": "a"}, "ls /home/fittrack sync", "ls /home/fittrack sync"),
        ({"server": "https://u:secret@x"}, "fittrack auth login", "fittrack auth login"),
        ({"profile": "a;b"}, "fittrack auth login", "fittrack --profile 'a;b' auth login"),
    ],
)
def test_a_suggested_command_has_what_was_given(
    given: dict[str, str], text: str, expected: str
) -> None:
    assert Suggested(given.get)(text) == expected


def test_hints_and_notes_have_it(run: Run) -> None:
    assert run("profile", "add", "club").code == 0
    failed = run("--profile", "club", "auth", "status", "-o", "json")
    assert failed.error()["hint"] == "fittrack --profile club auth login"
    stopped = run("backend", "status", "--data-dir", "/nowhere/at all")
    assert "fittrack backend start --data-dir '/nowhere/at all'" in stopped.err


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["account", "athlete", "--max-hr", "900"], "--max-hr: must be at most 254 bpm"),
        (["sync", "schedule", "--every", "900d"], "--every: must be at most"),
        (["notify", "add", "https://" + "x" * 3000], "URL: must have at most"),
        (["auth", "access-tokens", "create", ""], "NAME: must not be empty"),
        (["api", "create_sync_schedule", "--every-s", "1"], "--every-s: must be at least"),
    ],
)
def test_a_fault_goes_by_the_options_name(run: Run, args: list[str], says: str) -> None:
    result = run(*args, env={"FITTRACK_TOKEN": "t"})
    assert result.code == 2
    assert says in result.err
    assert "_" not in result.err.replace("create_sync_schedule", "")


def test_what_the_server_refuses_goes_by_the_options_name(run: Run) -> None:
    def refusing(request: httpx.Request) -> httpx.Response:
        body = {
            "type": "urn:fittrack:problem:validation",
            "title": "Not valid",
            "status": 422,
            "errors": [{"field": "body.every_s", "message": "is not for this source"}],
        }
        return httpx.Response(422, json=body)

    result = run("sync", "schedule", "--every", "6h", handler=refusing, env={"FITTRACK_TOKEN": "t"})
    assert "Not valid: --every: is not for this source" in result.err
    assert "fittrack sync schedule add --help" in result.err


def test_errors_break_between_words_and_commands_stay_whole() -> None:
    line = "fittrack: cannot do this: " + "many words " * 12
    assert all(len(shown) <= 80 for shown in wrapped(line, "", 80))
    assert wrapped(line, "", None) == [line]
    command = (
        "fittrack --profile club --server https://fit.example.org auth access-tokens create NAME"
    )
    assert wrapped(f"make one: {command}", "  ", 80) == ["  make one:", f"    {command}"]


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("uv-receipt.toml", "", "uv tool install --force 'fittrack[backend]'"),
        ("pipx_metadata.json", "{}", "pipx install --force 'fittrack[backend]'"),
        ("pyvenv.cfg", "uv = 0.9\n", "uv pip install --python /p 'fittrack[backend]'"),
        ("pyvenv.cfg", "home = /usr/uv\n", "/p -m pip install 'fittrack[backend]'"),
    ],
)
def test_an_extra_is_installed_as_fittrack_was(
    tmp_path: Path, file: str, text: str, expected: str
) -> None:
    (tmp_path / file).write_text(text)
    assert installing(tmp_path, "/p", "backend", None) == expected


def test_an_extra_comes_from_where_fittrack_came() -> None:
    found = installing(Path("/none"), "/p", "backend", "file:///x/fittrack-1.0-py3-none-any.whl")
    assert (
        found == "/p -m pip install 'fittrack[backend] @ file:///x/fittrack-1.0-py3-none-any.whl'"
    )


def test_https_to_a_server_of_http_says_which_address_would_do(run: Run) -> None:
    def no_tls(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)")

    env = {"FITTRACK_TOKEN": "t"}
    result = run("auth", "status", "--server", "https://localhost:8765", handler=no_tls, env=env)
    assert (
        "it does not speak https" in result.err and "--server http://localhost:8765" in result.err
    )
    assert "_ssl" not in result.err


@pytest.mark.parametrize(
    ("args", "next_step"),
    [
        (["import", "none.zip"], "fittrack export makes one"),
        (["upload", "none.fit"], "check the path"),
        (["source", "connect", "folder", "none"], "check the path"),
        (["backend", "restore", "none.tar"], "fittrack backend backup makes one"),
    ],
)
def test_a_file_that_is_not_there(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], next_step: str
) -> None:
    monkeypatch.chdir(tmp_path)
    env = {"FITTRACK_TOKEN": "t", "FITTRACK_DATA_DIR": str(tmp_path / "data")}
    result = run(*args, "-o", "json", env=env)
    assert result.code == 2
    error = result.error()
    assert str(error["title"]).endswith(f"{args[-1]} does not exist")
    assert str(tmp_path) in f"{error['title']} {error['detail']}"
    assert error["hint"] == next_step
    assert not (tmp_path / "data").exists()


def test_a_folder_is_no_backup(run: Run, tmp_path: Path) -> None:
    result = run("backend", "restore", str(tmp_path))
    assert result.code == 2 and f"{tmp_path} is a folder" in result.err


def test_a_worker_without_postgresql_leads_to_what_does_its_work(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "log_to_stderr", lambda: None)
    result = run("backend", "work", "--data-dir", str(tmp_path))
    assert result.code == 2
    assert "cannot start a worker" in result.err
    assert f"fittrack backend start --data-dir {tmp_path}" in result.err
    assert "FITTRACK_DATABASE_URL=postgresql://" in result.err


@pytest.mark.parametrize("command", ["serve", "start --foreground"])
def test_an_open_address_is_suggested_for_the_command_that_was_typed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def is_open(*_: object, **__: object) -> int:
        raise failures.OpenWithoutTls("others can reach it")

    monkeypatch.setattr(foreground, "run_in_foreground", is_open)
    result = run("backend", *command.split(), "--host", "0.0.0.0", "--data-dir", str(tmp_path))
    assert result.code == 2
    first, *rest = command.split()
    again = " ".join(("fittrack backend", first, "--data-dir", str(tmp_path), *rest))
    assert result.err.count(f"{again} --host 0.0.0.0") == 2, result.err
