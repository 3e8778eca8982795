"""What a run has found so far, so that the next one goes on from there.

mutmut keeps a file of results for each module and reads it when it starts: it tries again only the
mutants of functions that have changed since. The file lies outside the copy that mutmut works in, so
that it survives a run that was stopped in any way.

A mutant that a test noticed counts as noticed from then on. Whoever deletes tests, or changes what
they call in other modules, deletes the folder as well.
"""

from __future__ import annotations

import json
from pathlib import Path

from tools import REPOSITORY

FOLDER = REPOSITORY / ".mutants"
ENDLESS = frozenset({24, 36, 152, -24})
"""Exit codes of mutmut for a mutant whose tests did not end in time."""
NOTICED = frozenset({1, 3, 37, 255, -9, -11}) | ENDLESS
"""Exit codes of mutmut for a mutant that a test notices."""


def take_up(module: str, results: Path, folder: Path = FOLDER) -> None:
    """Makes `results`, where mutmut looks, lead to what is kept of a module.

    Mutants that survived are to be tried again, since there may be a test for them now.
    """
    kept = folder / f"{module}.json"
    kept.parent.mkdir(parents=True, exist_ok=True)
    _forget_survivors(kept)
    results.parent.mkdir(parents=True, exist_ok=True)
    results.symlink_to(kept)


def _forget_survivors(kept: Path) -> None:
    try:
        found = json.loads(kept.read_bytes())
    except FileNotFoundError:
        return
    except ValueError:  # stopped in the middle of writing
        kept.unlink()
        return
    codes: dict[str, int | None] = found["exit_code_by_key"]
    found["exit_code_by_key"] = {
        name: code if code in NOTICED else None for name, code in codes.items()
    }
    kept.write_text(json.dumps(found), encoding="utf-8")
