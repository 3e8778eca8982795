"""The training files that tests read: our own, and a larger collection where there is one."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from attrs import frozen

from tools import REPOSITORY


@frozen
class TrainingFiles:
    """A folder of training files, with `expected.json` beside them: what is right of each."""

    name: str
    folder: Path

    @property
    def is_there(self) -> bool:
        return (self.folder / "expected.json").is_file()

    def expected(self) -> dict[str, dict[str, Any]]:
        """What is right, by the file's name."""
        values: dict[str, dict[str, Any]] = json.loads(
            (self.folder / "expected.json").read_text(encoding="utf-8")
        )
        return values

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        return (self.folder / name).read_bytes()


CASES = TrainingFiles("cases", REPOSITORY / "tests" / "corpus" / "cases")
"""What people meet and readers find hard."""


@frozen
class Corpus(TrainingFiles):
    """Training files that are read as they should be, and what the tests say of some by name."""

    without_session: frozenset[str]
    """Files that hold an activity and no word of it in `expected.json`."""
    original: str
    copies: frozenset[str]
    """Files that tell of the activity that `original` told before."""
    settings: str
    """A file that holds nothing to sync."""
    cut_short: str
    """A file without its end."""


TCX_SPORTS = {"Running": "running", "Biking": "cycling", "Other": "generic"}
"""What the larger corpus calls by the words of TCX."""


OURS = Corpus(
    "ours",
    REPOSITORY / "tests" / "corpus" / "files",
    without_session=frozenset({"no-times.fit"}),
    original="run.fit",
    copies=frozenset({"without-end.fit", "with-settings-behind.fit", "wrong-checksum.fit"}),
    settings="settings.fit",
    cut_short="no-session.fit",
)
LARGER = Corpus(
    "larger",
    Path(os.environ.get("FITTRACK_CORPUS") or REPOSITORY.parent / "shared" / "corpus").absolute(),
    without_session=frozenset({"DeveloperData.fit", "nick.fit", "activity.gpx"}),
    original="Activity.fit",
    copies=frozenset(
        {"activity-filecrc.fit", "activity-unexpected-eof.fit", "activity-settings.fit"}
    ),
    settings="Settings.fit",
    cut_short="nick.fit",
)
"""Files of other people's devices, which stay outside: FITTRACK_CORPUS names them."""
