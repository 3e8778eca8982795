"""Reads from an address where a server is."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit


def origin(url: str) -> str:
    """Scheme, host and port, written one way (RFC 6454, section 6.1): what a token is bound to."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def is_loopback(url: str) -> bool:
    """Whether an address stays on this machine: `localhost`, 127.0.0.0/8 or ::1."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
