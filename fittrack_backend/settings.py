"""How a backend runs: from options and `FITTRACK_*` variables."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Mapping, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from attrs import field, frozen

from fittrack_common import local_server
from fittrack_common.loopback import is_loopback

Network = IPv4Network | IPv6Network

QUEUES = ("sync", "read")
"""The kinds of work: jobs, and the batches of large ones."""
NO_QUEUES = "none"
DEFAULT_MAX_FILE_BYTES = 256 * 1024 * 1024
DEFAULT_MAX_UPLOAD_BYTES = 4 * 1024 * 1024 * 1024
GARMIN_URL = "https://personal.connectapi.garmin.com"
GARMIN_PER_MINUTE = 60
"""Garmin has published no limit; a burst of 12 requests was refused for 14 seconds."""
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
LogFormat = Literal["text", "json"]
WhenSamples = Literal["background", "on-demand"]
"""When samples are read: after each sync, or when somebody asks for them."""


class InvalidSettings(ValueError):
    """A setting makes no sense. The message says which one, and why."""


@frozen
class Quota:
    """The most that an account may have; None is without a limit."""

    bytes: int | None = None
    """Of original files."""
    activities: int | None = None
    uploads_a_day: int | None = None


@frozen
class Limits:
    """The most that an account may have at a time of what it can make by itself."""

    sessions: int = 1000
    """Many, as a sign-in is refused where they are used up: none that somebody uses is ended for it."""
    access_tokens: int = 100
    invitations: int = 100
    """Those that were not used and are still good."""
    sources: int = 100
    """Those that are connected."""


@frozen
class Kept:
    """How long the history is kept that nothing refers to any more."""

    days: int = 400
    """Jobs with their items, and the audit trail: a year, and some time to look back at it."""
    unchanged_days: int = 1
    """Items that only say that a file is unchanged. Those of the last job on a source stay."""


@frozen
class BackupPlan:
    """The backups that the server makes by itself."""

    folder: Path
    every_hours: int = 24
    keep: int = 7
    """How many of them, the latest ones."""


@frozen
class Address:
    """Where to listen."""

    host: str
    port: int


@frozen
class Settings:
    """Everything that can be set, with defaults for one owner on one machine."""

    data_dir: Path
    host: str = local_server.HOST
    port: int = local_server.PORT
    database_url: str = field(repr=False)
    """The application's database; it can hold a password."""
    jobs_url: str = field(repr=False)
    """Where the sync engine keeps the state of its workflows."""
    originals: str = field()
    """Where the original files are kept: a folder, or a bucket as `s3://BUCKET/PREFIX`."""
    server_key_file: Path = field()
    """32 random bytes. Servers that share a database share this key."""
    allow_remote: bool = False
    """Whether to listen on an address that other machines can reach."""
    allowed_hosts: tuple[str, ...] = ()
    """Names besides the loopback ones and `host` that clients may address the server by."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses whose `X-Forwarded-For` is believed."""
    cors_origins: tuple[str, ...] = ()
    """Origins of web pages that may ask this server, as `https://app.example`."""
    tls_cert: Path | None = None
    """A certificate chain in PEM; None for plain HTTP."""
    tls_key: Path | None = None
    max_connections: int | None = None
    """How many connections at most; None for as many as are safe."""
    max_file_bytes: int = DEFAULT_MAX_FILE_BYTES
    max_upload_bytes: int = DEFAULT_MAX_UPLOAD_BYTES
    """Of one request, and so of an archive that is uploaded."""
    decode_workers: int = 1
    folder_roots: tuple[Path, ...] | None = None
    """The folders that every folder source must lie in; None is any."""
    garmin_url: str = GARMIN_URL
    """Where Garmin's Personal API is."""
    garmin_per_minute: int = GARMIN_PER_MINUTE
    """How many requests a minute an account at Garmin gets at most."""
    quota: Quota = Quota()
    """What accounts may have that have no quota of their own."""
    limits: Limits = Limits()
    kept: Kept = Kept()
    backups: BackupPlan | None = None
    """None: it makes none."""
    config_dir: Path | None = None
    """Where the command line keeps its settings, where that is not the platform's folder."""
    queues: tuple[str, ...] = QUEUES
    """What work this process takes, where several share it; nothing if it only answers requests."""
    roots: tuple[str, ...] = ("/",)
    """The folders that it can see, where several processes share the work, with all that is in them."""

    samples: WhenSamples = "background"

    @property
    def fills_samples(self) -> bool:
        """Whether this process reads samples that nobody asked for yet."""
        return self.samples == "background" and bool(self.queues)

    @property
    def shares_work(self) -> bool:
        """Whether jobs wait in queues that other processes take from too."""
        return not self.jobs_url.startswith("sqlite")

    metrics: Address | None = None
    """Where Prometheus may ask for numbers; None for nowhere."""
    notify: tuple[str, ...] = ()
    """A program and its arguments, run for each security event; empty for none."""
    notify_networks: tuple[Network, ...] = ()
    """The networks in which notifications may go to an address although it is not one of the public Internet."""

    @database_url.default
    def _database_url(self) -> str:
        return _embedded_database(self.data_dir)

    @jobs_url.default
    def _jobs_url(self) -> str:
        return _jobs_database(self.database_url, self.data_dir)

    @originals.default
    def _originals(self) -> str:
        return _originals_folder(self.data_dir)

    @server_key_file.default
    def _server_key_file(self) -> Path:
        return _key_file(self.data_dir)


