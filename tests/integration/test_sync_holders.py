"""Which of several files holds what they tell of, and what no longer counts: through a live sync."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.athlete import Athlete
from tests.unit.readers.fit_bytes import at, fit_file, message, run
from tools.running.live_backend import LiveBackend

pytestmark = pytest.mark.integration


def test_of_two_files_the_one_with_more_samples_says_what_happened(
    live_backend: LiveBackend, folder: Path
) -> None:
    (folder / "a.fit").write_bytes(fit_file(*run(60)))
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    (folder / "b.fit").write_bytes(fit_file(message("workout", wkt_name="copy"), *run(60)))
    assert me.outcomes()["b.fit"] == ("merged", "the same activity is in a.fit")
    (folder / "a.fit").unlink()
    me.sync()
    (before,) = me.activities()
    (folder / "b.fit").write_bytes(fit_file(message("workout", wkt_name="edited"), *run(90)))
    assert me.outcomes()["b.fit"][0] == "updated"
    (after,) = me.activities()
    assert after["id"] == before["id"]
    assert (after["file_name"], after["timer_s"]) == ("b.fit", 90.0)


def test_what_a_file_said_of_a_day_before_it_was_edited_no_longer_counts(
    live_backend: LiveBackend, folder: Path
) -> None:
    def walked(steps: int) -> bytes:
        walk = message("monitoring", timestamp=at(60), activity_type="walking", cycles=steps / 2)
        return fit_file(walk, type="monitoring_b")

    (folder / "day.fit").write_bytes(walked(9_000))
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    (folder / "day.fit").write_bytes(walked(4_000))
    assert me.outcomes()["day.fit"][0] == "updated"
    (day,) = me.all("/v1/daily-health")
    assert day["steps"] == 4_000
