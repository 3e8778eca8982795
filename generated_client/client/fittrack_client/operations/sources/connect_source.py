# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.folder_source_request import FolderSourceRequest
from ...models.garmin_source_request import GarminSourceRequest
from ...models.source import Source
from ...models.upload_source_request import UploadSourceRequest
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def connect_source(
    *,
    body: FolderSourceRequest | GarminSourceRequest | UploadSourceRequest,
) -> Operation[Source]:
    """Connect a source

    Connects a source of the kind that `kind` names. The same source connects once.

    A folder must lie where the server's operator lets the account read: the first account anywhere but
    in
    the system's folders and the server's own, every other one in the folders that it was given.

    Args:
        body (FolderSourceRequest | GarminSourceRequest | UploadSourceRequest):
    """

    _headers: dict[str, str] = {}

    _kwargs: dict[str, Any] = {}

    if isinstance(body, FolderSourceRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, UploadSourceRequest):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "connect_source",
        "POST",
        "/v1/sources",
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> Source:
    return Source.from_dict(response.json())
