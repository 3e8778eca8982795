"""The contract names the types of data that there are, in their order."""

from __future__ import annotations

from fittrack_backend.api.schemas.sync import SyncType
from fittrack_backend.records.data_types import TYPES


def test_the_contract_names_every_type_of_data() -> None:
    assert [one.value for one in SyncType] == list(TYPES)
