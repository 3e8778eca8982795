# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...models.upload import Upload
from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def get_upload(
    upload_id: UUID,
) -> Operation[Upload]:
    """What became of an upload?

    One upload.

    Args:
        upload_id (UUID): The upload's id.
    """

    return Operation(
        "get_upload",
        "GET",
        path_of(
            "/v1/uploads/{upload_id}",
            {
                "upload_id": path_text("upload_id", upload_id, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> Upload:
    return Upload.from_dict(response.json())
