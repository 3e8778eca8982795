"""The secrets of a recording: recognised by where they stand, replaced everywhere, and searched for."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote

from attrs import define, field

Replace = Callable[[str, str], str]
"""From a secret's kind and value to what stands for it."""

_KINDS = {
    "password": "password",
    "current_password": "password",
    "new_password": "password",
    "access_token": "token",
    "refresh_token": "token",
    "attempt": "attempt",
    "device_secret": "device",
    "token": "token",
    "invitation": "token",
    "secret": "totp secret",
    "otpauth_uri": "address",
    "recovery_codes": "code",
    "code": "code",
    "proof": "password",
    "key": "key",
}
"""The members of requests and answers that hold secrets, and of which kind."""
_TOKEN = re.compile(r"ft[a-z]_")
_PLACEHOLDERS = re.compile(
    r"ft[a-z]_placeholder-\d+-*|(?:password|attempt|device|key)-placeholder-\d+-*|9876\d\d|(?:0000-){3}\d{4}"
    r"|PLACEHOLDER[A-Z]{21}|otpauth://\S*PLACEHOLDER[A-Z]{21}\S*"
)
_SHORTEST = 6


def placeholder(kind: str, number: int, value: str) -> str:
    """What stands for the `number`th secret of its kind: of a shape that clients accept."""
    if kind in ("password", "attempt", "device", "key"):
        return f"{kind}-placeholder-{number}".ljust(32 if kind == "device" else 0, "-")
    if kind == "token":
        return value[:4] + f"placeholder-{number}".ljust(43, "-")
    if kind == "totp secret":
        return "PLACEHOLDER".ljust(31, "A") + "ABCDEFGH"[number]
    if value.isdigit() and len(value) == 6:
        return f"9876{number:02d}"
    return f"0000-0000-0000-{number:04d}"


def is_placeholder(value: str) -> bool:
    """Whether a value is a placeholder, which stands for a secret."""
    return _PLACEHOLDERS.fullmatch(value) is not None


@define
class Vault:
    """Every secret of a run, by its value, with its kind. Its values are never shown."""

    _kinds: dict[str, str] = field(factory=dict, repr=False)
    _written: dict[str, str] = field(factory=dict, repr=False)
    """Each secret by each of its spellings as text."""

    def learn(self, kind: str, value: str) -> str:
        """Remembers a secret and returns it; what is too short to be one is not remembered."""
        if len(value) >= _SHORTEST and not is_placeholder(value):
            self._kinds.setdefault(value, kind)
            # An address holds its secret, which is replaced within it.
            if self._kinds[value] != "address":
                self._written.update(dict.fromkeys(_as_text(value), value))
        return value

    def learn_from(self, node: object) -> None:
        """Remembers the secrets that a request or an answer holds, by their members' names."""
        if isinstance(node, dict):
            for name, value in node.items():
                kind = _KINDS.get(name)
                for text in value if isinstance(value, list) else [value]:
                    if kind is not None and isinstance(text, str):
                        self.learn("token" if _TOKEN.match(text) else kind, text)
                self.learn_from(value)
        elif isinstance(node, list):
            for one in node:
                self.learn_from(one)

    def scrub(self, text: str, replace: Replace) -> str:
        """`text` with every secret in it replaced, in the order of their appearance."""
        known = {spelling: value for spelling, value in self._written.items() if spelling in text}
        if not known:
            return text
        longest_first = sorted(known, key=len, reverse=True)
        pattern = "|".join(re.escape(spelling) for spelling in longest_first)

        def replaced(found: re.Match[str]) -> str:
            value = known[found[0]]
            return replace(self._kinds[value], value)

        return re.sub(rf"(?<![0-9A-Za-z])(?:{pattern})(?![0-9A-Za-z])", replaced, text)

    def found_in(self, data: bytes) -> list[str]:
        """The kinds of the secrets that these bytes hold: as they are, or in an everyday encoding."""
        return [
            kind
            for value, kind in self._kinds.items()
            if any(_holds(data, spelling) for spelling in _spellings(value))
        ]


def _as_text(value: str) -> set[str]:
    """As it is, and as JSON writes it."""
    return {value, *(json.dumps(value, ensure_ascii=ascii)[1:-1] for ascii in (True, False))}


def _spellings(value: str) -> Iterator[bytes]:
    """As text, percent-encoded, in base64 at each of three offsets, in hexadecimal."""
    raw = value.encode()
    yield from {text.encode() for text in _as_text(value)} | {quote(value, safe="").encode()}
    if value.isdigit():  # six digits in base64 are found everywhere
        return
    yield raw.hex().encode()
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + raw).rstrip(b"=")
        # The first characters depend on what comes before, the last on what follows.
        inner = encoded[(0, 2, 3)[offset] :][:-1]
        yield inner
        yield inner.replace(b"+", b"-").replace(b"/", b"_")


def _holds(data: bytes, spelling: bytes) -> bool:
    if spelling not in data:
        return False
    # Six digits may be part of a longer number.
    return not spelling.isdigit() or bool(
        re.search(rb"(?<![0-9A-Za-z])%b(?![0-9A-Za-z])" % spelling, data)
    )


SUSPICIOUS = {
    "a token": re.compile(r"ft[a-z]_[\w-]{20,}"),
    "a bearer token": re.compile(r"(?i:bearer)[ \t]+[\w.~+/-]{8,}=*"),
    "a recovery code": re.compile(r"\b[0-9a-hjkmnp-tv-z]{4}(?:-[0-9a-hjkmnp-tv-z]{4}){3}\b"),
    "a TOTP secret": re.compile(r"\b[A-Z2-7]{32}\b"),
    "an otpauth address": re.compile(r"otpauth://\S+"),
    "a member that holds secrets": re.compile(
        rf'"(?:{"|".join(_KINDS.keys() - {"recovery_codes"})})":\s*"([^"]+)"'
    ),
    "a code on a command line": re.compile(r"--(?:mfa-code)[ =](\S+)"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY"),
    "a JSON web token": re.compile(r"\beyJ[\w-]{10,}\.[\w-]{10,}"),
}
"""What secrets look like, for those that nobody knows by value."""


def suspicious(text: str) -> Iterable[str]:
    """What in a cassette looks like a secret and is not a placeholder."""
    for what, pattern in SUSPICIOUS.items():
        for found in pattern.finditer(text):
            value = found[found.lastindex or 0]
            value = re.sub(r"(?i)^bearer\s+", "", value)
            if not is_placeholder(value) and len(value) >= _SHORTEST:
                yield f"{what}: {value[:4]}…"
