"""The way to a server: whose certificates are trusted, and through which proxy."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from fittrack_cli.errors import UsageError
from fittrack_common.loopback import is_loopback

if TYPE_CHECKING:
    import ssl


def network_transport(url: str, ca_file: str | None) -> httpx.BaseTransport:
    """The transport to `url`, trusting the certificates in `ca_file`, or else the system's.

    For plain http none are loaded, which takes 15 ms. Raises UsageError for ones that cannot be
    read.
    """
    import ssl

    if url.startswith("http:"):
        return httpx.HTTPTransport(
            verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), proxy=_proxy_for(url)
        )
    return httpx.HTTPTransport(verify=_trust(ca_file), proxy=_proxy_for(url))


def _trust(ca_file: str | None) -> ssl.SSLContext:
    import ssl

    try:
        if ca_file is not None:
            return ssl.create_default_context(cafile=str(Path(ca_file).expanduser()))
        return httpx.create_ssl_context()
    except (OSError, ssl.SSLError) as error:
        where = ca_file or os.environ.get("SSL_CERT_FILE") or "the certificates"
        raise UsageError(
            f"cannot read {where}", str(error), "fittrack config set ca_file FILE"
        ) from error


def _proxy_for(url: str) -> str | None:
    """The proxy that the environment names for an address; never one for the loopback address."""
    if is_loopback(url):
        return None
    from urllib.parse import urlsplit
    from urllib.request import getproxies, proxy_bypass

    parts = urlsplit(url)
    if proxy_bypass(parts.netloc):
        return None
    proxies = getproxies()
    return proxies.get(parts.scheme) or proxies.get("all")
