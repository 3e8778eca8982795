"""Which names the server goes by."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable


def host_check(bound_to: str, allowed: tuple[str, ...]) -> Callable[[str], bool]:
    """Whether a `Host` header names this server: by a loopback name, an address (which no foreign
    name stands for), the host that it is bound to, or an allowed name."""
    names = {"localhost", bound_to.lower(), *(name.lower() for name in allowed)}

    def allows(header: str) -> bool:
        name = _host_name(header)
        return name in names or _is_address(name)

    return allows


def _host_name(header: str) -> str:
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.partition(":")[0].lower().removesuffix(".")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