def load_settings(
    data_dir: Path | None = None,
    *,
    host: str | None = None,
    port: int | None = None,
    queues: Sequence[str] | None = None,
    roots: Sequence[str] | None = None,
    tls_cert: Path | None = None,
    tls_key: Path | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Settings:
    """Settings from the arguments, then the environment, then defaults.

    Raises `InvalidSettings` naming the variable.
    """
    folder = (data_dir or local_server.data_folder(environment)).absolute()
    cert = tls_cert or _file(environment, "FITTRACK_TLS_CERT")
    key = tls_key or _file(environment, "FITTRACK_TLS_KEY")
    if (cert is None) != (key is None):
        raise InvalidSettings("A certificate needs its key, and a key its certificate.")
    database_url = _given(environment, "FITTRACK_DATABASE_URL") or _embedded_database(folder)
    key_file = _given(environment, "FITTRACK_SERVER_KEY_FILE")
    config = _given(environment, "FITTRACK_CONFIG_DIR")
    return Settings(
        data_dir=folder,
        host=host or local_server.HOST,
        port=local_server.PORT if port is None else port,
        database_url=database_url,
        jobs_url=_given(environment, "FITTRACK_JOBS_URL") or _jobs_database(database_url, folder),
        originals=_originals_place(_given(environment, "FITTRACK_ORIGINALS"), folder),
        server_key_file=Path(key_file).expanduser().absolute() if key_file else _key_file(folder),
        allow_remote=_yes_or_no(environment, "FITTRACK_ALLOW_REMOTE"),
        allowed_hosts=_names(environment, "FITTRACK_ALLOWED_HOSTS"),
        trusted_proxies=_names(environment, "FITTRACK_TRUSTED_PROXIES"),
        cors_origins=_origins(environment, "FITTRACK_CORS_ORIGINS"),
        tls_cert=cert,
        tls_key=key,
        max_connections=_whole_number(environment, "FITTRACK_MAX_CONNECTIONS", 0) or None,
        max_file_bytes=_whole_number(
            environment, "FITTRACK_MAX_FILE_BYTES", DEFAULT_MAX_FILE_BYTES
        ),
        max_upload_bytes=_whole_number(
            environment, "FITTRACK_MAX_UPLOAD_BYTES", DEFAULT_MAX_UPLOAD_BYTES
        ),
        queues=_queues(queues, environment),
        roots=_roots(roots, environment),
        samples=_samples(environment),
        decode_workers=_whole_number(environment, "FITTRACK_DECODE_WORKERS", _processors()),
        folder_roots=_folders(environment, "FITTRACK_FOLDER_ROOTS"),
        garmin_url=_service(environment, "FITTRACK_GARMIN_URL", GARMIN_URL),
        garmin_per_minute=_whole_number(
            environment, "FITTRACK_GARMIN_PER_MINUTE", GARMIN_PER_MINUTE
        ),
        quota=Quota(
            _number_or_none(environment, "FITTRACK_QUOTA_BYTES"),
            _number_or_none(environment, "FITTRACK_QUOTA_ACTIVITIES"),
            _number_or_none(environment, "FITTRACK_QUOTA_UPLOADS_A_DAY"),
        ),
        limits=Limits(
            sessions=_whole_number(environment, "FITTRACK_MAX_SESSIONS", Limits().sessions),
            access_tokens=_whole_number(
                environment, "FITTRACK_MAX_ACCESS_TOKENS", Limits().access_tokens
            ),
            invitations=_whole_number(
                environment, "FITTRACK_MAX_INVITATIONS", Limits().invitations
            ),
            sources=_whole_number(environment, "FITTRACK_MAX_SOURCES", Limits().sources),
        ),
        kept=Kept(
            _whole_number(environment, "FITTRACK_KEEP_DAYS", Kept().days),
            _whole_number(environment, "FITTRACK_KEEP_UNCHANGED_DAYS", Kept().unchanged_days),
        ),
        backups=_backups(environment, database_url),
        config_dir=Path(config).expanduser().absolute() if config else None,
        metrics=_address(environment, "FITTRACK_METRICS"),
        notify=_command(environment, "FITTRACK_NOTIFY"),
        notify_networks=_networks(environment, "FITTRACK_NOTIFY_NETWORKS"),
    )


def _backups(environment: Mapping[str, str], database_url: str) -> BackupPlan | None:
    folder = _given(environment, "FITTRACK_BACKUP_DIR")
    if not folder:
        return None
    if not database_url.startswith("sqlite"):
        raise InvalidSettings(
            "FITTRACK_BACKUP_DIR is for data in SQLite: PostgreSQL's own tools back that up "
            "(docs/operations.md)."
        )
    path = Path(folder).expanduser().absolute()
    return BackupPlan(
        path,
        _whole_number(environment, "FITTRACK_BACKUP_EVERY", BackupPlan(path).every_hours),
        _whole_number(environment, "FITTRACK_BACKUP_KEEP", BackupPlan(path).keep),
    )


def _command(environment: Mapping[str, str], variable: str) -> tuple[str, ...]:
    """A program and its arguments, quoted as for a shell, which is not asked to run it."""
    text = _given(environment, variable)
    try:
        words = tuple(shlex.split(text))
    except ValueError as error:
        raise InvalidSettings(f"{variable} must be a command, not {text!r}: {error}.") from error
    if words and not Path(words[0]).is_absolute():
        raise InvalidSettings(
            f"{variable} must begin with the full path of a program, not {words[0]!r}."
        )
    return words


def _networks(environment: Mapping[str, str], variable: str) -> tuple[Network, ...]:
    """Networks such as 192.168.1.0/24, separated by commas; an address alone is a network of one."""
    try:
        return tuple(map(ip_network, _names(environment, variable)))
    except ValueError as error:
        raise InvalidSettings(
            f"{variable} must be networks such as 192.168.1.0/24, separated by commas: {error}."
        ) from error


def _embedded_database(data_dir: Path) -> str:
    return _sqlite_url(data_dir / "fittrack.db")


def _jobs_database(database_url: str, data_dir: Path) -> str:
    if not database_url.startswith("sqlite"):
        return database_url
    return _sqlite_url(data_dir / "jobs.db")


def _originals_folder(data_dir: Path) -> str:
    return str(data_dir / "originals")


def _originals_place(text: str, data_dir: Path) -> str:
    """A folder as an absolute path, a bucket as it is written."""
    if not text:
        return _originals_folder(data_dir)
    scheme, separator, rest = text.partition("://")
    if not separator:
        return str(Path(text).expanduser().absolute())
    if scheme != "s3" or not rest.strip("/") or any(c in rest for c in "@?#"):
        raise InvalidSettings(
            f"FITTRACK_ORIGINALS must be a folder or s3://BUCKET/PREFIX, not {text!r}."
        )
    return text


def _key_file(data_dir: Path) -> Path:
    return data_dir / "server.key"


def _given(environment: Mapping[str, str], variable: str) -> str:
    assert variable in SERVER_VARIABLES, "a backend in the background would not get it"
    return environment.get(variable, "")


def _sqlite_url(path: Path) -> str:
    return f"sqlite:///{quote(str(path), safe='/ ')}"


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _whole_number(environment: Mapping[str, str], variable: str, default: int) -> int:
    text = _given(environment, variable)
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise InvalidSettings(f"{variable} must be a whole number of at least 1, not {text!r}.")
    return int(text)


def _number_or_none(environment: Mapping[str, str], variable: str) -> int | None:
    return _whole_number(environment, variable, 0) or None


def _folders(environment: Mapping[str, str], variable: str) -> tuple[Path, ...] | None:
    """Folders, separated as in PATH; None where none is named."""
    found = []
    for text in _given(environment, variable).split(os.pathsep):
        if not text.strip():
            continue
        folder = Path(text.strip()).expanduser()
        if not folder.is_absolute():
            raise InvalidSettings(f"{variable} must hold absolute paths, not {text.strip()!r}.")
        found.append(folder)
    return tuple(found) or None


def _queues(given: Sequence[str] | None, environment: Mapping[str, str]) -> tuple[str, ...]:
    if given is None:
        text = _given(environment, "FITTRACK_QUEUES")
        given = QUEUES if not text else () if text == NO_QUEUES else text.split(",")
    for name in given:
        if name not in QUEUES:
            raise InvalidSettings(
                f"There is no queue {name!r}: the queues are {' and '.join(QUEUES)}."
            )
    return tuple(dict.fromkeys(given))


def _roots(given: Sequence[str] | None, environment: Mapping[str, str]) -> tuple[str, ...]:
    if given is None:
        text = _given(environment, "FITTRACK_ROOTS")
        given = [root for root in text.split(os.pathsep) if root] or ["/"]
    return tuple(dict.fromkeys(os.path.realpath(Path(root).expanduser()) for root in given))


def log_format(environment: Mapping[str, str] = os.environ) -> LogFormat:
    """How the log is written. Raises `InvalidSettings`."""
    match _given(environment, "FITTRACK_LOG_FORMAT") or "text":
        case "text":
            return "text"
        case "json":
            return "json"
        case other:
            raise InvalidSettings(f"FITTRACK_LOG_FORMAT must be text or json, not {other!r}.")


def _samples(environment: Mapping[str, str]) -> WhenSamples:
    match _given(environment, "FITTRACK_SAMPLES") or "background":
        case "background":
            return "background"
        case "on-demand":
            return "on-demand"
        case other:
            raise InvalidSettings(
                f"FITTRACK_SAMPLES must be background or on-demand, not {other!r}."
            )


def _file(environment: Mapping[str, str], variable: str) -> Path | None:
    text = _given(environment, variable)
    return Path(text).expanduser().absolute() if text else None


def _service(environment: Mapping[str, str], variable: str, default: str) -> str:
    """The address of a service, which is sent a key: by https, or in plain on this machine alone."""
    text = _given(environment, variable).rstrip("/")
    if not text:
        return default
    is_origin = _ORIGIN.fullmatch(text) is not None
    if not is_origin or not (text.startswith("https://") or is_loopback(text)):
        raise InvalidSettings(
            f"{variable} must be an https address, or an http address on this machine, without a path."
        )
    return text


def _address(environment: Mapping[str, str], variable: str) -> Address | None:
    """A host, which may be missing, and a port."""
    text = _given(environment, variable)
    if not text:
        return None
    host, _, port = text.rpartition(":")
    if not port.isascii() or not port.isdigit() or int(port) > 65535:
        raise InvalidSettings(
            f"{variable} must be a port or an address with one, as 9464 or 127.0.0.1:9464, not {text!r}."
        )
    return Address(host.removeprefix("[").removesuffix("]") or local_server.HOST, int(port))


def _origins(environment: Mapping[str, str], variable: str) -> tuple[str, ...]:
    origins = _names(environment, variable)
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise InvalidSettings(
                f"{variable} must be origins such as https://app.example, not {origin!r}."
            )
    return origins


def _yes_or_no(environment: Mapping[str, str], variable: str) -> bool:
    text = _given(environment, variable).lower()
    if text in ("", "0", "false", "no", "off"):
        return False
    if text in ("1", "true", "yes", "on"):
        return True
    raise InvalidSettings(f"{variable} must be yes or no, not {text!r}.")


def _names(environment: Mapping[str, str], variable: str) -> tuple[str, ...]:
    names = _given(environment, variable).split(",")
    return tuple(name.strip() for name in names if name.strip())
