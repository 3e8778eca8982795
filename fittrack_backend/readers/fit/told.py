"""The messages about activities, and what they say of an activity as a whole."""

from __future__ import annotations

from attrs import define, field

from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.parts import Part
from fittrack_backend.readers.fit.profile import name_of, number_of, wanted
from fittrack_backend.readers.fit.totals import OF_LAPS, OF_SESSIONS, fields_in
from fittrack_backend.readers.fit.wire import Message, messages
from fittrack_backend.readers.measures import DEVICE_LIMIT, NAME_LIMIT, clean_text

_OF_BOTH = ("timestamp", "start_time", "total_elapsed_time", "sport", "sub_sport")
_OF_SESSIONS = ("first_lap_index", "num_laps", "sport_profile_name")
_WANTED = wanted(
    {
        "file_id": ("time_created", "manufacturer", "product", "product_name"),
        "session": (*_OF_BOTH, *_OF_SESSIONS, *fields_in(OF_SESSIONS)),
        "lap": (*_OF_BOTH, *fields_in(OF_LAPS)),
        "sport": ("sport", "sub_sport", "name"),
        "workout": ("wkt_name",),
    }
)
_FILE_ID, _SESSION, _LAP, _SPORT = (
    number_of(name) for name in ("file_id", "session", "lap", "sport")
)
_MOST_SESSIONS = 1_000
_MOST_LAPS = 20_000


@define
class Told:
    """The messages about activities, in the file's order."""

    file_id: Message | None = None
    sessions: list[Message] = field(factory=list)
    laps: list[Message] = field(factory=list)
    sports: list[Message] = field(factory=list)
    workout: Message | None = None
    dropped: bool = False


def collect(part: Part) -> Told:
    """The messages about activities in one FIT file, in bounds."""
    told = Told()
    for message in messages(part, _WANTED):
        if message.number == _SESSION:
            told.dropped |= not _append(told.sessions, message, _MOST_SESSIONS)
        elif message.number == _LAP:
            told.dropped |= not _append(told.laps, message, _MOST_LAPS)
        elif message.number == _SPORT:
            _append(told.sports, message, _MOST_SESSIONS)
        elif message.number == _FILE_ID:
            told.file_id = told.file_id or message
        else:
            told.workout = told.workout or message
    return told


def _append(messages: list[Message], message: Message, most: int) -> bool:
    if len(messages) >= most:
        return False
    messages.append(message)
    return True


def sport_of(told: Told, laps: list[Message]) -> tuple[str, str | None]:
    """Sport and sub-sport where no session says them; `generic` where nothing does."""
    for message in [*reversed(told.sports), *laps]:
        sport = name_of("sport", message.values.get("sport"))
        if sport is not None:
            return sport, name_of("sub_sport", message.values.get("sub_sport"))
    return "generic", None


def name_of_activity(told: Told, session: Message | None, sport: str | None) -> str | None:
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
        if sport is None or name_of("sport", message.values.get("sport")) == sport:
            return of.text(message, "name", NAME_LIMIT)
    return None


def device_of(file_id: Message | None) -> str | None:
    """Manufacturer and product, as people know them."""
    if file_id is None:
        return None
    manufacturer = _enumerated("manufacturer", file_id.values.get("manufacturer"))
    product = of.text(file_id, "product_name", DEVICE_LIMIT)
    if product is None and manufacturer in ("garmin", "dynastream", "dynastream_oem", "tacx"):
        product = _enumerated("garmin_product", file_id.values.get("product"))
    parts = [part for part in (manufacturer, product) if part]
    return clean_text(" ".join(parts), DEVICE_LIMIT)


def _enumerated(type_name: str, value: object) -> str | None:
    """The profile's name; a number that it lacks says nothing to people, so None."""
    name = name_of(type_name, value)
    return None if name is None or name == f"{type_name}_{value}" else name
