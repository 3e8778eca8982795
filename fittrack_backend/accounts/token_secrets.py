"""What tokens are made of: random secrets, those derived from them, and the hashes that are stored.

Both tokens of a pair follow from the refresh token of the pair before it by HMAC under the server's
key, so that the same refresh token gets the same pair however often it asks, while the database
holds nothing but hashes.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode

ACCESS_PREFIX = "fta_"
REFRESH_PREFIX = "ftr_"
SCRIPT_PREFIX = "ftp_"
_BYTES = 32


def new_secret(prefix: str) -> str:
    """A token with 256 random bits; the prefix shows people and scanners what it is."""
    return prefix + secrets.token_urlsafe(_BYTES)


def digest(secret: str) -> str:
    """What is stored of a random secret."""
    return hashlib.sha256(secret.encode(errors="backslashreplace")).hexdigest()


def next_refresh_token(server_key: bytes, refresh_token: str) -> str:
    """The refresh token of the pair that comes after this one's."""
    return _derived(server_key, "refresh", REFRESH_PREFIX, refresh_token)


def access_token_of(server_key: bytes, refresh_token: str) -> str:
    """The access token of the pair that this refresh token belongs to."""
    return _derived(server_key, "access", ACCESS_PREFIX, refresh_token)


def _derived(server_key: bytes, purpose: str, prefix: str, refresh_token: str) -> str:
    message = f"fittrack token {purpose}\0{refresh_token}".encode()
    code = hmac.digest(server_key, message, "sha256")
    return prefix + urlsafe_b64encode(code).decode().rstrip("=")
