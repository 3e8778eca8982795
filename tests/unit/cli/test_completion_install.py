"""`completion install`: in the files of each shell, once however often it runs, and back without a trace."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run

OWN = "# mine\nexport EDITOR=vi"
FILES = {
    "bash": (".bashrc", ".local/share/fittrack/completion.bash"),
    "zsh": (".zshrc", ".local/share/fittrack/completion.zsh"),
    "fish": (None, ".config/fish/completions/fittrack.fish"),
    "powershell": (
        ".config/powershell/Microsoft.PowerShell_profile.ps1",
        ".local/share/fittrack/completion.ps1",
    ),
}


@pytest.mark.parametrize("shell", FILES)
@pytest.mark.parametrize("own", ["", OWN, f"{OWN}\n"])
def test_it_is_there_once_and_goes_without_a_trace(
    run: Run, tmp_path: Path, shell: str, own: str
) -> None:
    startup, script = FILES[shell]
    home = tmp_path / "home"
    if startup is not None and own:
        (home / startup).parent.mkdir(parents=True, exist_ok=True)
        (home / startup).write_text(own)
    first = run("completion", "install", shell, "-o", "json").json()
    assert isinstance(first, dict) and first["changed"] is True
    before = (home / startup).read_bytes() if startup else b""
    again = run("completion", "install", "-o", "json", env={"SHELL": f"/bin/{shell}"}).json()
    assert isinstance(again, dict) and again["changed"] is False
    assert (home / script).read_text() == run("completion", shell).out
    if startup is not None:
        assert (home / startup).read_bytes() == before
        assert before.count(b"fittrack completion") == 2 and str(home / script).encode() in before
    assert run("completion", "uninstall", shell).code == 0
    assert not (home / script).exists()
    if startup is not None:
        assert (home / startup).read_text().rstrip("\n") == own.rstrip("\n")
    assert "was not set up" in run("completion", "uninstall", shell).err


def test_print_writes_nothing(run: Run, tmp_path: Path) -> None:
    shown = run("completion", "install", "zsh", "--print").out
    assert ".zshrc" in shown and "#compdef fittrack" in shown
    assert not (tmp_path / "home").exists()


def test_an_unknown_shell_names_those_that_there_are(run: Run) -> None:
    for args, env in ((("tcsh",), {}), ((), {"SHELL": "/bin/tcsh"}), ((), {"SHELL": ""})):
        result = run("completion", "install", *args, env=env)
        assert result.code == 2
        assert "bash, zsh, fish, powershell" in result.err


def test_a_link_stays_a_link_and_a_mode_a_mode(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    real = tmp_path / "dotfiles-bashrc"
    real.write_text(OWN)
    real.chmod(0o640)
    (home / ".bashrc").symlink_to(real)
    assert run("completion", "install", "bash").code == 0
    assert (home / ".bashrc").is_symlink() and real.stat().st_mode & 0o777 == 0o640
    assert real.read_text().startswith(f"{OWN}\n# >>> fittrack completion >>>\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_reads_it(run: Run, tmp_path: Path, shell: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    home = tmp_path / "home it's"
    env = {"HOME": str(home)}
    assert run("completion", "install", shell, env=env).code == 0
    asks = {
        "bash": "complete -p fittrack",
        "zsh": "print $_comps[fittrack]",
        "fish": "complete -C 'fittrack sy' >/dev/null; complete -c fittrack",
    }
    done = subprocess.run(
        [program, "-i", "-c", asks[shell]],
        env={
            "HOME": str(home),
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "TERM": "dumb",
        },
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "_fittrack" in done.stdout, done.stderr
