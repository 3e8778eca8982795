"""The address that the server listens on."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket

from fittrack_backend.lifecycle.failures import AddressUnavailable, OpenWithoutTls
from fittrack_backend.settings import Settings


def bind(settings: Settings) -> socket.socket:
    """A socket that listens where the settings say. Raises `AddressUnavailable`."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError, OverflowError) as error:
        raise AddressUnavailable(
            f"{settings.host!r} with port {settings.port} is not an address of this machine."
        ) from error
    is_open = settings.allow_remote or settings.tls_cert is not None
    if not is_open and not ipaddress.ip_address(address[0]).is_loopback:
        raise OpenWithoutTls(
            f"{settings.host} can be reached from other machines, and this server speaks plain "
            "HTTP. Give it a certificate with --tls-cert and --tls-key, or set "
            "FITTRACK_ALLOW_REMOTE=yes if a proxy with TLS stands before it."
        )
    listener = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        # Two programs may bind, but only one may listen.
        listener.listen(socket.SOMAXCONN)
    except OSError as error:
        listener.close()
        raise AddressUnavailable(why_not(settings.host, settings.port, error)) from error
    return listener


def reachable_name(host: str) -> str:
    """How this machine's own programs write the host that the server is bound to in a URL."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.is_unspecified:
        return "[::1]" if address.version == 6 else "127.0.0.1"
    return f"[{host}]" if address.version == 6 else host


def why_not(host: str, port: int, error: OSError) -> str:
    """Why the address cannot be listened on, in a sentence."""
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use by another program."
    reason = (error.strerror or str(error)).lower()
    return f"Cannot listen on {host}, port {port}: {reason}."
