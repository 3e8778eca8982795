"""Builds the site: the pages of the repository, and a reference that is made from the code."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.site.reference import pages

ROOT = Path(__file__).resolve().parents[2]
OWN = Path(__file__).parent
AT_THE_TOP = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "openapi.yaml")
"""What pages link to besides those in docs/."""


def main(args: Sequence[str]) -> int:
    """Returns Sphinx's exit code; a warning is a failure."""
    parser = argparse.ArgumentParser("scripts/docs")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "build" / "site")
    folder = parser.parse_args(args).folder.resolve()
    source = folder.with_name(folder.name + "-source")
    gather(source)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "sphinx", "--builder", "html", "--quiet"),
            *("--fail-on-warning", "--keep-going", "--fresh-env", "--conf-dir", str(OWN)),
            *(str(source), str(folder)),
        ],
        check=False,
    )
    if done.returncode == 0:
        print(folder / "index.html")
    return done.returncode


def gather(source: Path) -> None:
    """Lays out what Sphinx reads in a folder of its own, as it lies in the repository."""
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(ROOT / "docs", source / "docs")
    shutil.copytree(ROOT / "deploy", source / "deploy")
    for name in AT_THE_TOP:
        shutil.copy(ROOT / name, source / name)
    shutil.copy(OWN / "index.rst", source / "index.rst")
    for path, text in pages().items():
        page = source / "reference" / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
