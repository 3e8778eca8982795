"""Exports of Strava and Garmin at their real size, made of a folder of training files.

    python -m tools.corpus.exports CORPUS INTO [--runs 25000] [--plain]

writes `INTO/strava.zip` and `INTO/garmin.zip`. Both hold the files of CORPUS, runs of a few seconds an hour apart
until there are enough entries, names in several scripts, and what makes archives difficult (`oddities`). With
`--plain` the same training files are written to `INTO/plain` instead, without archives.
"""

from __future__ import annotations

import argparse
import gzip
import io
import struct
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import frozen

from fittrack_backend.readers.fit.checksum import crc
from tools.corpus.files.short_run import RUN_START, short_run
from tools.corpus.fit import fit_seconds

_SCRIPTS = ("晨跑", "صباح", "Утро", "🏃", "zäh", "朝ラン")
_STRAVA_CSV = "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Dateiname\n"
_GARMIN_PARTS = "DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part{}.zip"
_RUNS_IN_A_PART = 7_000
_BOMB_BYTES = 300 << 20
_DOS = "dos-XXX.fit"
_DATED = (2024, 1, 1, 0, 0, 0)


@frozen
class Entry:
    """A file to be put into an archive, and how it is compressed."""

    name: str
    data: bytes
    method: int = zipfile.ZIP_DEFLATED


def runs(count: int) -> Iterator[bytes]:
    """That many runs, each an hour later than the one before."""
    original = short_run()
    start = fit_seconds(RUN_START)
    times = [
        at
        for at in range(14, len(original) - 6)
        if abs(int.from_bytes(original[at : at + 4], "little") - start) < 86_400
    ]
    for number in range(count):
        data = bytearray(original)
        for at in times:
            told = int.from_bytes(data[at : at + 4], "little")
            data[at : at + 4] = (told + number * 3_600).to_bytes(4, "little")
        data[-2:] = crc(bytes(data), 0, len(data) - 2).to_bytes(2, "little")
        yield bytes(data)


def strava(corpus: Path, count: int) -> bytes:
    """`activities.csv`, and `activities/` with most files in gzip."""
    names = [f"activities/{1_000_000 + number}.fit.gz" for number in range(count)]
    listed = "".join(
        f"{number},2024,{_script(number)},{name}\n" for number, name in enumerate(names)
    )
    entries = [Entry("activities.csv", (_STRAVA_CSV + listed).encode())]
    for path in _of(corpus):
        packed = gzip.compress(path.read_bytes(), mtime=0)
        entries.append(Entry(f"activities/{path.name}.gz", packed, zipfile.ZIP_STORED))
    for name, data in zip(names, runs(count), strict=True):
        entries.append(Entry(name, gzip.compress(data, 1, mtime=0), zipfile.ZIP_STORED))
    return _zipped([*entries, *_in_several_scripts(count)], with_oddities=True)


def garmin(corpus: Path, count: int) -> bytes:
    """Training files in zips in the zip, their names without meaning, and JSON beside them."""
    files = [Entry(f"me@example.org_{number}.fit", data) for number, data in enumerate(runs(count))]
    files += [Entry(f"me@example.org_{path.name}", path.read_bytes()) for path in _of(corpus)]
    parts = [
        files[start : start + _RUNS_IN_A_PART] for start in range(0, len(files), _RUNS_IN_A_PART)
    ]
    entries = [
        Entry(_GARMIN_PARTS.format(number), _zipped(part), zipfile.ZIP_STORED)
        for number, part in enumerate(parts, 1)
    ]
    entries += [
        Entry("DI_CONNECT/DI-Connect-Fitness/me_0_summarizedActivities.json", b"[]"),
        Entry("DI_CONNECT/DI-Connect-Wellness/2024_sleepData.json", b"[]"),
        Entry("DI_CONNECT/DI-Connect-Aggregator/UDSFile_2024.json", b"[]"),
    ]
    return _zipped([*entries, *_in_several_scripts(count)], with_oddities=True)


def write_plain(corpus: Path, count: int, into: Path) -> None:
    """The same training files without archives."""
    for path in _of(corpus):
        _write(into / path.name, path.read_bytes())
    for number, data in enumerate(runs(count)):
        _write(into / str(number % 100) / f"{number}.fit", data)
    for entry in _in_several_scripts(count):
        _write(into / entry.name, entry.data)
    for number, entry in enumerate([*_odd_runs(), Entry(_DOS, _later(5))]):
        _write(into / "odd" / f"{number}.fit", entry.data)


