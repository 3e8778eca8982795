"""Many small FIT files, quickly: copies of one activity, each with another start."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from fittrack_backend.readers import read
from fittrack_backend.readers.fit.checksum import crc

FIT_EPOCH = 631_065_600
"""1989-12-31T00:00:00Z in Unix seconds."""
_DAY_S = 86_400


class FitCopies:
    """Copies of a small FIT activity: every time in it is moved by the same number of seconds."""

    def __init__(self, original: bytes) -> None:
        self._original = original
        start, self._distance = _first_session(original)
        self._order: Literal["little", "big"] = (
            "little" if start.to_bytes(4, "little") in original else "big"
        )
        self._times = [
            at
            for at in range(14, len(original) - 6)
            if abs(int.from_bytes(original[at : at + 4], self._order) - start) < _DAY_S
        ]
        assert self._times

    def moved(self, seconds: int, *, extra_metres: int = 0) -> bytes:
        """The activity `seconds` later, and that much longer."""
        data = bytearray(self._original)
        for at in self._times:
            told = int.from_bytes(data[at : at + 4], self._order)
            data[at : at + 4] = (told + seconds).to_bytes(4, self._order)
        if extra_metres:
            before = self._distance.to_bytes(4, self._order)
            assert before in data
            longer = (self._distance + extra_metres * 100).to_bytes(4, self._order)
            data = data.replace(before, longer)
        data[-2:] = crc(bytes(data), 0, len(data) - 2).to_bytes(2, "little")
        return bytes(data)

    def write(self, folder: Path, count: int, *, prefix: str = "", step_s: int = 3_600) -> None:
        """Writes `count` files into `folder`, in ten sub-folders."""
        for number in range(count):
            path = folder / f"{prefix}{number % 10}" / f"run-{number:05d}.fit"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.moved(number * step_s))


def _first_session(data: bytes) -> tuple[int, int]:
    """The start of the first session in FIT seconds, and its distance in centimetres."""
    (activity, *_) = read(data, "fit").activities
    start = int(activity.start_time.timestamp()) - FIT_EPOCH
    return start, round((activity.distance_m or 0) * 100)
