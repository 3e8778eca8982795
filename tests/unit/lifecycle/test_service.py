"""The backend as a service of its user: what is written, and what is asked of systemd and launchd."""

from __future__ import annotations

import os
import plistlib
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fittrack_backend.lifecycle import installing
from fittrack_backend.lifecycle.failures import DataFolderUnusable, StartTimedOut
from fittrack_backend.lifecycle.service_managers import (
    Launchd,
    ServiceManagerFailed,
    service_manager,
)
from fittrack_backend.lifecycle.service_unit import (
    NotInstallable,
    Service,
    launchd_plist,
    service_of,
    systemd_unit,
)
from fittrack_backend.settings import load_settings
from fittrack_backend.variables import InvalidSettings
from tests.unit.cli.conftest import Run
from tests.unit.cli.conftest import config_dir as config_dir
from tests.unit.cli.conftest import raw_run as raw_run
from tests.unit.cli.conftest import run as run

HARD = 'a b $HOME ${X} %h "q" \\back; # ü'


def _service(folder: Path, python: str = sys.executable, **environment: str) -> Service:
    return service_of(load_settings(folder, environment=environment), environment, python)


def test_the_service_serves_the_folder_with_the_servers_variables(tmp_path: Path) -> None:
    service = _service(
        tmp_path,
        FITTRACK_ALLOWED_HOSTS="fit.example",
        FITTRACK_TOKEN="ftp_secret",
        FITTRACK_DATA_DIR="/elsewhere",
        AWS_SECRET_ACCESS_KEY="secret",
    )
    assert service.environment == {"FITTRACK_ALLOWED_HOSTS": "fit.example"}
    assert service.command[1:7] == (
        "-P", "-m", "fittrack_backend", "serve", "--data-dir", str(tmp_path)
    )  # fmt: skip


def test_paths_do_not_depend_on_where_it_was_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    service = _service(Path("data"), FITTRACK_SERVER_KEY_FILE="k", FITTRACK_ORIGINALS="o")
    assert service.environment["FITTRACK_SERVER_KEY_FILE"] == str(tmp_path / "k")
    assert service.environment["FITTRACK_ORIGINALS"] == str(tmp_path / "o")
    assert str(tmp_path / "data") in service.command
    with pytest.raises(InvalidSettings, match="FITTRACK_DATABASE_URL"):
        _service(tmp_path, FITTRACK_DATABASE_URL="sqlite:///fit.db")


@pytest.mark.parametrize(
    "variables",
    [
        {"FITTRACK_DATABASE_URL": "postgresql://ada:secret@db/fit"},
        {"FITTRACK_DATABASE_URL": "postgresql://ada@db/fit?password=secret"},
        {"FITTRACK_JOBS_URL": "postgresql://ada:secret@db/jobs"},
        {"FITTRACK_ORIGINALS": "s3://bucket/originals"},
    ],
)
def test_no_secret_goes_into_the_file(tmp_path: Path, variables: dict[str, str]) -> None:
    with pytest.raises(NotInstallable) as raised:
        _service(tmp_path, **variables)
    assert "ada" not in f"{raised.value} {raised.value.hint}"


@pytest.mark.parametrize("name", ["new\nline", "\x1b[31m", "\udce9"])
def test_what_a_file_cannot_hold_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidSettings):
        _service(tmp_path, FITTRACK_CONFIG_DIR=f"/{name}")
    with pytest.raises(InvalidSettings):
        _service(tmp_path, f"/{name}'/python")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_reads_the_unit_as_it_is_meant(tmp_path: Path) -> None:
    folder = tmp_path / HARD
    folder.mkdir()
    python = tmp_path / "a b $HOME %h ü; #" / "python"
    python.parent.mkdir()
    python.write_text("")
    python.chmod(0o755)
    unit = tmp_path / "fittrack.service"
    unit.write_text(
        systemd_unit(_service(folder, str(python), FITTRACK_SERVER_KEY_FILE=f"/{HARD}")), "utf-8"
    )

    def complaints() -> str:
        done = subprocess.run(
            ["systemd-analyze", "--user", "verify", unit],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
        )
        return done.stderr if done.returncode or "fittrack" in done.stderr else ""

    assert complaints() == ""
    unit.write_text(unit.read_text("utf-8").replace("%%h", "%h"), "utf-8")
    assert complaints(), "an unescaped name was found too: this test sees nothing"


def test_the_property_list_holds_every_word(tmp_path: Path) -> None:
    service = _service(tmp_path / HARD, FITTRACK_CONFIG_DIR=f"/{HARD}<&>-->")
    read = plistlib.loads(launchd_plist(service).encode())
    assert tuple(read["ProgramArguments"]) == service.command
    assert read["EnvironmentVariables"] == {"FITTRACK_CONFIG_DIR": f"/{HARD}<&>-->"}
    assert read["KeepAlive"] == {"SuccessfulExit": False}


