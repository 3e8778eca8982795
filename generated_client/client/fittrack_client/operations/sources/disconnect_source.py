# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...operation import Operation
from ...parameters import is_given, path_of, path_text, query_text
from ...types import Unset

if TYPE_CHECKING:
    import httpx


def disconnect_source(
    source_id: UUID,
    *,
    forget: bool | Unset = False,
) -> Operation[None]:
    """Disconnect a source

    What was synced from it stays, unless it is to be forgotten. Refused while a job runs on it.

    What was forgotten can be restored for 30 days. Until then, and after, its files bring nothing back
    unless the source is connected again and synced in full.

    Args:
        source_id (UUID): The source's id.
        forget (bool | Unset): Takes away what came from it alone, too, also of a source that is
            disconnected already. Takes the scope `write`. Default: False.
    """

    _query: list[str] = []
    if is_given(forget):
        _query.append(query_text("forget", forget, "form", True))

    return Operation(
        "disconnect_source",
        "DELETE",
        path_of(
            "/v1/sources/{source_id}",
            {
                "source_id": path_text("source_id", source_id, "simple", False),
            },
        ),
        _read,
        query=_query,
    )


def _read(response: httpx.Response) -> None:
    return None
