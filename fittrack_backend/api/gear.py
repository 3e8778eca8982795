"""The operation on gear."""

from __future__ import annotations

from fittrack_backend.api import strict
from fittrack_backend.api.dependencies import AskedPage, ReaderDatabase
from fittrack_backend.api.responses import OF_A_SCOPE, problems
from fittrack_backend.api.schemas.gear import GearList
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.storage import gear

router = strict.router("/v1", "data")


@router.get(
    "/gear",
    operation_id="list_gear",
    summary="List gear",
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def list_gear(database: ReaderDatabase, asked: AskedPage) -> GearList:
    """Shoes and bikes by name, as a service's export names them, each with what was done with it."""
    return GearList.model_validate(gear.list_all(database, asked))
