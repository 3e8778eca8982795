"""How a backend runs: from options and `FITTRACK_*` variables."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from attrs import field, frozen

from fittrack_backend import variables
from fittrack_backend.variables import Address, InvalidSettings, Network
from fittrack_common import local_server

QUEUES = ("sync", "read")
"""The kinds of work: jobs, and the batches of large ones."""
NO_QUEUES = "none"
DEFAULT_MAX_FILE_BYTES = 256 * 1024 * 1024
DEFAULT_MAX_UPLOAD_BYTES = 4 * 1024 * 1024 * 1024
GARMIN_URL = "https://personal.connectapi.garmin.com"
GARMIN_PER_MINUTE = 60
"""Garmin has published no limit; a burst of 12 requests was refused for 14 seconds."""
LogFormat = Literal["text", "json"]
WhenSamples = Literal["background", "on-demand"]
"""When samples are read: after each sync, or when somebody asks for them."""


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
    cert = tls_cert or variables.file(environment, "FITTRACK_TLS_CERT")
    key = tls_key or variables.file(environment, "FITTRACK_TLS_KEY")
    if (cert is None) != (key is None):
        raise InvalidSettings("A certificate needs its key, and a key its certificate.")
    database_url = variables.given(environment, "FITTRACK_DATABASE_URL") or _embedded_database(
        folder
    )
    key_file = variables.given(environment, "FITTRACK_SERVER_KEY_FILE")
    config = variables.given(environment, "FITTRACK_CONFIG_DIR")
    return Settings(
        data_dir=folder,
        host=host or local_server.HOST,
        port=local_server.PORT if port is None else port,
        database_url=database_url,
        jobs_url=variables.given(environment, "FITTRACK_JOBS_URL")
        or _jobs_database(database_url, folder),
        originals=_originals_place(variables.given(environment, "FITTRACK_ORIGINALS"), folder),
        server_key_file=Path(key_file).expanduser().absolute() if key_file else _key_file(folder),
        allow_remote=variables.yes_or_no(environment, "FITTRACK_ALLOW_REMOTE"),
        allowed_hosts=variables.names(environment, "FITTRACK_ALLOWED_HOSTS"),
        trusted_proxies=variables.names(environment, "FITTRACK_TRUSTED_PROXIES"),
        cors_origins=variables.origins(environment, "FITTRACK_CORS_ORIGINS"),
        tls_cert=cert,
        tls_key=key,
        max_connections=variables.whole_number(environment, "FITTRACK_MAX_CONNECTIONS", 0) or None,
        max_file_bytes=variables.whole_number(
            environment, "FITTRACK_MAX_FILE_BYTES", DEFAULT_MAX_FILE_BYTES
        ),
        max_upload_bytes=variables.whole_number(
            environment, "FITTRACK_MAX_UPLOAD_BYTES", DEFAULT_MAX_UPLOAD_BYTES
        ),
        queues=_queues(queues, environment),
        roots=_roots(roots, environment),
        samples=_samples(environment),
        decode_workers=variables.whole_number(
            environment, "FITTRACK_DECODE_WORKERS", _processors()
        ),
        folder_roots=variables.folders(environment, "FITTRACK_FOLDER_ROOTS"),
        garmin_url=variables.service(environment, "FITTRACK_GARMIN_URL", GARMIN_URL),
        garmin_per_minute=variables.whole_number(
            environment, "FITTRACK_GARMIN_PER_MINUTE", GARMIN_PER_MINUTE
        ),
        quota=Quota(
            variables.number_or_none(environment, "FITTRACK_QUOTA_BYTES"),
            variables.number_or_none(environment, "FITTRACK_QUOTA_ACTIVITIES"),
            variables.number_or_none(environment, "FITTRACK_QUOTA_UPLOADS_A_DAY"),
        ),
        limits=Limits(
            sessions=variables.whole_number(
                environment, "FITTRACK_MAX_SESSIONS", Limits().sessions
            ),
            access_tokens=variables.whole_number(
                environment, "FITTRACK_MAX_ACCESS_TOKENS", Limits().access_tokens
            ),
            invitations=variables.whole_number(
                environment, "FITTRACK_MAX_INVITATIONS", Limits().invitations
            ),
            sources=variables.whole_number(environment, "FITTRACK_MAX_SOURCES", Limits().sources),
        ),
        kept=Kept(
            variables.whole_number(environment, "FITTRACK_KEEP_DAYS", Kept().days),
            variables.whole_number(
                environment, "FITTRACK_KEEP_UNCHANGED_DAYS", Kept().unchanged_days
            ),
        ),
        backups=_backups(environment, database_url),
        config_dir=Path(config).expanduser().absolute() if config else None,
        metrics=variables.address(environment, "FITTRACK_METRICS"),
        notify=variables.command(environment, "FITTRACK_NOTIFY"),
        notify_networks=variables.networks(environment, "FITTRACK_NOTIFY_NETWORKS"),
    )


def _backups(environment: Mapping[str, str], database_url: str) -> BackupPlan | None:
    folder = variables.given(environment, "FITTRACK_BACKUP_DIR")
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
        variables.whole_number(environment, "FITTRACK_BACKUP_EVERY", BackupPlan(path).every_hours),
        variables.whole_number(environment, "FITTRACK_BACKUP_KEEP", BackupPlan(path).keep),
    )


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


def _sqlite_url(path: Path) -> str:
    return f"sqlite:///{quote(str(path), safe='/ ')}"


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _queues(given: Sequence[str] | None, environment: Mapping[str, str]) -> tuple[str, ...]:
    if given is None:
        text = variables.given(environment, "FITTRACK_QUEUES")
        given = QUEUES if not text else () if text == NO_QUEUES else text.split(",")
    for name in given:
        if name not in QUEUES:
            raise InvalidSettings(
                f"There is no queue {name!r}: the queues are {' and '.join(QUEUES)}."
            )
    return tuple(dict.fromkeys(given))


def _roots(given: Sequence[str] | None, environment: Mapping[str, str]) -> tuple[str, ...]:
    if given is None:
        text = variables.given(environment, "FITTRACK_ROOTS")
        given = [root for root in text.split(os.pathsep) if root] or ["/"]
    return tuple(dict.fromkeys(os.path.realpath(Path(root).expanduser()) for root in given))


def log_format(environment: Mapping[str, str] = os.environ) -> LogFormat:
    """How the log is written. Raises `InvalidSettings`."""
    match variables.given(environment, "FITTRACK_LOG_FORMAT") or "text":
        case "text":
            return "text"
        case "json":
            return "json"
        case other:
            raise InvalidSettings(f"FITTRACK_LOG_FORMAT must be text or json, not {other!r}.")


def _samples(environment: Mapping[str, str]) -> WhenSamples:
    match variables.given(environment, "FITTRACK_SAMPLES") or "background":
        case "background":
            return "background"
        case "on-demand":
            return "on-demand"
        case other:
            raise InvalidSettings(
                f"FITTRACK_SAMPLES must be background or on-demand, not {other!r}."
            )
