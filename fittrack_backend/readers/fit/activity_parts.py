"""The lists of a session besides its laps: lengths, sets, splits, times in zones, gases and steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile
from math import isfinite
from typing import TypeVar

from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.activity_messages import ActivityMessages
from fittrack_backend.readers.fit.definitions import Value
from fittrack_backend.readers.fit.part_fields import (
    GASES,
    LENGTHS,
    OF_USER_PROFILE,
    OF_ZONES_TARGET,
    SETS,
    SPLIT_SUMS,
    SPLITS,
    ZONE_ARRAYS,
    ZONE_TIMES,
    ZONES,
    ZonesOf,
)
from fittrack_backend.readers.fit.profile import has_names, known_name_of, number_of
from fittrack_backend.readers.fit.session_and_lap_fields import (
    MEASURES_OF_DIVES,
    MEASURES_OF_SESSIONS,
    Fields,
    values_of,
)
from fittrack_backend.readers.fit.wire import Message
from fittrack_backend.readers.fit.workouts import step_of
from fittrack_backend.records.activity_parts import (
    ActivityParts,
    DiveGas,
    ExerciseSet,
    Length,
    Split,
    SplitSum,
    TimesInZones,
)
from fittrack_backend.records.as_json import changed, made, sparse
from fittrack_backend.records.fields import Sparse, fields_of
from fittrack_backend.records.measures import SessionMeasures
from fittrack_backend.records.workouts import WorkoutStep

R = TypeVar("R", bound=Sparse)

_SESSION, _LAP = number_of("session"), number_of("lap")
_INDEX_MASK = 0x0FFF

Belongs = Callable[[Message], bool]


def measures_of(told: ActivityMessages, index: int) -> SessionMeasures | None:
    """What the session of this number says, and the summary of its dive."""
    session = told.sessions[index]
    found = values_of(session, MEASURES_OF_SESSIONS)
    for dive in told.dives:
        if _is_of_session(dive, session, index, len(told.sessions)):
            found = values_of(dive, MEASURES_OF_DIVES) | found
    return sparse(SessionMeasures, found) if found else None


def parts_of(
    told: ActivityMessages, index: int | None, span: tuple[int, float], laps: Sequence[Message]
) -> ActivityParts | None:
    """The lists of the session of this number, which lasted for `span` and has these `laps`; of a file
    without sessions, for None, all there are. None where there is no list."""
    begun, ended = span
    is_alone = len(told.sessions) <= 1

    def belongs(message: Message) -> bool:
        if is_alone:
            return True
        time = of.seconds(message, "start_time") or of.seconds(message, "timestamp")
        return time is not None and begun <= time <= ended

    lists = {
        "lengths": _listed(Length, told.lengths, LENGTHS, belongs),
        "sets": _sets(told.sets, belongs),
        "splits": _listed(Split, told.splits, SPLITS, belongs),
        "split_sums": _sums(told.split_sums) if is_alone else (),
        "zones": tuple(_zones(told, index, laps)),
        "dive_gases": _listed(DiveGas, told.gases, GASES, belongs) if is_alone else (),
        "workout_steps": _steps(told.steps) if is_alone else (),
    }
    found = {name: some for name, some in lists.items() if some}
    return sparse(ActivityParts, found) if found else None


def _listed(
    record: type[R], messages: Iterable[Message], fields: Fields, belongs: Belongs
) -> tuple[R, ...]:
    found = [values_of(message, fields) for message in messages if belongs(message)]
    return tuple([sparse(record, {"index": at, **one}) for at, one in enumerate(found)])


def _sets(messages: Iterable[Message], belongs: Belongs) -> tuple[ExerciseSet, ...]:
    found: list[ExerciseSet] = []
    for message in messages:
        if belongs(message):
            values = {**values_of(message, SETS), **_exercise(message)}
            found.append(sparse(ExerciseSet, {"index": len(found), **values}))
    return tuple(found)


def _exercise(message: Message) -> dict[str, object]:
    """The kind of exercise and its name, of several the first."""
    category = known_name_of("exercise_category", of.integer(message.values.get("category")))
    if category is None:
        return {}
    names = f"{category}_exercise_name"
    subtype = of.integer(message.values.get("category_subtype"))
    exercise = known_name_of(names, subtype) if has_names(names) else None
    found: dict[str, object] = {"category": category}
    return found if exercise is None else {**found, "exercise": exercise}


def _sums(messages: Iterable[Message]) -> tuple[SplitSum, ...]:
    return tuple([sparse(SplitSum, values_of(message, SPLIT_SUMS)) for message in messages])


def _steps(messages: Sequence[Message]) -> tuple[WorkoutStep, ...]:
    shown = fields_of(WorkoutStep)
    steps = sorted((step_of(one, at) for at, one in enumerate(messages)), key=lambda one: one.index)
    return tuple([made(WorkoutStep, {name: getattr(one, name) for name in shown}) for one in steps])


def _zones(
    told: ActivityMessages, index: int | None, laps: Sequence[Message]
) -> Iterator[TimesInZones]:
    """The times in zones of a session, then of its laps; what messages of their own say is more than what
    the session and the laps do."""
    session = None if index is None else told.sessions[index]
    of_laps = {_index_of(lap, at): at for at, lap in enumerate(told.laps)}
    own = {id(lap): at for at, lap in enumerate(laps)}
    found: dict[int | None, TimesInZones] = {}
    for message in told.zones:
        lap_index: int | None = None
        if message.values.get("reference_mesg") == _LAP:
            reference = _reference_of(message)
            at = None if reference is None else of_laps.get(reference)
            if at is None or id(told.laps[at]) not in own:
                continue
            lap_index = own[id(told.laps[at])]
        elif session is None or not _is_of_session(
            message, session, index or 0, len(told.sessions)
        ):
            continue
        zones = _times_in_zones(message, lap_index, ZONES)
        if zones is not None:
            found[lap_index] = zones
    given = [*enumerate(laps)] if session is None else [(None, session), *enumerate(laps)]
    for lap_index, message in given:
        if lap_index not in found:
            zones = _times_in_zones(message, lap_index, {})
            if zones is not None:
                found[lap_index] = changed(zones, _boundaries(told, zones))
    settings = _settings(told, session)
    if settings:
        whole = found.get(None, sparse(TimesInZones, {}))
        found[None] = changed(whole, {**settings, **vars(whole)})
    yield from (found[at] for at in sorted(found, key=lambda at: -1 if at is None else at))


def _settings(told: ActivityMessages, session: Message | None) -> dict[str, object]:
    """What the device was told of the athlete, whose messages say it for all that is in the file."""
    profile = values_of(told.user_profiles[-1], OF_USER_PROFILE) if told.user_profiles else {}
    sport = None if session is None else known_name_of("sport", session.values.get("sport"))
    of_sport = profile.get(sport or "") or profile.get("max_hr_bpm")
    target = values_of(told.zones_targets[-1], OF_ZONES_TARGET) if told.zones_targets else {}
    return ({"max_hr_bpm": of_sport} if of_sport else {}) | target


def _boundaries(told: ActivityMessages, zones: TimesInZones) -> dict[str, object]:
    """The upper ends of zones that have messages of their own, as many as there are times."""
    found: dict[str, object] = {}
    for name, times, messages, field in (
        ("hr_high_bpm", zones.hr_s, told.hr_zones, "high_bpm"),
        ("power_high_w", zones.power_s, told.power_zones, "high_value"),
    ):
        highs = [of.integer(one.values.get(field)) for one in messages]
        if highs and len(highs) == len(times) and None not in highs:
            found[name] = tuple(highs)
    return found


def _times_in_zones(message: Message, lap_index: int | None, fields: Fields) -> TimesInZones | None:
    if message.values.keys().isdisjoint(ZONE_TIMES):
        return None
    found: dict[str, object] = {}
    for field, zones in ZONE_ARRAYS.items():
        values = tuple(_set_values(message.values.get(field), zones))
        if values:
            found[zones.name] = values
    if not any(name.endswith("_s") for name in found):
        return None
    of_lap = {} if lap_index is None else {"lap_index": lap_index}
    return sparse(TimesInZones, {**of_lap, **found, **values_of(message, fields)})


def _set_values(value: Value | None, zones: ZonesOf) -> Iterator[float | int]:
    """The values of an array up to the first that is not set."""
    if isinstance(value, tuple):
        for one in takewhile(isfinite, value):
            yield zones.kind(one)
    elif isinstance(value, int | float):
        yield zones.kind(value)


def _is_of_session(message: Message, session: Message, index: int, sessions: int) -> bool:
    """Whether a message refers to this session; one that refers to nothing is of the only one."""
    mesg = message.values.get("reference_mesg")
    if mesg is None:
        return sessions == 1
    if mesg != _SESSION:
        return False
    return sessions == 1 or _reference_of(message) == _index_of(session, index)


def _reference_of(message: Message) -> int | None:
    value = of.integer(message.values.get("reference_index"))
    return None if value is None else value & _INDEX_MASK


def _index_of(message: Message, position: int) -> int:
    value = of.integer(message.values.get("message_index"))
    return position if value is None else value & _INDEX_MASK
