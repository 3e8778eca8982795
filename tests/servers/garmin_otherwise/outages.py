"""What can go wrong between a service and its client, one trouble at a time."""

from __future__ import annotations

import datetime as dt
import email.utils
import io
import random
import time
import zipfile
from collections.abc import Callable
from typing import Literal

from attrs import define, field, frozen

Trouble = Literal[
    "404",
    "500",
    "503 page",
    "429",
    "429 seconds",
    "429 date",
    "429 nonsense",
    "drip",
    "cut",
    "cut headers",
    "silence",
    "401",
    "not json",
    "empty",
    "redirect",
    "empty zip",
    "other zip",
    "cut zip",
    "no zip",
    "repeat",
]
OF_ANY: tuple[Trouble, ...] = (
    *("500", "503 page", "429", "429 seconds", "429 date", "429 nonsense"),
    *("drip", "cut", "cut headers", "401", "not json", "redirect"),
)
OF_FILES: tuple[Trouble, ...] = ("empty zip", "other zip", "cut zip", "no zip")
WAIT_S = 2
"""How long the service asks a client to wait."""


@frozen
class Planned:
    """One trouble: which requests it meets, and how many of them."""

    trouble: Trouble
    of: str = ""
    """What the path has in it."""
    times: int = 1
    after: int = 0
    """How many of these requests go well before."""


@define
class Outages:
    """What is to go wrong; a test plans it, the server asks for each request."""

    planned: list[Planned] = field(factory=list)
    chance: random.Random | None = None
    share: float = 0.0
    """How many of all requests go wrong by chance."""
    down: bool = False
    """Whether connections are closed without a word."""
    met: dict[str, int] = field(factory=dict)
    """How often each trouble came."""

    def next(self, path: str) -> Trouble | None:
        """The trouble of this request."""
        found = self._planned(path) or self._by_chance(path)
        if found is not None:
            self.met[found] = self.met.get(found, 0) + 1
        return found

    def _planned(self, path: str) -> Trouble | None:
        for at, one in enumerate(self.planned):
            if one.of not in path:
                continue
            if one.after:
                self.planned[at] = Planned(one.trouble, one.of, one.times, one.after - 1)
                continue
            if one.times > 1:
                self.planned[at] = Planned(one.trouble, one.of, one.times - 1)
            else:
                del self.planned[at]
            return one.trouble
        return None

    def _by_chance(self, path: str) -> Trouble | None:
        if self.chance is None or self.chance.random() >= self.share:
            return None
        of_path = (*OF_ANY, *OF_FILES) if "/files/" in path else (*OF_ANY, "repeat")
        return self.chance.choice(of_path)


def retry_after(trouble: Trouble, now: dt.datetime) -> str | None:
    """The header of a refusal."""
    match trouble:
        case "429 seconds":
            return str(WAIT_S)
        case "429 date":
            return email.utils.format_datetime(now + dt.timedelta(seconds=WAIT_S), usegmt=True)
        case "429 nonsense":
            return "soon"
        case _:
            return None


def spoiled_zip(trouble: Trouble, good: bytes) -> bytes:
    """A zip that is not what was asked for."""
    match trouble:
        case "empty zip":
            return _zip({})
        case "other zip":
            return _zip({"holiday.png": b"\x89PNG\r\n\x1a\n" + bytes(100)})
        case "cut zip":
            return good[: len(good) // 2]
        case _:
            return b"<html><body>Please sign in</body></html>"


def dripped(body: bytes, send: Callable[[bytes], object]) -> None:
    """A few bytes at a time, too slowly for anyone who wants to get on."""
    for at in range(0, len(body), 16):
        send(body[at : at + 16])
        time.sleep(0.1)


def _zip(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()
