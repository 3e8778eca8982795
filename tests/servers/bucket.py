"""A bucket that speaks as much of the S3 protocol as originals need, in a process of its own.

    python -m tests.servers.bucket FOLDER [PORT]

Objects are files below FOLDER, so that it can be killed and started again. It checks the access key and the
SHA-256 of what it is sent. Prints its address.
"""

from __future__ import annotations

import base64
import hashlib
import re
import sys
import tempfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape, unescape

ACCESS_KEY = "bucket-key"
SECRET_KEY = "bucket-secret-marked-91c2"
NAME = "training"
_PAGE = 100


class Handler(BaseHTTPRequestHandler):
    """One request after the other on a connection."""

    protocol_version = "HTTP/1.1"
    folder: ClassVar[Path]

    def do_PUT(self) -> None:
        """Keeps an object, whole or not at all."""
        data = self.rfile.read(int(self.headers["content-length"]))
        digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
        if self._refused():
            return
        if self.headers.get("x-amz-checksum-sha256") != digest:
            self._answer(400, _error("BadDigest"))
            return
        path = self._path()
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as file:
            file.write(data)
        Path(file.name).replace(path)
        self._answer(200, headers={"etag": f'"{digest}"'})

    def do_GET(self) -> None:
        """Gives an object, or lists some."""
        if self._refused():
            return
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        if "list-type" in query:
            self._list(query)
            return
        path = self._path()
        if not path.is_file():
            self._answer(404, _error("NoSuchKey"))
            return
        data = path.read_bytes()
        self._answer(200, data, {"etag": '"x"', "last-modified": _MODIFIED})

    def do_HEAD(self) -> None:
        """As GET, without the content."""
        self.do_GET()

    def do_POST(self) -> None:
        """Removes the objects that are listed (DeleteObjects)."""
        data = self.rfile.read(int(self.headers["content-length"]))
        if self._refused():
            return
        names = [unescape(name) for name in re.findall(r"<Key>([^<]*)</Key>", data.decode())]
        for name in names:
            (self.folder / NAME / name).unlink(missing_ok=True)
        removed = "".join(f"<Deleted><Key>{escape(name)}</Key></Deleted>" for name in names)
        self._answer(200, f"<DeleteResult>{removed}</DeleteResult>".encode())

    def do_DELETE(self) -> None:
        """Removes an object."""
        if self._refused():
            return
        self._path().unlink(missing_ok=True)
        self._answer(204)

    def _list(self, query: dict[str, list[str]]) -> None:
        prefix, after = query.get("prefix", [""])[0], query.get("continuation-token", [""])[0]
        most = int(query.get("max-keys", [_PAGE])[0])
        root = self.folder / NAME
        names = sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())
        found = [name for name in names if name.startswith(prefix) and name > after]
        page, more = found[:most], len(found) > most
        entries = "".join(
            f"<Contents><Key>{escape(name)}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>"
            f"<ETag>x</ETag><Size>{(root / name).stat().st_size}</Size></Contents>"
            for name in page
        )
        token = f"<NextContinuationToken>{page[-1]}</NextContinuationToken>" if more else ""
        text = (
            f"<ListBucketResult><IsTruncated>{str(more).lower()}</IsTruncated>{token}{entries}"
            "</ListBucketResult>"
        )
        self._answer(200, text.encode())

    def _refused(self) -> bool:
        given = re.search(r"Credential=([^/]+)/", self.headers.get("authorization", ""))
        if given is not None and given[1] == ACCESS_KEY:
            return False
        self._answer(403, _error("AccessDenied"))
        return True

    def _path(self) -> Path:
        return self.folder / unquote(urlsplit(self.path).path).lstrip("/")

    def _answer(
        self, status: int, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


_MODIFIED = "Thu, 01 Jan 2026 00:00:00 GMT"


def _error(code: str) -> bytes:
    return f"<Error><Code>{code}</Code><Message>{code}</Message></Error>".encode()


def main() -> None:
    """Serves until it is killed."""
    Handler.folder = Path(sys.argv[1])
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2])), Handler)
    print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
