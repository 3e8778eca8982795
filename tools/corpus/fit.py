"""Writing FIT bytes: with the SDK's encoder, or by hand where it would not.

Source: Flexible and Interoperable Data Transfer (FIT) Protocol; the profile is the SDK's.
"""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Mapping
from typing import Any

from garmin_fit_sdk import CrcCalculator, Decoder, Encoder, Profile, Stream

EPOCH = dt.datetime(1989, 12, 31, tzinfo=dt.UTC)
"""Where FIT's seconds begin."""

ENUM, UINT8, UINT16, SINT32, UINT32 = 0x00, 0x02, 0x84, 0x85, 0x86
"""Base types of fields, for `define`."""

SEMICIRCLES_PER_DEGREE = 2**31 / 180

Message = dict[str, Any]
"""A message for the encoder: its number, and values of as many types as the profile knows."""

_NUMBERS: dict[str, int] = {m["name"]: n for n, m in Profile["messages"].items()}


def fit_seconds(moment: dt.datetime) -> int:
    """A time as FIT counts it."""
    return int((moment - EPOCH).total_seconds())


def semicircles(degrees: float) -> int:
    """An angle as FIT has it."""
    return round(degrees * SEMICIRCLES_PER_DEGREE)


def number_of(name: str) -> int:
    """The number of a message of this name."""
    return _NUMBERS[name]


def message(name: str, /, **fields: Any) -> Message:
    """A message for the encoder; fields that are None are left out."""
    told = {key: value for key, value in fields.items() if value is not None}
    return {"mesg_num": _NUMBERS[name], **told}


def fit_file(
    *messages: Message,
    type: str | int | None = "activity",
    about: Mapping[str, Any] | None = None,
    developer: Mapping[int, tuple[Message, Message]] | None = None,
) -> bytes:
    """A FIT file of these messages after a `file_id`, unless `type` is None.

    `about` adds to the `file_id`; `developer` describes the developer fields by their key.
    """
    encoder = Encoder()
    for key, described in (developer or {}).items():
        encoder.add_developer_field(key, *_as_encoder_takes(described))
    if type is not None:
        told = {"type": type, "manufacturer": "garmin", "product": 1836, **(about or {})}
        encoder.write_mesg(message("file_id", **told))
    for each in messages:
        encoder.write_mesg(each)
    return bytes(encoder.close())


def _as_encoder_takes(described: tuple[Message, Message]) -> tuple[Any, Any]:
    """Owner and description of a developer field; the SDK types each field of them."""
    return described


def with_checksum(body: bytes, length: int | None = None) -> bytes:
    """Header, `body` and checksum; `length` is what the header says, rightly by default."""
    head = struct.pack("<BBHI4s", 12, 0x10, 2100, len(body) if length is None else length, b".FIT")
    return _sealed(head + body)


def resealed(data: bytes) -> bytes:
    """`data` (one FIT file) with a checksum that matches."""
    return _sealed(data[:-2])


def define(local: int, number: int, *fields: tuple[int, int, int], big: bool = False) -> bytes:
    """A definition message; a field is its number, size and base type."""
    head = struct.pack(">BBBHB" if big else "<BBBHB", 0x40 | local, 0, big, number, len(fields))
    return head + b"".join(bytes(field) for field in fields)


def decode_errors(data: bytes) -> list[str]:
    """What the SDK's decoder complains of, in its own words."""
    _, errors = Decoder(Stream.from_byte_array(bytearray(data))).read()
    return [str(error) for error in errors]


def _sealed(whole: bytes) -> bytes:
    return whole + struct.pack("<H", CrcCalculator.calculate_crc(bytearray(whole), 0, len(whole)))
