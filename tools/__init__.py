"""What the scripts run: a maintainer types `scripts/NAME`, and the work is done here.

    check_contract.py, export_contract.py, make_migration.py   each behind the script of its name
    drift.py, problems_page.py   for scripts/export-contract: what a change breaks, docs/problems.md
    benching/      scripts/bench: commands, requests and syncs against bare ones
    contract/      openapi.yaml as the tools and tests read it, and what keeps to it
    generating/    scripts/regenerate-client: everything below generated_client/
    recording/     scripts/record-cassettes: scenarios, the recorder, what is covered
    fuzzing/       scripts/fuzz
    containers/    scripts/check-container: lints the Containerfile and rehearses its steps
    corpus/        scripts/make-corpus: the training files that tests read
    mutating/      scripts/mutate: breaks code that decides, to see a test fail
    running/       a live backend, a fork server and a person at the prompt, for tools and tests alike; scripts/test

Tests import tools; no tool imports a test.
"""

from __future__ import annotations

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
GENERATED = REPOSITORY / "generated_client"


def import_path(generated: Path = GENERATED) -> str:
    """PYTHONPATH for a process that runs this checkout, or another client that was generated."""
    return os.pathsep.join(map(str, (generated / "client", generated / "commands", REPOSITORY)))
