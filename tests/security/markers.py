"""Secrets that can be recognised, and where they were found."""

from __future__ import annotations

import base64
import json
import os
import re
import threading
import time
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Self
from urllib.parse import quote

from attrs import define, field, frozen


@frozen
class Finding:
    """A marker in a place."""

    marker: str
    place: str


@define
class Markers:
    """Every secret of a run by its name, and proof that it was in use."""

    values: dict[str, str] = field(factory=dict)
    uses: dict[str, str] = field(factory=dict)

    def add(self, name: str, value: str, used: str = "") -> str:
        """Remembers a secret; `used` says what shows that it was a real one."""
        assert len(value) >= 6, f"{name} is too short to be recognised"
        self.values[name] = value
        if used:
            self.uses[name] = used
        return value

    def used(self, name: str, where: str) -> None:
        self.uses[name] = where

    @property
    def unused(self) -> list[str]:
        return sorted(self.values.keys() - self.uses.keys())

    def found_in(self, data: bytes, place: str, *, but: Iterable[str] = ()) -> list[Finding]:
        """The markers in these bytes, as they are or in an everyday encoding.

        `but` are the beginnings of names of markers that belong there.
        """
        exempt = tuple(but)
        return [
            Finding(name, place)
            for name, value in self.values.items()
            if not (exempt and name.startswith(exempt)) and _is_in(value, data)
        ]


def _is_in(value: str, data: bytes) -> bool:
    # A word is found fifty times as quickly as a pattern, and most of them are nowhere.
    there = [one for one in _spellings(value) if one in data]
    edge = rb"[0-9A-Za-z]"  # six digits may be part of a longer number
    return any(re.search(rb"(?<!%b)%b(?!%b)" % (edge, re.escape(one), edge), data) for one in there)


@cache
def _spellings(value: str) -> Sequence[bytes]:
    """The value, and how JSON, Python, an address, base64 and hexadecimal digits write it."""
    written_json = json.dumps(value)[1:-1]
    spellings = {value, written_json, json.dumps(written_json)[1:-1], repr(value)[1:-1]}
    spellings |= {quote(value, safe=""), json.dumps(value, ensure_ascii=False)[1:-1]}
    if not value.isdigit():
        spellings |= {base64.b64encode(value.encode()).decode().rstrip("=")}
        spellings |= {value.encode().hex()}
    return [one.encode() for one in sorted(spellings)]


@frozen
class Process:
    """A process as others can see it."""

    pid: int
    command: bytes
    environment: bytes

    @property
    def words(self) -> list[str]:
        return self.command.decode("utf-8", "replace").rstrip("\0").split("\0")


class ProcessWatch:
    """Looks at all processes with this HOME, again and again, while its block runs."""

    def __init__(self, home: Path) -> None:
        self._home = f"HOME={home}".encode()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._others: dict[int, bytes] = {}
        self.seen: set[Process] = set()
        self.looks = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.is_set():
            self.look()
            time.sleep(0.05)  # a command takes longer than that

    def look(self) -> None:
        self.looks += 1
        for name in os.listdir("/proc"):  # noqa: PTH208
            if not name.isdigit():
                continue
            pid = int(name)
            try:
                command = _read(f"/proc/{name}/cmdline")
                if not command or self._others.get(pid) == command:
                    continue
                environment = _read(f"/proc/{name}/environ")
            except OSError:
                continue
            if self._home in environment.split(b"\0"):
                self.seen.add(Process(pid, command, environment))
            else:
                self._others[pid] = command


def _read(path: str) -> bytes:
    """A file of /proc: it is looked at 20 times a second, for each process of the machine."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return file.read()
