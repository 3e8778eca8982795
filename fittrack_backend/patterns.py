"""The patterns that texts in a request are held to, and each in the words that whoever sent another text is told.

What a pattern refuses, pydantic names by the pattern itself, which says nothing to most people.
"""

from __future__ import annotations

USERNAME = r"^[A-Za-z0-9][A-Za-z0-9._@+-]*$"
TIME_ZONE = r"^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}$"
TIME_OF_DAY = "^([01][0-9]|2[0-3]):[0-5][0-9]$"
SHA256 = "^[0-9a-f]{64}$"
ID_PREFIX = "^[0-9a-fA-F]{4,32}$"
IDEMPOTENCY_KEY = r"^[\x21-\x7e]+$"
EVENT_ID = "^[0-9]*$"

WORDS = {
    USERNAME: "Input should be letters, digits and ._@+-, with a letter or a digit first",
    TIME_ZONE: "Input should be an IANA time zone, for example Europe/Berlin",
    TIME_OF_DAY: "Input should be a time of day, for example 05:30",
    SHA256: "Input should be a SHA-256 digest: 64 digits of lower-case hex",
    ID_PREFIX: "Input should be 4 to 32 hexadecimal digits",
    IDEMPOTENCY_KEY: "Input should be printable ASCII characters without blanks",
    EVENT_ID: "Input should be digits",
}
