"""The FIT checksum."""

from __future__ import annotations


def _crc_table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        value = byte
        for _ in range(8):
            value = value >> 1 ^ 0xA001 if value & 1 else value >> 1
        table.append(value)
    return tuple(table)


_CRC_TABLE = _crc_table()
_CRC_BLOCK = 1 << 20
_TOP, _MIDDLE, _LOW = 59, 14, 3
"""The polynomial divides x⁵⁹ + x¹⁴ + x³ + 1, and with all exponents doubled as often as one likes."""
_REST_BITS = 64


def crc(data: bytes, start: int, end: int) -> int:
    """The FIT checksum (CRC-16/ARC) of `data[start:end]`.

    A byte at a time is slow in Python. x⁵⁹ weighs the same as x¹⁴ + x³ + 1: the first bits of long
    data are left out and added to those behind them, many at once on big integers, until 64 bits
    are left for the table.
    """
    value = 0
    for at in range(start, end, _CRC_BLOCK):
        block = data[at : min(at + _CRC_BLOCK, end)]
        if len(block) * 8 > _REST_BITS:
            block = _folded(int.from_bytes(block, "little") ^ value, len(block) * 8)
            value = 0
        for byte in block:
            value = value >> 8 ^ _CRC_TABLE[(value ^ byte) & 0xFF]
    return value


def _folded(bits: int, length: int) -> bytes:
    """What has the same checksum as `length` bits, the first of which is the lowest, in 8 bytes."""
    times = 1
    while _TOP * times * 2 < length:
        times *= 2
    while length > _REST_BITS:
        count = min((_TOP - _MIDDLE) * times, length - max(_TOP * times, _REST_BITS))
        first = bits & ((1 << count) - 1)
        bits >>= count
        for power in (_MIDDLE, _LOW, 0):
            bits ^= first << ((_TOP - power) * times - count)
        length -= count
        while times > 1 and length <= _TOP * times:
            times //= 2
    return bits.to_bytes(_REST_BITS // 8, "little")
