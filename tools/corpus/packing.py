"""gzip and zip with the same bytes on every machine: nothing is compressed, nothing is dated."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

_LARGEST_STORED = 0xFFFF


def gzipped(data: bytes) -> bytes:
    """`data` in gzip as one stored block (RFC 1952 and 1951), whichever zlib there is."""
    assert len(data) <= _LARGEST_STORED
    head = bytes((0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF))
    block = struct.pack("<BHH", 1, len(data), len(data) ^ _LARGEST_STORED)
    return head + block + data + struct.pack("<II", zlib.crc32(data), len(data))


def zipped(name: str, data: bytes) -> bytes:
    """A zip with one file, stored."""
    archive = io.BytesIO()
    about = zipfile.ZipInfo(name, date_time=(2024, 1, 1, 0, 0, 0))
    about.create_system = 3
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr(about, data)
    return archive.getvalue()
