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
_CRC_PERIOD = 32_767
_CRC_BLOCK = 1 << 20


def crc(data: bytes, start: int, end: int) -> int:
    """The FIT checksum (CRC-16/ARC) of `data[start:end]`.

    A byte at a time is slow in Python. The polynomial is (x + 1)(x¹⁵ + x + 1), so x to the power
    of 32,767 is 1 modulo it: bits that far apart weigh the same, and long data can be folded onto
    32,767 bits with a few operations on big integers before the table takes over.
    """
    value = 0
    for at in range(start, end, _CRC_BLOCK):
        block = data[at : min(at + _CRC_BLOCK, end)]
        if len(block) * 8 > _CRC_PERIOD:
            folded = int.from_bytes(block, "little") ^ value
            span = _CRC_PERIOD
            while span < len(block) * 8:
                span *= 2
            folded <<= span - len(block) * 8
            while span > _CRC_PERIOD:
                span //= 2
                folded = (folded >> span) ^ (folded & ((1 << span) - 1))
            block = (folded << 1).to_bytes((_CRC_PERIOD + 1) // 8, "little")
            value = 0
        for byte in block:
            value = value >> 8 ^ _CRC_TABLE[(value ^ byte) & 0xFF]
    return value
