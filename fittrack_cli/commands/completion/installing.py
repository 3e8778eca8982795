"""Where each shell looks for TAB completion: putting the script there, and taking it away.

The script lies in a file of its own. fish reads its folder by itself; a startup file of bash, zsh and PowerShell gets a
few lines between two marks, which read it, and nothing else there is touched.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

from attrs import frozen

from fittrack_cli.errors import CliError, UsageError, printable_path

BEGIN = "# >>> fittrack completion >>>"
END = "# <<< fittrack completion <<<"
_READS = {
    "bash": "[ -r {file} ] && . {file}",
    "zsh": "(( $+functions[compdef] )) || {{ autoload -Uz compinit && compinit; }}\n"
    "[[ -r {file} ]] && source {file}",
    "powershell": "if (Test-Path {file}) {{ . {file} }}",
}
"""What a startup file gets."""


@frozen
class Place:
    """The files of a shell: the script's own, and the startup file that reads it, where there has to be one."""

    shell: str
    script: Path
    startup: Path | None

    @property
    def lines(self) -> str:
        """What the startup file gets; empty without one."""
        if self.startup is None:
            return ""
        # The same quotes in all shells; one inside is doubled in PowerShell.
        inside = "''" if self.shell == "powershell" else "'\\''"
        quoted = f"'{str(self.script).replace(chr(39), inside)}'"
        return f"{BEGIN}\n{_READS[self.shell].format(file=quoted)}\n{END}\n"

    def install(self, text: str) -> bool:
        """Writes both; false where all was there. Raises CliError."""
        changed = _replace(self.script, text)
        if self.startup is not None:
            before = _read(self.startup)
            if self.lines not in before:
                rest = without_block(before)
                gap = "" if not rest or rest.endswith("\n") else "\n"
                changed = _replace(self.startup, f"{rest}{gap}{self.lines}") or changed
        return changed

    def uninstall(self) -> bool:
        """Takes both away; false where there was neither. Raises CliError."""
        changed = False
        if self.startup is not None:
            before = _read(self.startup)
            changed = _replace(self.startup, without_block(before)) if BEGIN in before else False
        try:
            self.script.unlink()
        except FileNotFoundError:
            return changed
        except OSError as error:
            raise _refused("remove", self.script, error) from error
        return True


def place_of(shell: str, env: Mapping[str, str]) -> Place:
    """The files of a shell, in the folders of the environment."""
    home = Path(env.get("HOME") or Path.home())
    config = Path(env.get("XDG_CONFIG_HOME") or home / ".config")
    if shell == "fish":
        return Place(shell, config / "fish" / "completions" / "fittrack.fish", None)
    startup = {
        "bash": home / (".bash_profile" if sys.platform == "darwin" else ".bashrc"),
        "zsh": Path(env.get("ZDOTDIR") or home) / ".zshrc",
        "powershell": _powershell_profile(home, config),
    }
    data = Path(env.get("XDG_DATA_HOME") or home / ".local" / "share")
    ending = "ps1" if shell == "powershell" else shell
    return Place(shell, data / "fittrack" / f"completion.{ending}", startup[shell])


def chosen_shell(given: str | None, env: Mapping[str, str], known: Collection[str]) -> str:
    """The shell that was named, else the person's own. Raises UsageError for one that there is no completion for."""
    shells = ", ".join(known)
    name = given or Path(env.get("SHELL", "")).name or ("powershell" if os.name == "nt" else "")
    name = {"pwsh": "powershell"}.get(name, name)
    if not name:
        raise UsageError("which shell?", "SHELL is not set", f"name one of {shells}")
    if name not in known:
        raise UsageError("unknown shell", repr(name), f"use one of {shells}")
    return name


def without_block(text: str) -> str:
    """A startup file without our lines; one in which the end mark is missing is left as it is."""
    before, begin, rest = text.partition(f"{BEGIN}\n")
    _, end, after = rest.partition(f"{END}\n")
    return f"{before}{after}" if begin and end else text


def _powershell_profile(home: Path, config: Path) -> Path:
    """`$PROFILE` of PowerShell 7, as about_Profiles has it."""
    name = "Microsoft.PowerShell_profile.ps1"
    folder = home / "Documents" / "PowerShell" if os.name == "nt" else config / "powershell"
    return folder / name


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise _refused("read", file, error) from error


def _replace(file: Path, text: str) -> bool:
    """Replaces a file whole or not at all, where a link leads and with the mode that it has; false where it is so already."""
    if _read(file) == text:
        return False
    target = Path(os.path.realpath(file))
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(text.encode("utf-8", "surrogateescape"))
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o7777)
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _refused("write", file, error) from error
    return True


def _refused(what: str, file: Path, error: OSError) -> CliError:
    return CliError(
        f"cannot {what} {printable_path(file)}",
        error.strerror or "the system refused",
        "fittrack completion bash prints the script, to be put where you want it; so for each shell",
        slug="system",
    )
