"""Types what the pages for new users print, and says what did not work. Run by scripts/first-minutes."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pyotp

from tools import REPOSITORY
from tools.first_minutes.pages import commands
from tools.first_minutes.terminal import Shell

PATIENCE_S = 600.0
PASSWORD = "a password of the new user"
FILES = REPOSITORY / "tests" / "corpus" / "files"
INSTALL = "fittrack backend install"
ALSO_RIGHT = {
    INSTALL: {1: "there is no systemd for users here; started as the page says"},
    "fittrack sync start": {10: "some of the files are damaged"},
    "fittrack sync status --max-age": {11: "some of the files are damaged"},
}
"""What a command may end with besides 0, and why."""
SECRET = re.compile(r"secret into it: ([A-Z2-7]{16,})")


class NewUser:
    """Answers what is asked, as somebody who follows the pages."""

    def __init__(self) -> None:
        self._secret: str | None = None

    def __call__(self, screen: str) -> str | None:
        if found := SECRET.search(screen):
            self._secret = found[1]
        last = screen.rpartition("\n")[2]
        if last == ":" or last.endswith("(END)") or re.match(r"lines \d+-\d+", last):
            return "q"
        if re.search(r"User name.*: *$", last):
            return "ada\r"
        if re.search(r"(Password|Repeat it).*: *$", last):
            return f"{PASSWORD}\r"
        if re.search(r"The code shown by the app.*: *$", last) and self._secret is not None:
            return f"{pyotp.TOTP(self._secret).at(int(time.time()))}\r"
        if re.search(r"\[[yY]/[nN]\].*$", last):
            return "y\r"
        return None


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/first-minutes", description=__doc__)
    parser.add_argument("files", nargs="?", type=Path, metavar="FILES", help="somebody's training")
    parser.add_argument("--cast", type=Path, help="write what came as an asciicast")
    parser.add_argument("--columns", type=int, default=80)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="first-minutes-") as name:
        return follow(Path(name), options.files, options.cast, options.columns)


def follow(place: Path, files: Path | None, cast: Path | None, columns: int) -> int:
    """Follows the pages in an empty home; 1 where something did not work."""
    home = place / "home"
    make_home(home, files)
    checkout = home / "fittrack"
    subprocess.run(["git", "clone", "--quiet", str(REPOSITORY), str(checkout)], check=True)
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "USER": "ada"}
    shell = Shell(checkout, environment, columns, 24)
    user = NewUser()
    wrong = 0
    try:
        for command in commands(checkout):
            begin = time.monotonic()
            code, _ = shell.run(command, user, patience_s=PATIENCE_S)
            why = next(
                (
                    codes.get(code)
                    for start, codes in ALSO_RIGHT.items()
                    if command.startswith(start)
                ),
                None,
            )
            is_right = code == 0 or why is not None
            wrong += not is_right
            mark = "ok   " if is_right else "WRONG"
            print(f"{mark} {code:3} {time.monotonic() - begin:6.1f} s  {command}", flush=True)
            if why is not None:
                print(f"                    ({why})")
            if code and command.startswith(INSTALL):
                shell.run("fittrack backend start", user, patience_s=PATIENCE_S)
            if not is_right:
                print("\n".join(shell.screen()), file=sys.stderr)
    finally:
        shell.run("fittrack backend stop", user, patience_s=PATIENCE_S)
        shell.close()
        if cast is not None:
            cast.write_text(shell.cast(), encoding="utf-8")
    return 1 if wrong else 0


def make_home(home: Path, files: Path | None) -> None:
    """The folders that the pages speak of, with files of a person in them."""
    watch = home / "Garmin" / "ACTIVITY"
    if files is None or files.is_dir():
        shutil.copytree(files or FILES, watch)
    else:
        watch.mkdir(parents=True)
        shutil.copy(files, watch)
    (home / "Training").mkdir()
    shutil.copy(FILES / "walk.gpx", home / "Training")
    (home / "Downloads").mkdir()
    with zipfile.ZipFile(home / "Downloads" / "export.zip", "w") as archive:
        archive.write(FILES / "ride.tcx", "activities/ride.tcx")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
