"""Which addresses notifications may go to: none inside the server's own network, unless its operator allows it.

A name is resolved once, each of its addresses is checked, and the connection goes to one that was: a name that resolves to
something else a moment later (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx
from attrs import frozen

from fittrack_backend.variables import Network

LONGEST_URL = 500
_HOST = re.compile(r"[A-Za-z0-9._:-]+", re.ASCII)
_NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: an IPv4 address behind a translator."""


class AddressRefused(Exception):
    """No notification goes there. The message is a sentence."""


@frozen
class Destination:
    """Where a request goes: the URL, and the addresses that its host has and that may be connected to."""

    url: httpx.URL
    addresses: tuple[str, ...]


def parsed(url: str) -> httpx.URL:
    """The URL, if it is one that can be notified at all. Raises AddressRefused."""
    try:
        found = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise AddressRefused("This is not a URL.") from error
    is_host = _HOST.fullmatch(found.raw_host.decode("ascii", "replace"))
    if found.scheme not in ("http", "https") or is_host is None:
        raise AddressRefused("The URL must begin with https:// and name a host.")
    if found.port is not None and not 0 < found.port < 65536:
        raise AddressRefused("There is no such port.")
    if found.userinfo or found.fragment or len(url) > LONGEST_URL:
        raise AddressRefused("The URL must have no user name, password or fragment in it.")
    return found


def checked(url: str, allowed: Sequence[Network]) -> Destination:
    """The URL with the addresses that its host has now. Raises AddressRefused where one of them lies inside the
    server's own network, or where plain http would leave it."""
    found = parsed(url)
    addresses = _resolved(found)
    inside = [one for one in addresses if _is_in(one, allowed)]
    for one in addresses:
        if one not in inside and (why := why_inside(one)) is not None:
            raise AddressRefused(
                f"{found.host} has an address that {why}. The server's operator can allow it: FITTRACK_NOTIFY_NETWORKS."
            )
    if found.scheme == "http" and len(inside) < len(addresses):
        raise AddressRefused(
            "Plain http goes only to networks that the server's operator allows: use https."
        )
    return Destination(found, tuple(map(str, addresses)))


def why_inside(address: IPv4Address | IPv6Address) -> str | None:
    """Why an address may lie inside the server's own network; None where it lies outside."""
    real = _unwrapped(address)
    if not real.is_global or real.is_multicast or real.is_reserved or real.is_unspecified:
        return "is not one of the public Internet"
    if isinstance(real, IPv6Address) and real.is_site_local:
        return "is not one of the public Internet"
    return "is the server's own" if _is_own(real) else None


def _unwrapped(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 address stands for, where it does: else one could be hidden in it."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    return address.teredo[1] if address.teredo is not None else address


def _is_in(address: IPv4Address | IPv6Address, networks: Sequence[Network]) -> bool:
    real = _unwrapped(address)
    return any(real in network for network in networks)


def _is_own(address: IPv4Address | IPv6Address) -> bool:
    """Whether this machine has the address: what listens there may trust whoever comes from here."""
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind((str(address), 0))
    except OSError:
        return False
    return True


def _resolved(url: httpx.URL) -> list[IPv4Address | IPv6Address]:
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(url.raw_host.decode("ascii"), port, type=socket.SOCK_STREAM)
        # An address with a scope (`%eth0`) is one of a link: the scope is left out, and the rest refused.
        names = dict.fromkeys(str(one[4][0]).partition("%")[0] for one in found)
        addresses = [ip_address(one) for one in names]
    except OSError as error:
        raise AddressRefused(f"{url.host} cannot be found: {error.strerror or error}.") from error
    except ValueError as error:
        raise AddressRefused(f"{url.host} cannot be found.") from error
    if not addresses:
        raise AddressRefused(f"{url.host} has no address.")
    return addresses
