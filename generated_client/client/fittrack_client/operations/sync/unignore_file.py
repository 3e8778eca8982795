# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def unignore_file(
    ignored_file_id: UUID,
) -> Operation[None]:
    """Stop ignoring a file

    The next job that meets it reports it as what it is.

    Args:
        ignored_file_id (UUID): The ignored file's id.
    """

    return Operation(
        "unignore_file",
        "DELETE",
        path_of(
            "/v1/sync/ignored-files/{ignored_file_id}",
            {
                "ignored_file_id": path_text("ignored_file_id", ignored_file_id, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> None:
    return None
