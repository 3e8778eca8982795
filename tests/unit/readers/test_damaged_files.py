"""Damaged files, made from a seed: nothing crashes, and what is said is true. `scripts/fuzz --files` makes more."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.corpora import CASES, OURS
from tools.fuzzing.damage import Damaged
from tools.fuzzing.damaged_files import Outcome, files_of, judge_all, wrong_with

GPX = OURS.read("walk.gpx")
FIRST_POINT = GPX.partition(b"</trkpt>")[0].replace(b"<trkpt", b" " * 400 + b"<trkpt")
"""Up to its end tag."""


def test_damaged_files_are_read_and_told_of_truthfully(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    judged = judge_all(files_of([OURS.folder, CASES.folder]), 240, 20_261_126, folder)
    assert judged.findings == []
    assert {"read", "failed", "skipped"} == set(judged.outcomes)


@pytest.mark.parametrize(
    ("how", "packed", "data", "item"),
    [
        ("cut", "plain", GPX[:-40], ("skipped", "not a FIT, TCX or GPX file", 0)),
        ("cut", "plain", GPX[:-40], ("skipped", "its track has no points", 0)),
        ("cut", "plain", GPX[:-40], ("failed", "it could not be read (KeyError)", 0)),
        ("cut", "plain", GPX[:-40], ("failed", "it made the reader crash", 0)),
        ("cut", "plain", GPX[:-40], ("failed", "it took too long to read", 0)),
        ("cut", "plain", GPX[:-40], ("failed", None, 0)),
        ("cut", "plain", GPX[:-40], ("vanished", None, 0)),
        ("cut", "plain", GPX.partition(b"<trkpt")[0] + b" " * 400, ("read", None, 1)),
        ("cut", "plain", FIRST_POINT.rpartition(b"</")[0], ("read", None, 1)),
        ("gzip: cut", "gzip", gzip.compress(GPX)[:-9], ("read", None, 1)),
        ("encoded otherwise", "plain", GPX.decode().encode("utf-16"), ("failed", "no track", 0)),
    ],
)
def test_the_judge_notices(
    how: str, packed: str, data: bytes, item: tuple[str, str | None, int]
) -> None:
    file = Damaged("a.gpx", "walk.gpx", GPX, how, packed, data)
    assert list(wrong_with(Outcome(file, (item,))))


def test_the_judge_finds_nothing_wrong_with_the_truth() -> None:
    file = Damaged("a.gpx", "walk.gpx", GPX, "cut", "plain", GPX[:-40])
    truth = ("read", "the XML breaks at line 1: what came before it was saved", 1)
    assert list(wrong_with(Outcome(file, (truth,)))) == []
    assert list(wrong_with(Outcome(file, ()))) == ["nothing is said of it"]


@pytest.mark.parametrize("end", [b"</", b"</trk", b"</trkpt"])
def test_a_point_is_whole_without_the_rest_of_its_end_tag(end: bytes) -> None:
    file = Damaged("a.gpx", "walk.gpx", GPX, "cut", "plain", FIRST_POINT + end)
    truth = ("read", "the XML breaks at line 1: what came before it was saved", 1)
    assert list(wrong_with(Outcome(file, (truth,)))) == []
