"""Writing FIT bytes for tests: with Garmin's encoder, or by hand where it would not."""

from __future__ import annotations

import datetime as dt
import struct
from typing import Any

from garmin_fit_sdk import CrcCalculator, Encoder, Profile

EPOCH = dt.datetime(1989, 12, 31, tzinfo=dt.UTC)
START = dt.datetime(2024, 5, 1, 6, 0, tzinfo=dt.UTC)

_NUMBERS: dict[str, int] = {m["name"]: n for n, m in Profile["messages"].items()}


def at(seconds: float) -> dt.datetime:
    """A time that many seconds after `START`."""
    return START + dt.timedelta(seconds=seconds)


def fit_seconds(moment: dt.datetime) -> int:
    """A time as FIT counts it."""
    return int((moment - EPOCH).total_seconds())


def message(name: str, **fields: Any) -> dict[str, Any]:
    """A message for the encoder."""
    return {"mesg_num": _NUMBERS[name], **fields}


def fit_file(*messages: dict[str, Any], type: str | int | None = "activity") -> bytes:
    """A FIT file of these messages behind a `file_id`, unless `type` is None."""
    encoder = Encoder()
    if type is not None:
        encoder.write_mesg(message("file_id", type=type, manufacturer="garmin", product=1836))
    for each in messages:
        encoder.write_mesg(each)
    return bytes(encoder.close())


def with_checksum(body: bytes, length: int | None = None) -> bytes:
    """Header, `body` and checksum; `length` is what the header says, rightly by default."""
    head = struct.pack("<BBHI4s", 12, 0x10, 2100, len(body) if length is None else length, b".FIT")
    whole = head + body
    crc = CrcCalculator.calculate_crc(bytearray(whole), 0, len(whole))
    return whole + struct.pack("<H", crc)


def resealed(data: bytes) -> bytes:
    """`data` (one FIT file) with a checksum that matches."""
    whole = data[:-2]
    return whole + struct.pack("<H", CrcCalculator.calculate_crc(bytearray(whole), 0, len(whole)))


def define(local: int, number: int, *fields: tuple[int, int, int], big: bool = False) -> bytes:
    """A definition message; a field is its number, size and base type."""
    head = struct.pack(">BBBHB" if big else "<BBBHB", 0x40 | local, 0, big, number, len(fields))
    return head + b"".join(bytes(field) for field in fields)


def run(seconds: int = 120, *, begin: int = 0, sport: str = "running") -> list[dict[str, Any]]:
    """Records, a lap and a session of a run at 3 m/s and 140 bpm."""
    records = [
        message("record", timestamp=at(begin + i), distance=3.0 * i, heart_rate=140)
        for i in range(seconds + 1)
    ]
    totals = {
        "timestamp": at(begin + seconds),
        "start_time": at(begin),
        "total_elapsed_time": float(seconds),
        "total_timer_time": float(seconds),
        "total_distance": 3.0 * seconds,
        "total_calories": 25,
        "avg_heart_rate": 140,
        "max_heart_rate": 141,
        "sport": sport,
    }
    return [*records, message("lap", **totals), message("session", **totals)]
