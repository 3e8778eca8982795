"""Exports of Strava and Garmin, made small; the same activities as the plain files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.integration.athlete import Athlete
from tools import REPOSITORY
from tools.corpus import exports
from tools.running.live_backend import LiveBackend

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="file names of POSIX")

RUNS = 40
ODD = {
    "bomb.fit.gz": "it has more than 256 MB",
    "bomb.gpx": "it has more than 256 MB",
    "cut.fit.gz": "the gzip is cut short",
    "deep.zip/deep.zip/deep.zip": "archives are more than 3 levels deep",
    "encrypted.fit": "it is encrypted",
    "unknown-method.fit": "it is compressed in a way that cannot be read",
}
NAMES = {
    "../../outside.fit",
    "/absolute.fit",
    "C:\\windows.fit",
    "twice.fit",
    "twice.fit (2)",
    "dos-üäö.fit",
    "晨跑/صباح 0.fit",
    "🏃/zäh 3.fit",
}


def test_an_export_holds_what_the_plain_files_hold(
    live_backend: LiveBackend, tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for path in (REPOSITORY / "tests" / "corpus" / "files").iterdir():
        if path.name != "no-times.fit":  # a file in an archive has no time of its own to date it by
            (corpus / path.name).write_bytes(path.read_bytes())
    exports.main([str(corpus), str(tmp_path), "--runs", str(RUNS), "--plain"])
    exports.main([str(corpus), str(tmp_path), "--runs", str(RUNS)])
    plain = Athlete.with_folder(live_backend, tmp_path / "plain")
    plain.sync()
    for kind in ("strava", "garmin"):
        folder = tmp_path / kind
        folder.mkdir()
        (tmp_path / f"{kind}.zip").rename(folder / f"{kind}.zip")
        me = Athlete.with_folder(live_backend, folder)
        _, first = me.sync()
        assert activities(me) == activities(plain)
        assert {first[f"{kind}.zip/{name}"]["outcome"] for name in NAMES} == {"new"}
        _, second = me.sync()
        assert second.keys() == first.keys()
        assert not {one["outcome"] for one in second.values()} & {"new", "updated", "merged"}
        for items in (first, second):
            for name, why in ODD.items():
                one = items[f"{kind}.zip/{name}"]
                assert (one["outcome"], one["reason"]) == ("failed", why)
    assert not list(tmp_path.parent.glob("outside.fit"))


def activities(me: Athlete) -> set[tuple[str, str, float]]:
    return {(one["start_time"], one["sport"], one["distance_m"]) for one in me.activities()}
