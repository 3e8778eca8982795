"""Our own training files are what their script makes, and what is said of them is right."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from garmin_fit_sdk import Decoder, Stream

from tests.corpora import CASES, OURS, TrainingFiles
from tools.corpus.__main__ import CORPUS, differences
from tools.corpus.packing import gzipped, zipped

LARGEST_BYTES = 16_000


def test_the_script_makes_the_same_bytes_again() -> None:
    assert differences(CORPUS) == [], "run scripts/make-corpus"


@pytest.mark.parametrize("corpus", [OURS, CASES], ids=lambda one: one.name)
def test_every_file_is_small_and_has_right_values(corpus: TrainingFiles) -> None:
    there = {
        path.relative_to(corpus.folder).as_posix(): path.stat().st_size
        for path in corpus.folder.rglob("*")
        if path.is_file() and path.name != "expected.json"
    }
    assert there.keys() == corpus.expected().keys()
    assert {name: size for name, size in there.items() if size > LARGEST_BYTES} == {}


def test_the_sdk_reads_the_same_sessions() -> None:
    checked = 0
    for name, file in OURS.expected().items():
        if file.get("decode_errors") != [] or not file["sessions"]:
            continue
        read, _ = Decoder(Stream.from_byte_array(bytearray(OURS.read(name)))).read()
        told = [
            {
                "start_time": str(one["start_time"]).replace(" ", "T"),
                "sport": one["sport"],
                "sub_sport": one.get("sub_sport"),
                "distance_m": one["total_distance"],
                "timer_s": pytest.approx(one["total_timer_time"], abs=0.01),
                "elapsed_s": pytest.approx(one["total_elapsed_time"], abs=0.01),
                "calories": one.get("total_calories"),
                "avg_hr": one.get("avg_heart_rate"),
                "max_hr": one.get("max_heart_rate"),
                "ascent_m": one.get("total_ascent"),
            }
            for one in read["session_mesgs"]
        ]
        assert file["sessions"] == told, name
        checked += len(told)
    assert checked > 10


def test_gzip_and_zip_are_read_by_what_everybody_has() -> None:
    data = OURS.read("run.fit")
    assert gzip.decompress(gzipped(data)) == data
    with zipfile.ZipFile(io.BytesIO(zipped("a.fit", data))) as archive:
        assert archive.testzip() is None
        assert archive.read("a.fit") == data
