"""Collects the messages about activities, and reads what they say about an activity as a whole."""

from __future__ import annotations

from attrs import define, field

from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.part_fields import (
    GASES,
    LENGTHS,
    OF_EXERCISES,
    OF_USER_PROFILE,
    OF_ZONES_TARGET,
    SETS,
    SPLIT_SUMS,
    SPLITS,
    ZONE_ARRAYS,
    ZONE_TIMES,
    ZONES,
)
from fittrack_backend.readers.fit.parts import Part
from fittrack_backend.readers.fit.profile import known_name_of, number_of, wanted
from fittrack_backend.readers.fit.session_and_lap_fields import (
    MEASURES_OF_DIVES,
    MEASURES_OF_SESSIONS,
    OF_LAPS,
    TOTALS_OF_SESSIONS,
    fields_in,
)
from fittrack_backend.readers.fit.times import EARLIEST
from fittrack_backend.readers.fit.wire import Message, messages
from fittrack_backend.readers.fit.workouts import STEP_FIELDS
from fittrack_backend.readers.measures import DEVICE_LIMIT, NAME_LIMIT, clean_text
from fittrack_backend.records.local_time import offset_between

_OF_BOTH = (
    "message_index",
    "timestamp",
    "start_time",
    "total_elapsed_time",
    "sport",
    "sub_sport",
    *ZONE_TIMES,
)
_OF_LISTS = ("timestamp", "start_time")
_REFERENCE = ("timestamp", "reference_mesg", "reference_index")
_OF_SESSIONS = (
    "first_lap_index",
    "num_laps",
    "sport_profile_name",
)
_PLACES = tuple(f"{end}_position_{axis}" for end in ("start", "end") for axis in ("lat", "long"))
_WANTED = wanted(
    {
        "file_id": ("time_created", "manufacturer", "product", "product_name"),
        "session": (
            *_OF_BOTH,
            *_OF_SESSIONS,
            *_PLACES,
            *fields_in(TOTALS_OF_SESSIONS, MEASURES_OF_SESSIONS),
        ),
        "lap": (*_OF_BOTH, *_PLACES, *fields_in(OF_LAPS)),
        "sport": ("sport", "sub_sport", "name"),
        "workout": ("wkt_name",),
        "activity": ("timestamp", "local_timestamp"),
        "length": (*_OF_LISTS, *fields_in(LENGTHS)),
        "set": (*_OF_LISTS, *fields_in(SETS), *OF_EXERCISES),
        "split": (*_OF_LISTS, *fields_in(SPLITS)),
        "split_summary": fields_in(SPLIT_SUMS),
        "time_in_zone": (*_REFERENCE, *fields_in(ZONES), *ZONE_ARRAYS),
        "dive_summary": (*_REFERENCE, *fields_in(MEASURES_OF_DIVES)),
        "dive_gas": fields_in(GASES),
        "workout_step": STEP_FIELDS,
        "hr_zone": ("high_bpm",),
        "power_zone": ("high_value",),
        "zones_target": fields_in(OF_ZONES_TARGET),
        "user_profile": fields_in(OF_USER_PROFILE),
    }
)
_FILE_ID, _SESSION, _LAP, _SPORT, _ACTIVITY = (
    number_of(name) for name in ("file_id", "session", "lap", "sport", "activity")
)
_LISTS = {
    number_of(name): listed
    for name, listed in (
        ("length", "lengths"),
        ("set", "sets"),
        ("split", "splits"),
        ("split_summary", "split_sums"),
        ("time_in_zone", "zones"),
        ("dive_summary", "dives"),
        ("dive_gas", "gases"),
        ("workout_step", "steps"),
        ("hr_zone", "hr_zones"),
        ("power_zone", "power_zones"),
        ("zones_target", "zones_targets"),
        ("user_profile", "user_profiles"),
    )
}
"""What is kept of an activity besides its laps: by the message's number, the attribute it goes to."""
_MOST_SESSIONS = 1_000
MOST_LAPS = 20_000
_MOST_IN_A_LIST = 20_000


@define
class ActivityMessages:
    """The messages about activities, in the file's order."""

    file_id: Message | None = None
    sessions: list[Message] = field(factory=list)
    laps: list[Message] = field(factory=list)
    sports: list[Message] = field(factory=list)
    lengths: list[Message] = field(factory=list)
    sets: list[Message] = field(factory=list)
    splits: list[Message] = field(factory=list)
    split_sums: list[Message] = field(factory=list)
    zones: list[Message] = field(factory=list)
    dives: list[Message] = field(factory=list)
    gases: list[Message] = field(factory=list)
    steps: list[Message] = field(factory=list)
    hr_zones: list[Message] = field(factory=list)
    power_zones: list[Message] = field(factory=list)
    zones_targets: list[Message] = field(factory=list)
    user_profiles: list[Message] = field(factory=list)
    workout: Message | None = None
    activity: Message | None = None
    """Of several the last: a device writes it at the end."""
    dropped: dict[str, int] = field(factory=dict)
    """Of what there is more than is read, and how much is."""


