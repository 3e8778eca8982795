"""Where the backend is, and whether tokens may go there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fittrack_cli.errors import UsageError
from fittrack_cli.program.config import parse_setting
from fittrack_common import local_server

if TYPE_CHECKING:
    from fittrack_cli.program.config import Profile


def base_url(given: str | None, profile: Profile, env: Mapping[str, str]) -> str:
    """The backend's address: flag or variable, profile, the backend on this machine, the default.

    Raises UsageError for an address that cannot be one, and for plain http to another machine
    where the profile does not allow it.
    """
    url = str(parse_setting("server", given)) if given else profile.server
    url = url or _embedded(env) or local_server.URL
    if url.startswith("http:") and not is_loopback(url) and not profile.allow_http:
        raise UsageError(
            "will not use plain http to another machine",
            f"{url} would send passwords and tokens in the clear",
            "use https://, or, on a network that you trust: fittrack config set allow_http true",
        )
    return url


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


def cache_dir(env: Mapping[str, str]) -> Path:
    """The folder for what may be lost: FITTRACK_CACHE_DIR, else the platform's."""
    given = env.get("FITTRACK_CACHE_DIR")
    if given:
        return Path(given)
    import platformdirs

    return Path(platformdirs.user_cache_dir("fittrack", appauthor=False))


def _embedded(env: Mapping[str, str]) -> str | None:
    """The address that the backend on this machine wrote down when it began to listen."""
    try:
        document = json.loads((local_server.data_folder(env) / "backend.json").read_bytes())
        url = document["url"]
        return url if isinstance(url, str) and is_loopback(url) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
