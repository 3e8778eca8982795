"""mypy over mutated modules, without what it says of the code that mutmut writes around the mutants."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

AROUND = frozenset({"ignore-without-code", "no-redef", "unused-ignore"})
"""Kinds of errors that the code around the mutants has, and that no mutant makes."""


def main(arguments: Sequence[str]) -> int:
    """Prints mypy's errors as lines of JSON, as mutmut reads them; the arguments are mypy's own, the first is its name."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments, "--output=json", "--no-error-summary"],
        stdout=subprocess.PIPE,
        text=True,
    )
    for line in done.stdout.splitlines():
        if json.loads(line)["code"] not in AROUND:
            print(line)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
