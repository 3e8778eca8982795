"""Which backend a command talks to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from fittrack_cli.errors import UsageError
from fittrack_cli.program.config import parse_setting
from fittrack_common import local_server
from fittrack_common.loopback import is_loopback

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


def _embedded(env: Mapping[str, str]) -> str | None:
    """The address that the backend on this machine wrote down when it began to listen."""
    try:
        document = json.loads((local_server.data_folder(env) / "backend.json").read_bytes())
        url = document["url"]
        return url if isinstance(url, str) and is_loopback(url) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
