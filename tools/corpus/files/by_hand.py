"""FIT files that the encoder does not write."""

from __future__ import annotations

import struct

from tools.corpus import fit, recorded
from tools.corpus.expectations import Made, expected, session
from tools.corpus.files.days import on
from tools.corpus.fit import fit_file
from tools.corpus.recorded import SAID
from tools.corpus.track import track


def by_hand() -> dict[str, Made]:
    """What the encoder does not write."""
    return {
        "compressed-timestamps.fit": compressed_timestamps(),
        "big-endian.fit": big_endian(),
        "undefined-message.fit": undefined_message(),
    }


def compressed_timestamps() -> Made:
    """Records whose header holds the low five bits of their time (FIT protocol, 4.1.2)."""
    start = on(9)
    first = fit.fit_seconds(start)
    body = fit.define(0, fit.number_of("file_id"), (0, 1, fit.ENUM), (4, 4, fit.UINT32))
    body += struct.pack("<BBI", 0, 4, first)
    record = fit.number_of("record")
    body += fit.define(1, record, (253, 4, fit.UINT32), (5, 4, fit.UINT32), (3, 1, fit.UINT8))
    body += struct.pack("<BIIB", 1, first, 0, 130)
    body += fit.define(2, record, (5, 4, fit.UINT32), (3, 1, fit.UINT8))
    for step in range(1, 61):
        low = (first + 10 * step) & 0x1F
        body += struct.pack("<BIB", 0x80 | 2 << 5 | low, 3_000 * step, 130 + step % 20)
    body += _session_by_hand(first, 600, 180_000)
    run = session(start, "running", None, distance_m=1800.0, timer_s=600.0, avg_hr=139, max_hr=149)
    return Made(fit.with_checksum(body), expected(run))


def big_endian() -> Made:
    """A device that writes the greatest byte first."""
    start = on(10)
    first = fit.fit_seconds(start)
    file_id = ((0, 1, fit.ENUM), (4, 4, fit.UINT32))
    body = fit.define(0, fit.number_of("file_id"), *file_id, big=True)
    body += struct.pack(">BBI", 0, 4, first)
    fields = ((253, 4, fit.UINT32), (5, 4, fit.UINT32), (3, 1, fit.UINT8))
    body += fit.define(1, fit.number_of("record"), *fields, big=True)
    for step in range(31):
        body += struct.pack(">BIIB", 1, first + 20 * step, 6_000 * step, 139)
    body += _session_by_hand(first, 600, 180_000, order=">")
    run = session(start, "running", None, distance_m=1800.0, timer_s=600.0, avg_hr=139, max_hr=149)
    return Made(fit.with_checksum(body), expected(run))


def _session_by_hand(first: int, seconds: int, centimetres: int, order: str = "<") -> bytes:
    fields = (
        (253, 4, fit.UINT32),
        (2, 4, fit.UINT32),
        (7, 4, fit.UINT32),
        (8, 4, fit.UINT32),
        (9, 4, fit.UINT32),
        (5, 1, fit.ENUM),
        (16, 1, fit.UINT8),
        (17, 1, fit.UINT8),
    )
    values = (first + seconds, first, seconds * 1000, seconds * 1000, centimetres, 1, 139, 149)
    defined = fit.define(3, fit.number_of("session"), *fields, big=order == ">")
    return defined + struct.pack(f"{order}BIIIIIBBB", 3, *values)


def long_ride(records: int) -> bytes:
    """A ride of that many seconds, which takes a while to read; it is too large to be kept."""
    first = fit.fit_seconds(on(15))
    body = fit.define(0, fit.number_of("file_id"), (0, 1, fit.ENUM), (4, 4, fit.UINT32))
    body += struct.pack("<BBI", 0, 4, first)
    fields = ((253, 4, fit.UINT32), (0, 4, fit.SINT32), (1, 4, fit.SINT32), (5, 4, fit.UINT32))
    body += fit.define(1, fit.number_of("record"), *fields, (3, 1, fit.UINT8), (7, 2, fit.UINT16))
    body += b"".join(
        struct.pack("<BIiiIBH", 1, first + second, 9**8 + second, -(10**9), 700 * second, 139, 210)
        for second in range(records + 1)
    )
    return fit.with_checksum(body + _session_by_hand(first, records, 700 * records))


def undefined_message() -> Made:
    """A message that nothing defines, in the middle of a run."""
    run = track(on(11), 1500)
    data = bytearray(
        fit_file(
            *recorded.records(run),
            recorded.lap(run, total_calories=None),
            recorded.session(run, sub_sport=None, total_calories=None),
            recorded.activity(run.end),
        )
    )
    middle = len(data) // 2
    data[middle : middle + 40] = b"\x0f" * 40
    told = session(
        run.start,
        "running",
        None,
        distance_m=run.odometer_m,
        timer_s=1500.0,
        **(SAID | {"calories": None}),
    )
    return Made(fit.resealed(bytes(data)), expected(told))
