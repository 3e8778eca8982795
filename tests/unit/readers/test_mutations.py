"""Whatever the bytes are, reading ends, soon, with records or with NothingToSave."""

from __future__ import annotations

import datetime as dt
import io
import math
import random
from collections.abc import Iterator

import attrs
import pytest

from fittrack_backend.readers import FileContents, NothingToSave, read, read_samples, sniff
from fittrack_backend.records.samples import Recorded
from tests.corpora import OURS, Corpus
from tests.thorough import THOROUGH
from tests.unit.readers.fit_bytes import define, fit_file, message, run, with_checksum
from tests.unit.readers.generated_fit import generated

LARGEST = 150_000
ROUNDS = 12
LONG = 3_000_000 if THOROUGH else 1_000_000
KINDS: dict[str, tuple[type, ...]] = {
    "float": (float,),
    "int": (int,),
    "text": (str,),
    "numbers": (tuple,),
}


def mutated(data: bytes, chance: random.Random) -> bytes:
    """`data` with a few bytes changed, lost, doubled, or its end cut off."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not changed:
            break
        place = chance.randrange(len(changed))
        match chance.randrange(6):
            case 0:
                changed[place] ^= 1 << chance.randrange(8)
            case 1:
                changed[place] = chance.choice((0, 0x40, 0x7F, 0x80, 0xFF))
            case 2:
                del changed[place : place + chance.randint(1, 40)]
            case 3:
                changed[place:place] = chance.randbytes(chance.randint(1, 40))
            case 4:
                changed[place:place] = changed[place : place + chance.randint(1, 400)]
            case _:
                if chance.random() < 0.3:
                    del changed[place:]
    return bytes(changed)


def values(record: object) -> Iterator[object]:
    cls = type(record)
    if attrs.has(cls):
        for each in attrs.fields(cls):
            yield from values(getattr(record, each.name))
    elif isinstance(record, tuple):
        for item in record:
            yield from values(item)
    else:
        yield record


def check(data: bytes, format: str) -> FileContents | None:
    try:
        found = read(data, format)
    except NothingToSave as error:
        fell_through = error.reason.startswith("it could not be read (")
        assert not fell_through, f"{error.__cause__!r} reached the safety net"
        assert error.reason
        return None
    for value in values(found):
        if isinstance(value, float):
            assert math.isfinite(value)
            assert value >= 0
        elif isinstance(value, dt.datetime):
            assert 1989 <= value.year < 2110
            assert value.tzinfo is dt.UTC
        elif isinstance(value, str):
            assert "\0" not in value
            assert len(value) <= 2000
            value.encode("utf-8")
    return found


def test_samples_of_damaged_files() -> None:
    chance = random.Random(20_240_502)
    files = [(path.read_bytes(), path.suffix[1:]) for path in sorted(OURS.folder.iterdir())]
    files += [(generated(seed).bytes(), "fit") for seed in range(6)]
    files += [(generated(seed, is_compressed=True).bytes(), "fit") for seed in range(6)]
    read_well = 0
    for data, format in files:
        if format not in ("fit", "tcx", "gpx"):
            continue
        for _ in range(ROUNDS):
            read_well += len(samples_of(mutated(data, chance), format))
    assert read_well > 300


def samples_of(data: bytes, format: str) -> tuple[Recorded, ...]:
    try:
        found = read_samples(data, format)
    except NothingToSave as error:
        fell_through = error.reason.startswith("it could not be read (")
        assert not fell_through, f"{error.__cause__!r} reached the safety net"
        return ()
    for recorded in found:
        for samples in (recorded.samples, *recorded.others.values()):
            for column in samples.columns:
                assert len(column.values) == len(samples.times)
                kinds = {type(one) for one in column.values}
                assert kinds <= {*KINDS[column.kind], type(None)}, column.name
        assert len(recorded.rr.times) == len(recorded.rr.seconds)
    return found


@pytest.mark.corpus
def test_mutations_of_the_corpus(each_corpus: Corpus) -> None:
    chance = random.Random(20_240_501)
    saved = total = 0
    for path in sorted(each_corpus.folder.iterdir()):
        format = path.suffix[1:]
        if format not in ("fit", "tcx", "gpx") or path.stat().st_size > LARGEST:
            continue
        data = path.read_bytes()
        for _ in range(ROUNDS):
            damaged = mutated(data, chance)
            sniff(io.BytesIO(damaged), len(damaged))
            total += 1
            saved += check(damaged, format) is not None
    assert total > 200
    assert saved > total / 2


def test_mutations_of_small_files() -> None:
    chance = random.Random(7)
    seeds = [
        fit_file(*run(40), *run(40, begin=90)),
        fit_file(
            message("workout", wkt_name="x"),
            message("workout_step", message_index=0),
            type="workout",
        ),
        fit_file(message("weight_scale", timestamp=9 * 10**8, weight=70.0), type="weight"),
    ]
    for seed in seeds:
        for _ in range(60):
            check(mutated(seed, chance), "fit")


def test_random_bytes_in_a_fit_frame() -> None:
    chance = random.Random(11)
    for _ in range(100):
        check(with_checksum(chance.randbytes(chance.randrange(600))), "fit")


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "body",
    [
        b"\xff" * LONG,
        b"\0" * LONG,
        define(0, 20) + b"\0" * LONG,
        define(0, 20, (3, 1, 2)) + b"\0" * (LONG // 6),
        define(0, 20, *[(i, 1, 2) for i in range(255)]) * (LONG // 3_000),
        (define(0, 20, *[(i, 1, 2) for i in range(90)]) + b"\x05") * (LONG // 300),
    ],
)
def test_hostile_bodies_end_soon(body: bytes) -> None:
    check(with_checksum(body), "fit")


@pytest.mark.timeout(60)
def test_a_long_chain_ends() -> None:
    with pytest.raises(NothingToSave, match="10000 files are chained"):
        read(with_checksum(b"") * 20_000, "fit")


def test_unknown_formats_and_nothing_at_all() -> None:
    for format in ("fit", "tcx", "gpx", "zip"):
        assert check(b"", format) is None