def _of(corpus: Path) -> list[Path]:
    return sorted(path for path in corpus.iterdir() if path.suffix in (".fit", ".gpx", ".tcx"))


def _script(number: int) -> str:
    return _SCRIPTS[number % len(_SCRIPTS)]


def _later(number: int) -> bytes:
    """A run in the years before all others."""
    *_, last = runs(1)
    data = bytearray(last)
    start = fit_seconds(RUN_START)
    for at in range(14, len(data) - 6):
        told = int.from_bytes(data[at : at + 4], "little")
        if abs(told - start) < 86_400:
            data[at : at + 4] = (told - (number + 1) * 86_400).to_bytes(4, "little")
    data[-2:] = crc(bytes(data), 0, len(data) - 2).to_bytes(2, "little")
    return bytes(data)


def _in_several_scripts(count: int) -> list[Entry]:
    return [
        Entry(f"{_script(number)}/{_script(number + 1)} {number}.fit", _later(number + 10))
        for number in range(min(count, len(_SCRIPTS)))
    ]


def _odd_runs() -> list[Entry]:
    """Runs under names that lead elsewhere, and a name that stands there twice."""
    names = ("../../outside.fit", "/absolute.fit", "C:\\windows.fit", "twice.fit", "twice.fit")
    return [Entry(name, _later(number)) for number, name in enumerate(names)]


def _zipped(entries: Sequence[Entry], *, with_oddities: bool = False) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for entry in entries:
            _put(archive, entry)
        if with_oddities:
            _put_oddities(archive)
    data = buffer.getvalue()
    return _made_odd(data) if with_oddities else data


def _put(archive: zipfile.ZipFile, entry: Entry) -> None:
    about = zipfile.ZipInfo(entry.name, _DATED)
    about.compress_type = entry.method
    archive.writestr(about, entry.data, compresslevel=1)


def _put_oddities(archive: zipfile.ZipFile) -> None:
    """What makes archives difficult; `_made_odd` does what the library will not."""
    for number, entry in enumerate(_odd_runs()):
        last = number == len(_odd_runs()) - 1
        _put(archive, Entry("twicE.fit" if last else entry.name, entry.data))
    _put(archive, Entry(_DOS, _later(5)))
    _put(archive, Entry("encrypted.fit", _later(6)))
    _put(archive, Entry("unknown-method.fit", _later(7)))
    _put(archive, Entry("bomb.gpx", b"<gpx>" + bytes(_BOMB_BYTES)))
    _put(archive, Entry("bomb.fit.gz", gzip.compress(bytes(_BOMB_BYTES), 1, mtime=0)))
    _put(archive, Entry("cut.fit.gz", gzip.compress(_later(8) * 40, mtime=0)[:60]))
    inner = _zipped([Entry("deep.fit", _later(9))])
    for _ in range(4):
        inner = _zipped([Entry("deep.zip", inner)])
    _put(archive, Entry("deep.zip", inner))


def _made_odd(data: bytes) -> bytes:
    """The archive with names, flags and methods that the library writes for nobody."""
    made = bytearray(
        data.replace(b"twicE.fit", b"twice.fit").replace(b"dos-XXX", b"dos-\x81\x84\x94")
    )
    for name, at_local, at_central, value in (
        (b"encrypted.fit", 6, 8, 0x1),
        (b"unknown-method.fit", 8, 10, 97),
    ):
        for head, length, offset in (
            (b"PK\x03\x04", 30, at_local),
            (b"PK\x01\x02", 46, at_central),
        ):
            end = 0
            while (found := made.find(name, end)) != -1:
                end = found + len(name)
                start = found - length
                if start >= 0 and made[start : start + 4] == head:
                    struct.pack_into("<H", made, start + offset, value)
    return bytes(made)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path, help="a folder of .fit, .tcx and .gpx files")
    parser.add_argument("into", type=Path, help="the folder to write to")
    parser.add_argument("--runs", type=int, default=25_000, help="how many runs are added")
    parser.add_argument("--plain", action="store_true", help="the same files without archives")
    told = parser.parse_args(arguments)
    if told.plain:
        write_plain(told.corpus, told.runs, told.into / "plain")
        return
    _write(told.into / "strava.zip", strava(told.corpus, told.runs))
    _write(told.into / "garmin.zip", garmin(told.corpus, told.runs))


if __name__ == "__main__":
    main()
