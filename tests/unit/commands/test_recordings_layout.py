"""What `activities show` says of the recordings of an activity."""

from __future__ import annotations

import pytest

from fittrack_cli.commands.activities.show_layout import gives_text
from fittrack_client.models.activity_recording import ActivityRecording
from fittrack_contract import FIELDS


def recording(*gives: str, computed: tuple[str, ...] = ()) -> ActivityRecording:
    values: dict[str, object] = dict.fromkeys(FIELDS["ActivityRecording"])
    values |= {"id": "8a7c1f4e-53d2-4b06-9f61-2c8f0b7e9d15", "number": 0, "samples": 0}
    values |= {"start_time": "2026-03-01T07:15:02Z", "sport": "running", "lap_count": 0}
    values |= {"file_name": "a.fit", "file_format": "fit", "file_sha256": "", "remarks": []}
    values |= {"created_at": "2026-03-01T07:15:02Z"}
    values |= {"gives": list(gives), "computed": list(computed)}
    return ActivityRecording.from_dict(values)


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        (recording("name"), recording("sport", "laps"), "name"),
        (recording("sport", "laps"), recording("name"), "all else"),
        (recording("sport", "laps"), recording(), "everything"),
        (recording(), recording("sport"), "-"),
        (recording("calories_kcal"), recording("sport"), "energy"),
        (
            recording("ascent_m", "distance_m", computed=("ascent_m", "avg_hr_bpm")),
            recording(),
            "everything, ascent worked out",
        ),
    ],
)
def test_what_a_recording_gives(
    one: ActivityRecording, other: ActivityRecording, text: str
) -> None:
    assert gives_text(one, [other]) == text
