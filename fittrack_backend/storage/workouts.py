"""The planned workouts of an account, as its requests read them."""

from __future__ import annotations

from uuid import UUID

from attrs import evolve
from sqlalchemy import case, func, select

from fittrack_backend.errors import not_found
from fittrack_backend.records.workouts import Workout, WorkoutDetail
from fittrack_backend.storage import shown
from fittrack_backend.storage.id_digits import ANY_ID, IdQuestion
from fittrack_backend.storage.originals import Original, download_name
from fittrack_backend.storage.pages import Key, Page, PageAsked, make_page
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import WorkoutRow


def list_all(
    database: AccountSession, asked: PageAsked, *, sport: str | None, ids: IdQuestion = ANY_ID
) -> Page[Workout]:
    """By name; those without one come last."""
    nameless = case((WorkoutRow.name.is_(None), 1), else_=0)
    keys = (Key(nameless), Key(func.coalesce(WorkoutRow.name, "")), Key(WorkoutRow.id))
    query = select(*WorkoutRow.columns(Workout)).where(
        WorkoutRow.removal_id.is_(None), ids.condition(WorkoutRow.id)
    )
    if sport is not None:
        query = query.where(WorkoutRow.column("sport") == sport)
    total = asked.total(database, WorkoutRow, query)
    rows = database.execute(asked.rows_of(query, keys, int, str, UUID)).all()
    found = shown.all_of(database, Workout, rows)
    page = make_page(
        found, asked.limit, lambda one: (int(one.name is None), one.name or "", one.id)
    )
    digits = ids.digits(database, WorkoutRow, [one.id for one in page.items])
    return evolve(page, id_digits=digits, total=total)


def show(database: AccountSession, workout_id: UUID) -> WorkoutDetail:
    """One workout; a problem 404 when it is not there."""
    query = select(WorkoutRow.id).where(
        WorkoutRow.id == workout_id, WorkoutRow.removal_id.is_not(None)
    )
    if database.scalar(query) is not None:
        raise not_found("workout", workout_id)
    return shown.one_of(database, WorkoutRow, WorkoutDetail, workout_id, "workout")


def original(database: AccountSession, workout_id: UUID) -> Original:
    """The file that the workout was read from; raises a problem 404 when there is none."""
    found = show(database, workout_id)
    return Original(found.file_sha256, download_name(found.file_name))
