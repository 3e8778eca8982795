"""The `FITTRACK_*` variables that a server reads, and what their texts mean.

Each function reads one kind of value, and raises `InvalidSettings` naming the variable.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from attrs import frozen

from fittrack_common import local_server
from fittrack_common.loopback import is_loopback

Network = IPv4Network | IPv6Network

SERVER_VARIABLES = frozenset(
    {
        "FITTRACK_ALLOWED_HOSTS",
        "FITTRACK_ALLOW_REMOTE",
        "FITTRACK_BACKUP_DIR",
        "FITTRACK_BACKUP_EVERY",
        "FITTRACK_BACKUP_KEEP",
        "FITTRACK_CONFIG_DIR",
        "FITTRACK_DATABASE_URL",
        "FITTRACK_DATA_DIR",
        "FITTRACK_DECODE_WORKERS",
        "FITTRACK_FOLDER_ROOTS",
        "FITTRACK_GARMIN_PER_MINUTE",
        "FITTRACK_GARMIN_URL",
        "FITTRACK_JOBS_URL",
        "FITTRACK_KEEP_DAYS",
        "FITTRACK_KEEP_UNCHANGED_DAYS",
        "FITTRACK_CORS_ORIGINS",
        "FITTRACK_LOG_FORMAT",
        "FITTRACK_MAX_ACCESS_TOKENS",
        "FITTRACK_MAX_CONNECTIONS",
        "FITTRACK_TLS_CERT",
        "FITTRACK_TLS_KEY",
        "FITTRACK_MAX_FILE_BYTES",
        "FITTRACK_MAX_INVITATIONS",
        "FITTRACK_MAX_SESSIONS",
        "FITTRACK_MAX_SOURCES",
        "FITTRACK_MAX_UPLOAD_BYTES",
        "FITTRACK_METRICS",
        "FITTRACK_NOTIFY",
        "FITTRACK_NOTIFY_NETWORKS",
        "FITTRACK_QUEUES",
        "FITTRACK_ROOTS",
        "FITTRACK_ORIGINALS",
        "FITTRACK_QUOTA_ACTIVITIES",
        "FITTRACK_QUOTA_BYTES",
        "FITTRACK_QUOTA_UPLOADS_A_DAY",
        "FITTRACK_SAMPLES",
        "FITTRACK_SERVER_KEY_FILE",
        "FITTRACK_TRUSTED_PROXIES",
    }
)
"""What a server reads. Other FITTRACK variables are the command line's, and can be secrets."""

_ORIGIN = re.compile(r"https?://([a-z0-9.-]+|\[[0-9a-f:]+\])(:[0-9]+)?")


class InvalidSettings(ValueError):
    """A setting makes no sense. The message says which one, and why."""


@frozen
class Address:
    """Where to listen."""

    host: str
    port: int


def given(environment: Mapping[str, str], variable: str) -> str:
    """The text of a variable; empty where it is not set."""
    assert variable in SERVER_VARIABLES, "a backend in the background would not get it"
    return environment.get(variable, "")


def yes_or_no(environment: Mapping[str, str], variable: str) -> bool:
    """Whether it says yes; no where it is not set."""
    text = given(environment, variable).lower()
    if text in ("", "0", "false", "no", "off"):
        return False
    if text in ("1", "true", "yes", "on"):
        return True
    raise InvalidSettings(f"{variable} must be yes or no, not {text!r}.")


def whole_number(environment: Mapping[str, str], variable: str, default: int) -> int:
    """A whole number of at least 1."""
    text = given(environment, variable)
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise InvalidSettings(f"{variable} must be a whole number of at least 1, not {text!r}.")
    return int(text)


def number_or_none(environment: Mapping[str, str], variable: str) -> int | None:
    """A whole number of at least 1; None where it is not set."""
    return whole_number(environment, variable, 0) or None


def names(environment: Mapping[str, str], variable: str) -> tuple[str, ...]:
    """Names, separated by commas."""
    found = given(environment, variable).split(",")
    return tuple(name.strip() for name in found if name.strip())


def file(environment: Mapping[str, str], variable: str) -> Path | None:
    """A path, made absolute; None where none is given."""
    text = given(environment, variable)
    return Path(text).expanduser().absolute() if text else None


def folders(environment: Mapping[str, str], variable: str) -> tuple[Path, ...] | None:
    """Folders, separated as in PATH; None where none is named."""
    found = []
    for text in given(environment, variable).split(os.pathsep):
        if not text.strip():
            continue
        folder = Path(text.strip()).expanduser()
        if not folder.is_absolute():
            raise InvalidSettings(f"{variable} must hold absolute paths, not {text.strip()!r}.")
        found.append(folder)
    return tuple(found) or None


def command(environment: Mapping[str, str], variable: str) -> tuple[str, ...]:
    """A program and its arguments, quoted as for a shell, which is not asked to run it."""
    text = given(environment, variable)
    try:
        words = tuple(shlex.split(text))
    except ValueError as error:
        raise InvalidSettings(f"{variable} must be a command, not {text!r}: {error}.") from error
    if words and not Path(words[0]).is_absolute():
        raise InvalidSettings(
            f"{variable} must begin with the full path of a program, not {words[0]!r}."
        )
    return words


def networks(environment: Mapping[str, str], variable: str) -> tuple[Network, ...]:
    """Networks such as 192.168.1.0/24, separated by commas; an address alone is a network of one."""
    try:
        return tuple(map(ip_network, names(environment, variable)))
    except ValueError as error:
        raise InvalidSettings(
            f"{variable} must be networks such as 192.168.1.0/24, separated by commas: {error}."
        ) from error


def address(environment: Mapping[str, str], variable: str) -> Address | None:
    """A host, which may be missing, and a port."""
    text = given(environment, variable)
    if not text:
        return None
    host, _, port = text.rpartition(":")
    if not port.isascii() or not port.isdigit() or int(port) > 65535:
        raise InvalidSettings(
            f"{variable} must be a port or an address with one, as 9464 or 127.0.0.1:9464, not {text!r}."
        )
    return Address(host.removeprefix("[").removesuffix("]") or local_server.HOST, int(port))


def origins(environment: Mapping[str, str], variable: str) -> tuple[str, ...]:
    """Origins of web pages, separated by commas."""
    found = names(environment, variable)
    for origin in found:
        if not _ORIGIN.fullmatch(origin):
            raise InvalidSettings(
                f"{variable} must be origins such as https://app.example, not {origin!r}."
            )
    return found


def service(environment: Mapping[str, str], variable: str, default: str) -> str:
    """The address of a service, which is sent a key: by https, or in plain on this machine alone."""
    text = given(environment, variable).rstrip("/")
    if not text:
        return default
    is_origin = _ORIGIN.fullmatch(text) is not None
    if not is_origin or not (text.startswith("https://") or is_loopback(text)):
        raise InvalidSettings(
            f"{variable} must be an https address, or an http address on this machine, without a path."
        )
    return text
