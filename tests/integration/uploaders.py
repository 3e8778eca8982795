"""Somebody who uploads, with a token that may do nothing else, and runs to upload."""

from __future__ import annotations

import io
import time
import zipfile
from typing import Any

import httpx
from attrs import define

from tools.running.live_backend import LiveBackend, SignedIn

Json = dict[str, Any]


def gpx(number: int) -> bytes:
    """A run of its own, on a day of its own."""
    day, hour = 1 + number % 28, 1 + number // 28 % 20
    month = 1 + number // (28 * 20)
    points = "".join(
        f'<trkpt lat="1.00{minute}" lon="1"><time>2026-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z</time></trkpt>'
        for minute in range(5)
    )
    head = '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>'
    return f"{head}{points}</trkseg></trk></gpx>".encode()


def zipped(files: dict[str, bytes]) -> bytes:
    """An archive with these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


@define
class Uploader:
    """Somebody with a token that may do nothing but upload."""

    backend: LiveBackend
    owner: SignedIn
    token: str
    client: httpx.Client

    @classmethod
    def new(cls, backend: LiveBackend) -> Uploader:
        """A new account with its token."""
        owner = backend.new_person()
        body = {"name": "uploads", "scopes": ["upload"], "expires_in_days": 1}
        answer = owner.client.post("/v1/auth/access-tokens", json=body)
        assert answer.status_code == 201, answer.text
        token = answer.json()["token"]
        return cls(backend, owner, token, backend.client(token))

    def send(self, content: bytes, name: str = "run.gpx", **query: Any) -> httpx.Response:
        """Sends a file as a body."""
        return self.client.post(
            "/v1/uploads",
            params={"name": name, **query},
            content=content,
            headers={"Content-Type": "application/octet-stream"},
        )

    def sent(self, content: bytes, name: str = "run.gpx", **query: Any) -> Json:
        """Sends a file that is taken, and waits for what became of it."""
        answer = self.send(content, name, wait_s=60, **query)
        assert answer.status_code == 200, answer.text
        (item,) = answer.json()["items"]
        return dict(item)

    def uploads(self) -> list[Json]:
        """All uploads, the latest first."""
        found: list[Json] = self.client.get("/v1/uploads", params={"limit": 1000}).json()["items"]
        return found

    def until_filed(self) -> list[Json]:
        """All uploads, once none waits any more."""
        deadline = time.monotonic() + 60
        while any(one["state"] == "waiting" for one in self.uploads()):
            assert time.monotonic() < deadline, self.backend.log()[-3000:]
            time.sleep(0.1)
        return self.uploads()

    def activities(self) -> int:
        """How many activities there are."""
        return len(self._listed("/v1/activities", limit=1000))

    def jobs(self) -> list[Json]:
        """The latest jobs."""
        return self._listed("/v1/sync/jobs")

    def _listed(self, path: str, **query: Any) -> list[Json]:
        """What the owner is answered, who signs in again after a test that took longer than an access token lives."""
        answer = self.owner.client.get(path, params=query)
        if answer.status_code == 401:
            self.owner = self.backend.sign_in(self.owner.person)
            answer = self.owner.client.get(path, params=query)
        found: list[Json] = answer.json()["items"]
        return found
