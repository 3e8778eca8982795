"""Damaging training files, each way by chance from a seed: what breaks off, flips, comes twice or is missing.

Pure: bytes in, bytes out.
"""

from __future__ import annotations

import gzip
import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping

from attrs import frozen

_JSON_VALUE = re.compile(rb'":("[^"]*"|-?[0-9.]+|null|true|false)')
_ODD_VALUES = (
    b"null",
    b"true",
    b'""',
    b"[]",
    b"{}",
    b"-1",
    b"1e999",
    b"NaN",
    b"9" * 5_000,
    b"[" * 5_000,
    b"[" * 200 + b"]" * 200,
    b'"\\ud800"',
    b'"\\u0000' + b"x" * 5_000 + b'"',
    b'"2026-02-30"',
    b'"9999-12-31 23:59:59"',
    b"1e300",
    b"-9223372036854775809",
)
Chance = random.Random
Damage = Callable[[bytes, Chance], bytes]


@frozen
class Damaged:
    """A file that was damaged: how, from which, and packed in what."""

    name: str
    of: str
    original: bytes
    """The file before, unpacked."""
    how: str
    packed: str
    """`plain`, `gzip` or `zip`."""
    data: bytes


def _cut(data: bytes, chance: Chance) -> bytes:
    return data[: chance.randrange(len(data))]


def _cut_near_the_end(data: bytes, chance: Chance) -> bytes:
    return data[: max(0, len(data) - chance.randint(1, 64))]


