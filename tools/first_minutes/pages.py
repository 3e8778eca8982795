"""What README.md and docs/first-steps.md tell a new user to type, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

TRY_IT = "## Try it"
_COMMENT = re.compile(r" {2,}#.*$")


def commands(checkout: Path) -> list[str]:
    """The commands, as they are printed; what a reader chooses between (a quickstart with files or without) once."""
    readme = (checkout / "README.md").read_text("utf-8")
    section = readme.partition(f"\n{TRY_IT}\n")[2].partition("\n## ")[0]
    first, *_ = (line for line in _indented(section) if line.startswith("scripts/quickstart ~"))
    page = (checkout / "docs" / "first-steps.md").read_text("utf-8")
    return list(dict.fromkeys([first, *_indented(page)]))


def _indented(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.startswith("    ") and not line.startswith("    $ "):
            yield _COMMENT.sub("", line).strip()
