"""Which names the server goes by, and which addresses are proxies in front of it."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from contextlib import suppress

_HOST = re.compile(r"(?:\[(?P<address>[^\[\]]*)\]|(?P<name>[^:\[\]]*))(?::[0-9]*)?")
"""RFC 3986, section 3.2.2 and 3.2.3: whatever else stands there, others may read as another host."""


def host_check(bound_to: str, allowed: tuple[str, ...]) -> Callable[[str], bool]:
    """Whether a `Host` header names this server: by a loopback name, an address (which no foreign
    name stands for), the host that it is bound to, or an allowed name."""
    names = {"localhost", bound_to.lower(), *(name.lower() for name in allowed)}

    def allows(header: str) -> bool:
        name = _host_name(header)
        return name is not None and (name in names or _is_address(name))

    return allows


def proxy_check(trusted: tuple[str, ...]) -> Callable[[str], bool]:
    """Tells whether an address is a trusted proxy's: one of the addresses or networks; `*` is all."""
    networks = []
    for one in trusted:
        with suppress(ValueError):
            networks.append(ipaddress.ip_network(one, strict=False))

    def is_proxy(address: str) -> bool:
        if "*" in trusted or address in trusted:
            return True
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in networks)

    return is_proxy


def _host_name(header: str) -> str | None:
    """The name without its port; None where the header is not one name with at most a port."""
    if (found := _HOST.fullmatch(header)) is None:
        return None
    if (address := found["address"]) is not None:
        return address
    return found["name"].lower().removesuffix(".")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
