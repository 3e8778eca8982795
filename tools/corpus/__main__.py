"""Writes `tests/corpus`, or checks whether it is what this would write."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from tools import REPOSITORY
from tools.corpus.cases import made_cases
from tools.corpus.expectations import Made, as_json
from tools.corpus.files import made_files

CORPUS = REPOSITORY / "tests" / "corpus"


def documents() -> dict[str, bytes]:
    """Every file of the corpus by its path, with what is right of them."""
    return {
        f"{folder}/{name}": data
        for folder, made in (("files", made_files()), ("cases", made_cases()))
        for name, data in _with_expected(made).items()
    }


def _with_expected(made: Mapping[str, Made]) -> dict[str, bytes]:
    told = json.dumps(as_json(made), indent=1, ensure_ascii=False) + "\n"
    return {name: file.data for name, file in made.items()} | {"expected.json": told.encode()}


def differences(folder: Path) -> list[str]:
    """What in `folder` is not as it would be written, in words."""
    wanted = documents()
    there = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for kind in ("files", "cases")
        for path in (folder / kind).rglob("*")
        if path.is_file()
    }
    return [
        f"{name} is missing" if name not in there else f"{name} differs"
        for name in sorted(wanted)
        if there.get(name) != wanted[name]
    ] + [f"{name} is not made by the script" for name in sorted(there.keys() - wanted.keys())]


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        found = differences(CORPUS)
        for sentence in found:
            print(sentence, file=sys.stderr)
        return bool(found)
    for name, data in documents().items():
        path = CORPUS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
