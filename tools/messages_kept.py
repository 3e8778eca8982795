"""Which messages are in training files, and of which something is kept: "nothing thrown away", checked."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import define, field

from fittrack_backend.readers import NothingToSave, read
from fittrack_backend.readers.fit.left_out import LEFT_OUT, is_kept

_UNKNOWN = "the profile does not say what it means"


@define
class Seen:
    """What was found in all files."""

    files: int = 0
    messages: Counter[str] = field(factory=Counter)
    files_with: Counter[str] = field(factory=Counter)

    def add(self, messages: Iterable[tuple[str, int]]) -> None:
        """Counts the messages of a file."""
        self.files += 1
        for name, count in messages:
            self.messages[name] += count
            self.files_with[name] += 1


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(prog="scripts/messages-kept", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="+")
    seen = Seen()
    for folder in parser.parse_args(arguments).folder:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() == ".fit" and path.is_file():
                seen.add(_messages_of(path.read_bytes()))
    kept = sum(count for name, count in seen.messages.items() if is_kept(name))
    total = seen.messages.total()
    print(
        f"{total:,} messages in {seen.files:,} FIT files; {kept:,} of them are of kinds that are kept\n"
    )
    print(f"{'MESSAGE':28} {'COUNT':>10} {'FILES':>6}  KEPT")
    for name, count in seen.messages.most_common():
        verdict = "yes" if is_kept(name) else f"no: {LEFT_OUT.get(name, _UNKNOWN)}"
        print(f"{name:28} {count:>10,} {seen.files_with[name]:>6,}  {verdict}")


def _messages_of(data: bytes) -> Iterable[tuple[str, int]]:
    try:
        found = read(data, "fit").messages
    except NothingToSave as error:
        found = error.messages
    return (found or {}).items()


if __name__ == "__main__":
    main()