def test_each_system_has_its_place(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path)}
    assert service_manager(home, "linux").file == tmp_path / ".config/systemd/user/fittrack.service"
    moved = service_manager({**home, "XDG_CONFIG_HOME": str(tmp_path / "x")}, "linux")
    assert moved.file == tmp_path / "x/systemd/user/fittrack.service"
    agent = service_manager(home, "darwin")
    assert agent.file == tmp_path / "Library/LaunchAgents/fittrack.backend.plist"
    with pytest.raises(ServiceManagerFailed):
        service_manager(home, "win32")


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Puts a systemctl and a launchctl on the PATH; calling it gives what they were asked since."""
    programs, calls = tmp_path / "bin", tmp_path / "calls"
    programs.mkdir()
    for name in ("systemctl", "launchctl"):
        program = programs / name
        program.write_text(
            f'#!/bin/sh\necho "{name} $*" >> {shlex.quote(str(calls))}\n'
            f'case "$*" in *is-active* | print*) exit 3 ;; esac\n'
            f"[ ! -e {shlex.quote(str(tmp_path / 'broken'))} ] || {{ echo no bus >&2; exit 1; }}\n"
        )
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")

    def asked() -> list[str]:
        found = calls.read_text().splitlines() if calls.exists() else []
        calls.unlink(missing_ok=True)
        return found

    return asked


def test_print_writes_nothing(run: Run, tmp_path: Path, told: Callable[..., list[str]]) -> None:
    shown = run("backend", "install", "--print", "--port", "8701")
    assert (shown.code, shown.err) == (0, "")
    assert '"--port" "8701"' in shown.out
    assert not (tmp_path / "home").exists()
    assert not (tmp_path / "data").exists()
    assert told() == []


def test_install_and_uninstall(run: Run, tmp_path: Path, told: Callable[..., list[str]]) -> None:
    unit = tmp_path / "home/.config/systemd/user/fittrack.service"
    assert run("backend", "uninstall").code == 0
    assert told() == []
    shown = run("backend", "install")
    assert (shown.code, told()) == (0, [])
    assert "fittrack backend install --enable" in shown.err
    assert unit.stat().st_mode & 0o777 == 0o600
    assert unit.read_text("utf-8") == run("backend", "install", "--print").out
    assert run("backend", "install", "--port", "8701", "-o", "json").code == 0
    assert '"8701"' in unit.read_text("utf-8")
    assert run("backend", "uninstall").code == 0
    assert not unit.exists()
    assert (tmp_path / "data").is_dir()
    assert told() == [
        "systemctl --user disable --now fittrack.service",
        "systemctl --user daemon-reload",
    ]


def test_somebody_elses_file_stays(
    run: Run, tmp_path: Path, told: Callable[..., list[str]]
) -> None:
    unit = tmp_path / "home/.config/systemd/user/fittrack.service"
    unit.parent.mkdir(parents=True)
    unit.write_text("[Service]\nExecStart=/bin/true\n")
    assert run("backend", "install").code == 5
    assert run("backend", "uninstall").code == 5
    assert unit.read_text() == "[Service]\nExecStart=/bin/true\n"
    assert told() == []


def test_a_manager_that_refuses_is_named(
    run: Run, tmp_path: Path, told: Callable[..., list[str]]
) -> None:
    (tmp_path / "broken").touch()
    failed = run("backend", "install", "--enable")
    assert failed.code == 1
    assert "no bus" in failed.err


def test_enabling_waits_for_the_backend(
    tmp_path: Path, told: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = service_manager({"HOME": str(tmp_path)}, "linux")
    service = _service(tmp_path / "data")
    installing.install(manager, service, tmp_path / "data")
    monkeypatch.setattr("fittrack_backend.lifecycle.background.START_TIMEOUT_S", 0.1)
    with pytest.raises(StartTimedOut):
        installing.enable(manager, tmp_path / "data")
    assert told() == [
        "systemctl --user daemon-reload",
        "systemctl --user enable fittrack.service",
        "systemctl --user restart fittrack.service",
    ]


def test_launchd_takes_the_new_file(tmp_path: Path, told: Callable[..., list[str]]) -> None:
    agent = Launchd(tmp_path / "agent.plist")
    agent.enable()
    asked = told()
    assert [line.split()[1] for line in asked] == ["bootout", "bootstrap"]
    assert asked[1].endswith(str(tmp_path / "agent.plist"))


def test_a_folder_that_cannot_be_used_is_said_before_anything_is_written(tmp_path: Path) -> None:
    manager = service_manager({"HOME": str(tmp_path)}, "linux")
    (tmp_path / "file").touch()
    with pytest.raises(DataFolderUnusable):
        installing.install(manager, _service(tmp_path / "file"), tmp_path / "file" / "data")
    assert not manager.file.exists()
