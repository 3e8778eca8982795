"""What the readers give for our own corpus, as digests by their version: nobody changes it unawares.

Whoever changes what a reader gives raises its version, so that what is stored is derived again from its original
(`records.reader_version`, `readers.SAMPLES_VERSION`). Values that are None or empty are left out: a record may get a
field that no reader fills yet.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import io
import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from fittrack_backend.readers import SAMPLES_VERSION, NothingToSave, read, read_samples, sniff
from fittrack_backend.records.reader_version import READER_VERSION
from tools import REPOSITORY

KEPT = REPOSITORY / "tests" / "corpus" / "reader-outputs.json"
CORPUS = (REPOSITORY / "tests" / "corpus" / "files", REPOSITORY / "tests" / "corpus" / "cases")
COMMAND = "scripts/note-readings"
RECORDS, SAMPLES = "READER_VERSION", "SAMPLES_VERSION"
RAISE = {
    RECORDS: "raise READER_VERSION in fittrack_backend/records/reader_version.py",
    SAMPLES: "raise SAMPLES_VERSION in fittrack_backend/readers/__init__.py",
}
_FALLBACK = dt.datetime(2024, 5, 1, 6, tzinfo=dt.UTC)

Digests = Mapping[str, str]
"""By the file's path below the corpus."""


@frozen
class Outputs:
    """What one of the two entries gives: by which version, and the digest of it for each file."""

    version: int
    files: Digests


Noted = Mapping[str, Outputs]
"""By the name of the version."""


def outputs_now() -> Noted:
    """What the readers give now."""
    files = dict(_files())
    return {
        RECORDS: Outputs(READER_VERSION, {name: _read(data) for name, data in files.items()}),
        SAMPLES: Outputs(SAMPLES_VERSION, {name: _sampled(data) for name, data in files.items()}),
    }


def kept_outputs() -> Noted:
    """What was noted last."""
    kept = json.loads(KEPT.read_text("utf-8"))
    return {name: Outputs(each["version"], each["files"]) for name, each in kept.items()}


def unraised(kept: Noted, now: Noted) -> Iterator[str]:
    """The versions that must be raised, each with the files that are read differently."""
    for name, outputs in now.items():
        before = kept.get(name, Outputs(0, {}))
        changed = [
            file
            for file in outputs.files
            if before.files.get(file) not in (None, outputs.files[file])
        ]
        if changed and outputs.version == before.version:
            yield f"{', '.join(changed)}: read differently than by version {before.version}. {RAISE[name]}, then run {COMMAND}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Notes what the readers give now; refuses to where a version has to be raised first."""
    argparse.ArgumentParser(prog=COMMAND, description=__doc__).parse_args(arguments)
    now = outputs_now()
    missing = list(unraised(kept_outputs(), now)) if KEPT.is_file() else []
    if missing:
        print("\n".join(missing))
        return 1
    values = {name: {"version": each.version, "files": each.files} for name, each in now.items()}
    KEPT.write_text(
        json.dumps(values, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8"
    )
    return 0


def _files() -> Iterator[tuple[str, bytes]]:
    for folder in CORPUS:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.name != "expected.json":
                yield path.relative_to(folder.parent).as_posix(), path.read_bytes()


def _read(data: bytes) -> str:
    found = sniff(io.BytesIO(data), len(data))
    if found.format is None:
        return digest_of([found])
    try:
        read_now: object = read(
            data, found.format, fallback_start=_FALLBACK, account_zone="Europe/Berlin"
        )
    except NothingToSave as error:
        read_now = [error.reason, error.damaged, error.messages]
    return digest_of([found, read_now])


def _sampled(data: bytes) -> str:
    found = sniff(io.BytesIO(data), len(data))
    if found.format is None:
        return digest_of([])
    try:
        return digest_of(read_samples(data, found.format))
    except NothingToSave as error:
        return digest_of([error.reason])


def digest_of(value: object) -> str:
    """The digest of a value, of whatever records it is made."""
    digest = hashlib.sha256()
    for piece in _pieces(value):
        digest.update(piece)
    return digest.hexdigest()[:16]


def _pieces(value: object) -> Iterator[bytes]:
    match value:
        case None | bool() | int() | float() | str() | dt.date():
            yield f"{type(value).__name__} {value!r};".encode("utf-8", "surrogatepass")
        case bytes() | array():
            yield bytes(value)
        case Mapping():
            yield from _members(value.items())
        case set() | frozenset():
            yield from _pieces(sorted(map(repr, value)))
        case Sequence():
            yield f"[{len(value)}".encode()
            for one in value:
                yield from _pieces(one)
        case _:
            yield type(value).__name__.encode()
            yield from _members(
                vars(value).items() if hasattr(value, "__dict__") else _slots(value)
            )


def _slots(value: object) -> Iterable[tuple[str, object]]:
    names: tuple[str, ...] = getattr(type(value), "__slots__", ())
    return [(name, getattr(value, name)) for name in names if name != "__weakref__"]


def _members(members: Iterable[tuple[object, object]]) -> Iterator[bytes]:
    yield b"{"
    for name, value in members:
        if value is not None and value != () and value != {}:
            yield f"{name}:".encode("utf-8", "surrogatepass")
            yield from _pieces(value)


if __name__ == "__main__":
    raise SystemExit(main())