def _flip(data: bytes, chance: Chance) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _lose_a_span(data: bytes, chance: Chance) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.randint(1, max(1, len(data) // 4)) :]


def _double_a_span(data: bytes, chance: Chance) -> bytes:
    at = chance.randrange(len(data))
    end = at + chance.randint(1, max(1, len(data) // 4))
    return data[:end] + data[at:]


def _zero_a_span(data: bytes, chance: Chance) -> bytes:
    at = chance.randrange(len(data))
    end = min(len(data), at + chance.randint(1, 4096))
    return data[:at] + bytes(end - at) + data[end:]


def _noise(data: bytes, chance: Chance) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(chance.randint(1, 2000)) + data[at:]


def _lose_the_start(data: bytes, chance: Chance) -> bytes:
    return data[chance.randrange(len(data)) :]


def _more_behind(data: bytes, chance: Chance) -> bytes:
    return data + chance.choice((b"\0" * 100, chance.randbytes(50), data[:300], b"\n\n", data))


def _nuls_between(data: bytes, chance: Chance) -> bytes:
    return bytes(byte for each in data[:200_000] for byte in (each, 0))


def _lines_lost(data: bytes, chance: Chance) -> bytes:
    pieces = data.split(b">")
    return b">".join(piece for piece in pieces if chance.random() > 0.02)


def _encoded_otherwise(data: bytes, chance: Chance) -> bytes:
    """In another encoding than it says, or one that it says for once."""
    text = data.decode("utf-8", "replace")
    codec = chance.choice(("utf-16", "utf-16-be", "latin-1", "gb18030", "shift_jis", "utf-8-sig"))
    return text.encode(codec, "replace")


def _names_another_encoding(data: bytes, chance: Chance) -> bytes:
    name = chance.choice((b"GBK", b"UTF-16", b"Shift_JIS", b"rot13", b"latin-9", b"x" * 30, b""))
    return b'<?xml version="1.0" encoding="' + name + b'"?>' + data.partition(b"?>")[2]


def _nested_junk(data: bytes, chance: Chance) -> bytes:
    at = data.find(b">", chance.randrange(len(data))) + 1
    junk = chance.choice(
        (
            b"<a>" * chance.randint(1, 300),
            b"</a>" * chance.randint(1, 9),
            b"<![CDATA[" + chance.randbytes(20),
            b"<!-- a -- b ",
            b"<a b=c d='" * 3,
            b"&nothing;&#0;&#xFFFFFF;& &",
            b"<?xml version='1.0'?>",
            b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
            b"\x0b\x00\x1f\xff\xfe",
        )
    )
    return data[:at] + junk + data[at:]


def _bytes_not_utf8(data: bytes, chance: Chance) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] = chance.randint(0x80, 0xFF)
    return bytes(changed)


ANYWHERE: Mapping[str, Damage] = {
    "cut": _cut,
    "cut near the end": _cut_near_the_end,
    "flipped": _flip,
    "a span lost": _lose_a_span,
    "a span twice": _double_a_span,
    "a span of NULs": _zero_a_span,
    "noise": _noise,
    "start lost": _lose_the_start,
    "more behind": _more_behind,
}
IN_XML: Mapping[str, Damage] = {
    "NULs between": _nuls_between,
    "tags lost": _lines_lost,
    "encoded otherwise": _encoded_otherwise,
    "names another encoding": _names_another_encoding,
    "nested junk": _nested_junk,
    "not UTF-8": _bytes_not_utf8,
}


def _another_value(data: bytes, chance: Chance) -> bytes:
    """Some values of JSON become others: of another type, absurd, or without an end."""
    values = list(_JSON_VALUE.finditer(data))
    for found in sorted(
        chance.sample(values, min(len(values), chance.randint(1, 6))), key=_last_first
    ):
        data = data[: found.start(1)] + chance.choice(_ODD_VALUES) + data[found.end(1) :]
    return data


def _last_first(found: re.Match[bytes]) -> int:
    return -found.start(1)


def _html_instead(data: bytes, chance: Chance) -> bytes:
    head, _, _ = data.partition(b'"answer":')
    return chance.choice(
        (head + b'"answer":"<html>down</html>"}', b"<!DOCTYPE html><html>down</html>")
    )


IN_JSON: Mapping[str, Damage] = {
    "other values": _another_value,
    "HTML instead": _html_instead,
    "encoded otherwise": _encoded_otherwise,
    "not UTF-8": _bytes_not_utf8,
}


def _directory_damaged(data: bytes, chance: Chance) -> bytes:
    at = data.rfind(b"PK\x01\x02")
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        changed[chance.randrange(max(at, 0), len(changed))] = chance.randrange(256)
    return bytes(changed)


def _trailer_damaged(data: bytes, chance: Chance) -> bytes:
    return data[: -chance.randint(1, 8)] + chance.randbytes(chance.randint(0, 8))


IN_ZIP: Mapping[str, Damage] = {"directory": _directory_damaged}
IN_GZIP: Mapping[str, Damage] = {"trailer": _trailer_damaged}


def damaged(number: int, name: str, data: bytes, seed: int) -> Damaged:
    """The file with this number of those that a seed makes: `data` of the file called `name`."""
    chance = random.Random(f"{seed}:{number}")
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    special: Mapping[str, Damage] = {b"<": IN_XML, b"{": IN_JSON}.get(start, {})
    packed = chance.choices(("plain", "gzip", "zip"), (6, 2, 2))[0]
    if packed == "plain" or chance.random() < 0.3:
        kinds = {**ANYWHERE, **special}
        how = chance.choice(list(kinds))
        made = pack(packed, name, kinds[how](data, chance))
    else:
        outside = {**ANYWHERE, **(IN_ZIP if packed == "zip" else IN_GZIP)}
        how = chance.choice(list(outside))
        made = outside[how](pack(packed, name, data), chance)
        how = f"{packed}: {how}"
    ending = {"plain": "", "gzip": ".gz", "zip": ".zip"}[packed]
    return Damaged(f"{number:05}-{name}{ending}", name, data, how, packed, made)


def pack(packed: str, name: str, data: bytes) -> bytes:
    """The bytes in a gzip or zip, or as they are."""
    if packed == "gzip":
        return gzip.compress(data, mtime=0)
    if packed == "zip":
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        return made.getvalue()
    return data
