"""What the stand-in answers a request."""

from __future__ import annotations

import json

from attrs import frozen


@frozen
class Reply:
    """What a request gets."""

    status: int = 200
    body: bytes = b""
    kind: str = "application/json;charset=UTF-8"
    headers: tuple[tuple[str, str], ...] = ()
    fault: str | None = None

    @classmethod
    def json(cls, document: object) -> Reply:
        """A document; None is no content."""
        if document is None:
            return cls(204)
        return cls(body=json.dumps(document, ensure_ascii=False).encode())


class Refused(Exception):
    """The service does not take the request."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status
