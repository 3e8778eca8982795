"""The messages of FIT files that FitTrack keeps nothing of, and why. The original file keeps all of them.

All other messages of the FIT profile are kept. What manufacturers send under numbers that the profile does not
have cannot be read: nobody says what it means.
"""

from __future__ import annotations

from collections.abc import Mapping

from fittrack_backend.readers.fit import profile

_OF_DEVICE = "it says how a device is set, not what its owner did"
_OF_FILE = "it describes the file or the connection, not what happened"
_PLANS = "a plan or a course, not what happened; planned workouts are kept"
_RAW = "raw values of a sensor, many a second, of which the device's own values are kept"
_FILM = "about a film that is not in the file"
_NO_PLACE = "no record has a place for it yet"
_OF_SNAPSHOTS = "of a health snapshot, value by value; no record has a place for it yet"

LEFT_OUT: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "device_settings",
            "hrm_profile",
            "sdm_profile",
            "bike_profile",
            "connectivity",
            "watchface_settings",
            "ohr_settings",
            "speed_zone",
            "cadence_zone",
            "met_zone",
            "training_settings",
            "dive_settings",
            "dive_alarm",
            "dive_apnea_alarm",
            "hsa_configuration_data",
            "exd_screen_configuration",
            "exd_data_field_configuration",
            "exd_data_concept_configuration",
        ),
        _OF_DEVICE,
    ),
    **dict.fromkeys(
        (
            "file_creator",
            "timestamp_correlation",
            "software",
            "slave_device",
            "capabilities",
            "file_capabilities",
            "mesg_capabilities",
            "field_capabilities",
            "training_file",
            "memo_glob",
            "developer_data_id",
            "battery",
            "ant_channel_id",
            "ant_rx",
            "ant_tx",
            "pad",
        ),
        _OF_FILE,
    ),
    **dict.fromkeys(
        (
            "course",
            "course_point",
            "segment_id",
            "segment_leaderboard_entry",
            "segment_point",
            "segment_file",
            "goal",
            "schedule",
            "workout_session",
        ),
        _PLANS,
    ),
    **dict.fromkeys(
        (
            "hsa_accelerometer_data",
            "hsa_gyroscope_data",
        ),
        _RAW,
    ),
    **dict.fromkeys(
        (
            "hsa_body_battery_data",
            "hsa_event",
            "hsa_heart_rate_data",
            "hsa_respiration_data",
            "hsa_spo2_data",
            "hsa_step_data",
            "hsa_stress_data",
            "hsa_wrist_temperature_data",
        ),
        _OF_SNAPSHOTS,
    ),
    **dict.fromkeys(
        (
            "blood_pressure",
            "exercise_title",
            "sleep_disruption_overnight_severity",
            "sleep_disruption_severity_period",
        ),
        _NO_PLACE,
    ),
    **dict.fromkeys(
        ("weather_alert", "weather_conditions"), "from a service, not measured by the device"
    ),
    "segment_lap": "segments are of a service, not of the device",
    "totals": "sums over a device's life, not what happened",
    **dict.fromkeys(
        (
            "video",
            "video_clip",
            "video_description",
            "video_frame",
            "video_title",
        ),
        _FILM,
    ),
}


def is_kept(name: str) -> bool:
    """Whether something is kept of messages of that name; of those that are only known by a number, nothing is."""
    return name not in LEFT_OUT and profile.is_message(name)
