"""First and second syncs, against garmin-fit-sdk and lxml alone on the same files."""

from __future__ import annotations

import gzip
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tools.benching.files import write_hours
from tools.benching.installation import installation, output, tell
from tools.benching.results import OfFormat, Result

HOURS = 40
"""Files of an hour in each format."""

DECODE_ALONE = """
import sys, time
from pathlib import Path
from garmin_fit_sdk import Decoder, Stream
files = sorted(Path(sys.argv[1]).rglob("*.fit"))
start = time.perf_counter()
for file in files:
    Decoder(Stream.from_file(str(file))).read()
print(time.perf_counter() - start)
"""
PARSE_ALONE = """
import sys, time
from pathlib import Path
from lxml import etree
files = sorted(map(str, Path(sys.argv[1]).iterdir()))
start = time.perf_counter()
for file in files:
    etree.parse(file)
print(time.perf_counter() - start)
"""
READ_SAMPLES = """
import sys, time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from fittrack_backend.readers import read_samples
def samples_in(file):
    return sum(len(one.samples) for one in read_samples(Path(file).read_bytes(), "fit"))
if __name__ == "__main__":
    files = sorted(map(str, Path(sys.argv[1]).rglob("*.fit")))
    with ProcessPoolExecutor(2) as processes:
        list(processes.map(samples_in, files[:4]))  # both have begun
        start = time.perf_counter()
        list(processes.map(samples_in, files, chunksize=8))
        print(time.perf_counter() - start)
"""


def measure_syncs(folder: Path, season: Path, rounds: int) -> Iterator[Result]:
    """First and second syncs of the sample season, whose files are small, and of hours with a point a second."""
    hours = folder / "hours"
    write_hours(hours, "fit", HOURS)
    yield from measure_fit(folder, season, "small", rounds)
    yield from measure_fit(folder, hours, "hour-long", rounds)


def measure_fit(folder: Path, source: Path, kind: str, rounds: int) -> Iterator[Result]:
    """Syncs of FIT files and the reading of their samples; the files' decoding alone is what all is compared with."""
    alone, samples, first, second = [], [], [], []
    for number in range(rounds):
        tell(f"first and second syncs of {kind} files: {number} of {rounds}")
        alone.append(float(output([sys.executable, "-c", DECODE_ALONE, str(source)])))
        samples.append(float(output([sys.executable, "-c", READ_SAMPLES, str(source)])))
        with installation(folder / f"{kind}-{number}", source) as here:
            first.append(here.sync()[1])
            second.append(here.sync()[1])
    files = f"{sum(1 for _ in source.rglob('*.fit'))} {kind} files"
    sdk = f"garmin-fit-sdk alone ({median(alone):.1f} s)"
    for what, seconds, limit in (
        (f"speed of a first sync, {files}", first, 5),
        (f"speed of reading all samples, {files}, two processes", samples, 4),
    ):
        ratio = median(alone) / median(seconds)
        yield Result(what, median(seconds), ratio, sdk, limit, at_least=True)
    yield Result(
        f"second sync, {files}",
        median(second),
        median(second) / median(first),
        f"the first ({median(first):.1f} s)",
        0.1,
    )


def measure_formats(folder: Path, season: Path, rounds: int) -> tuple[list[Result], list[OfFormat]]:
    """First syncs of activities of an hour in each format, and of the season's small FIT files."""
    small = folder / "fit (small)"
    small.mkdir()
    for path in (season / "Activity").glob("*.fit"):
        (small / path.name).write_bytes(path.read_bytes())
    for ending in ("fit", "tcx", "gpx"):
        write_hours(folder / ending, ending, HOURS)
    write_packed(folder / "gz (of the gpx)", folder / "gpx")
    write_archive(folder / "zip (of small fit, tcx, gpx)", [small, folder / "tcx", folder / "gpx"])

    results, formats = [], []
    for name, count in (
        ("fit (small)", len(list(small.iterdir()))),
        ("fit", HOURS),
        ("tcx", HOURS),
        ("gpx", HOURS),
        ("gz (of the gpx)", HOURS),
        ("zip (of small fit, tcx, gpx)", len(list(small.iterdir())) + 2 * HOURS),
    ):
        source, parse_alone, seconds = folder / name, [], []
        for turn in range(rounds):
            tell(f"first syncs of {name}: {turn} of {rounds}")
            if name in ("tcx", "gpx"):
                parse_alone.append(float(output([sys.executable, "-c", PARSE_ALONE, str(source)])))
            with installation(folder / f"{name}-{turn}", source) as here:
                seconds.append(here.sync()[1])
        size = sum(path.stat().st_size for path in source.iterdir())
        formats.append(OfFormat(name, count, size, median(seconds)))
        if parse_alone:
            lxml = median(parse_alone)
            results.append(
                Result(
                    f"first sync, {HOURS} hour-long {name.upper()} files",
                    median(seconds),
                    median(seconds) / lxml,
                    f"lxml's parsing alone ({lxml:.1f} s)",
                    1.5,
                )
            )
    return results, formats


def write_packed(folder: Path, of: Path) -> None:
    """Write each file of a folder, packed by gzip."""
    folder.mkdir()
    for path in of.iterdir():
        (folder / f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))


def write_archive(folder: Path, of: list[Path]) -> None:
    """Write one archive that contains all files of some folders."""
    folder.mkdir()
    with zipfile.ZipFile(folder / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in (path for each in of for path in each.iterdir()):
            archive.write(path, path.name)
