"""Which recordings have samples that were not kept yet, by the version of the readers that was tried last."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from attrs import evolve, frozen
from sqlalchemy import ColumnElement, and_, bindparam, func, literal_column, or_, select, update
from sqlalchemy.orm import Session

from fittrack_backend.records.numbers.of_recording import NUMBERS_VERSION
from fittrack_backend.records.recording_numbers import WorkedOut
from fittrack_backend.storage.recording_numbers import keep
from fittrack_backend.storage.removed import counts
from fittrack_backend.storage.scope import AccountSession, Prepared
from fittrack_backend.storage.tables import RecordingRow


@frozen
class OriginalToRead:
    """An original whose samples or numbers are to come; `number` is that of its last recording. `sports` are of the
    recordings whose numbers are to be worked out, by their number."""

    sha256: str
    file_format: str
    number: int
    sports: tuple[tuple[int, str], ...] = ()


_WITHOUT_SAMPLES: tuple[ColumnElement[str], ...] = (
    literal_column("'csv'"),
    literal_column("'json'"),
)
"""The formats of what services say: there is nothing to keep. Said as the index of the others says it."""


def _to_come(version: int | ColumnElement[int]) -> ColumnElement[bool]:
    return and_(RecordingRow.samples_version < version, _is_there())


def _without_numbers(version: int | ColumnElement[int]) -> ColumnElement[bool]:
    return and_(RecordingRow.numbers_version < version, _is_there())


def _is_there() -> ColumnElement[bool]:
    return and_(
        RecordingRow.column("file_format").not_in(_WITHOUT_SAMPLES),
        RecordingRow.purged_at.is_(None),
        counts(RecordingRow),
    )


def _how_many(is_to_come: Callable[[ColumnElement[int]], ColumnElement[bool]]) -> Prepared:
    """How many activities have a recording to which that applies, by the version that would read it."""
    count = select(func.count(RecordingRow.activity_id.distinct()))
    return Prepared(count.where(is_to_come(bindparam("version"))))


_ACTIVITIES_TO_COME, _WITHOUT_NUMBERS = _how_many(_to_come), _how_many(_without_numbers)


def activities_to_come(database: AccountSession, version: int) -> int:
    """How many of the account's activities have a recording whose samples are to come."""
    (number,) = database.prepared_values(_ACTIVITIES_TO_COME, version=version)
    return int(number)


def activities_without_numbers(database: AccountSession) -> int:
    """How many of the account's activities have a recording whose numbers are to be worked out."""
    (number,) = database.prepared_values(_WITHOUT_NUMBERS, version=NUMBERS_VERSION)
    return int(number)


def next_to_read(
    session: Session, version: int, limit: int, put_off: Collection[str]
) -> list[OriginalToRead]:
    """Some originals of any account, those of the latest activities first, but for those that were put off."""
    sha256, number = RecordingRow.column("file_sha256"), RecordingRow.column("number")
    query = (
        select(sha256, func.max(RecordingRow.column("file_format")), func.max(number))
        .where(or_(_to_come(version), _without_numbers(NUMBERS_VERSION)), sha256.not_in(put_off))
        .group_by(sha256)
        .order_by(func.max(RecordingRow.start_time).desc(), sha256)
        .limit(limit)
    )
    found = [OriginalToRead(*row) for row in session.execute(query)]
    sports: dict[str, dict[int, str]] = {}
    wanted = select(sha256, number, RecordingRow.column("sport")).where(
        _without_numbers(NUMBERS_VERSION), sha256.in_([one.sha256 for one in found])
    )
    for digest, of_number, sport in session.execute(wanted):
        sports.setdefault(digest, {})[of_number] = sport
    return [evolve(one, sports=tuple(sorted(sports.get(one.sha256, {}).items()))) for one in found]


def mark(
    session: Session, original: OriginalToRead, version: int, worked_out: Sequence[WorkedOut]
) -> None:
    """Notes that the samples of an original were kept, or cannot be, by these readers, and keeps the numbers that were
    worked out of them, of every account that has it. Commits.

    A recording that is of another sport by now waits for the next time.
    """
    sha256 = RecordingRow.column("file_sha256")
    query = update(RecordingRow).where(
        sha256 == original.sha256, RecordingRow.samples_version < version
    )
    session.execute(query.values(samples_version=version))
    by_number = {one.number: one for one in worked_out}
    for number, sport in original.sports:
        of_it = and_(
            sha256 == original.sha256,
            RecordingRow.column("number") == number,
            RecordingRow.column("sport") == sport,
            RecordingRow.purged_at.is_(None),
        )
        session.execute(update(RecordingRow).where(of_it).values(numbers_version=NUMBERS_VERSION))
        ids = session.scalars(select(RecordingRow.id).where(of_it)).all()
        keep(session, ids, by_number.get(number))
    session.commit()