def collect(part: Part) -> ActivityMessages:
    """The messages about activities in one FIT file, in bounds.

    Where a device's clock was never set, its times count from when it was switched on; the local time
    of the activity message then dates them all, and `part` remembers by how much.
    """
    told = _collect(part)
    part.clock_shift_s = _clock_shift_s(told)
    return _collect(part) if part.clock_shift_s else told


def _clock_shift_s(told: ActivityMessages) -> int:
    if told.activity is None:
        return 0
    counted = of.whole(told.activity, "timestamp")
    local = of.seconds(told.activity, "local_timestamp")
    starts = [of.whole(session, "start_time") for session in told.sessions]
    is_unset = counted is not None and counted < EARLIEST
    if not is_unset or local is None or any(start is None or start >= EARLIEST for start in starts):
        return 0
    return local - (counted or 0)


def clock_offset_s(told: ActivityMessages, part: Part) -> int | None:
    """How far the device's local time is ahead of UTC in seconds, if the activity message says."""
    if told.activity is None:
        return None
    if part.clock_shift_s:
        return 0  # the local time is all that is known
    utc = of.seconds(told.activity, "timestamp")
    local = of.seconds(told.activity, "local_timestamp")
    if utc is None or local is None:
        return None
    return offset_between(of.moment(local), of.moment(utc))


def _collect(part: Part) -> ActivityMessages:
    told = ActivityMessages()
    lists: dict[int, tuple[str, list[Message]]] = {
        number: (name, getattr(told, name)) for number, name in _LISTS.items()
    }
    for message in messages(part, _WANTED):
        if message.number == _SESSION:
            if not _append(told.sessions, message, _MOST_SESSIONS):
                told.dropped["sessions"] = _MOST_SESSIONS
        elif message.number == _LAP:
            if not _append(told.laps, message, MOST_LAPS):
                told.dropped["laps"] = MOST_LAPS
        elif message.number == _SPORT:
            _append(told.sports, message, _MOST_SESSIONS)
        elif message.number == _FILE_ID:
            told.file_id = told.file_id or message
        elif message.number == _ACTIVITY:
            told.activity = message
        elif message.number in lists:
            name, some = lists[message.number]
            if not _append(some, message, _MOST_IN_A_LIST):
                told.dropped[name.replace("_", " ")] = _MOST_IN_A_LIST
        else:
            told.workout = told.workout or message
    return told


def _append(messages: list[Message], message: Message, most: int) -> bool:
    if len(messages) >= most:
        return False
    messages.append(message)
    return True


def sport_of(told: ActivityMessages, laps: list[Message]) -> tuple[str, str | None]:
    """Sport and sub-sport when no session has them; `generic` when nothing does."""
    for message in [*reversed(told.sports), *laps]:
        sport = known_name_of("sport", message.values.get("sport"))
        if sport is not None:
            return sport, known_name_of("sub_sport", message.values.get("sub_sport"))
    return "generic", None


def name_of_activity(
    told: ActivityMessages, session: Message | None, sport: str | None
) -> str | None:
    """What the workout, the session's profile or the sport is called."""
    if told.workout is not None and len(told.sessions) <= 1:
        name = of.text(told.workout, "wkt_name", NAME_LIMIT)
        if name:
            return name
    if session is not None:
        name = of.text(session, "sport_profile_name", NAME_LIMIT)
        if name:
            return name
    for message in told.sports:
        if sport is None or known_name_of("sport", message.values.get("sport")) == sport:
            return of.text(message, "name", NAME_LIMIT)
    return None


def device_of(file_id: Message | None) -> str | None:
    """Manufacturer and product, as people know them."""
    if file_id is None:
        return None
    manufacturer = known_name_of("manufacturer", file_id.values.get("manufacturer"))
    product = of.text(file_id, "product_name", DEVICE_LIMIT)
    if product is None and manufacturer in ("garmin", "dynastream", "dynastream_oem", "tacx"):
        product = known_name_of("garmin_product", file_id.values.get("product"))
    parts = [part for part in (manufacturer, product) if part]
    return clean_text(" ".join(parts), DEVICE_LIMIT)
