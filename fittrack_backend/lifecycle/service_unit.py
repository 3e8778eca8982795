"""What the unit of systemd and the property list of launchd say that run a backend as a service."""

from __future__ import annotations

import plistlib
import sys
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

from fittrack_backend.lifecycle.data_folder import log_path
from fittrack_backend.lifecycle.failures import (
    EXIT_ALREADY_RUNNING,
    EXIT_USAGE,
    BackendLifecycleError,
)
from fittrack_backend.settings import Settings
from fittrack_backend.variables import SERVER_VARIABLES, InvalidSettings

LAUNCHD_LABEL = "fittrack.backend"
MARK = "Written by fittrack backend install; fittrack backend uninstall removes it."
"""Who finds this in a file may replace and remove it."""
_RESTART_AFTER_S = 5
_PRIVATE_UMASK = 0o077
_NAME_A_PATH = ("_CERT", "_DIR", "_FILE", "_KEY")
"""So end the variables that name one file or folder."""
_NOT_IN_PROGRAMS = "\"'\\"


class NotInstallable(BackendLifecycleError):
    """A backend with these settings is not for a user's own service; `hint` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@frozen
class Service:
    """The process that serves a data folder, as an operating system starts it."""

    command: tuple[str, ...]
    environment: Mapping[str, str]
    log: Path


def service_of(
    settings: Settings, environment: Mapping[str, str], python: str = sys.executable
) -> Service:
    """The service for these settings, with the variables of the environment that they were read from.

    Paths in it do not depend on a working folder. Raises `NotInstallable` where a secret would have to be
    written into it, and `InvalidSettings` for a path that no unit can name.
    """
    _refuse_secrets(settings, environment)
    command = [python, "-P", "-m", "fittrack_backend", "serve"]
    command += ["--data-dir", str(settings.data_dir)]
    command += ["--host", settings.host, "--port", str(settings.port)]
    command += ["--log-file", str(log_path(settings.data_dir))]
    kept = {
        name: environment[name]
        for name in sorted(SERVER_VARIABLES - {"FITTRACK_DATA_DIR"})
        if environment.get(name)
    }
    for name, text in kept.items():
        if name.endswith(_NAME_A_PATH):
            kept[name] = str(Path(text).expanduser().absolute())
    if "FITTRACK_ORIGINALS" in kept:
        kept["FITTRACK_ORIGINALS"] = settings.originals
    for text in (*command, *kept.values()):
        if not text.isprintable():
            raise InvalidSettings(f"{text!r} has characters that a service's file cannot hold.")
    if any(quote in python for quote in _NOT_IN_PROGRAMS):
        raise InvalidSettings(f"systemd starts no program with quotes in its path: {python}.")
    return Service(tuple(command), kept, log_path(settings.data_dir))


def systemd_unit(service: Service) -> str:
    """A unit for the systemd of one user. It writes no log: the backend does, in its data folder."""
    # The colon keeps systemd from replacing what looks like a variable in an argument.
    first, *others = service.command
    command = " ".join(_quoted(word) for word in (f":{first}", *others))
    variables = "".join(
        f"Environment={_quoted(f'{name}={text}')}\n" for name, text in service.environment.items()
    )
    return (
        f"# {MARK}\n"
        "[Unit]\n"
        "Description=FitTrack backend\n"
        "\n"
        "[Service]\n"
        "Type=exec\n"
        f"ExecStart={command}\n"
        f"{variables}"
        f"UMask={_PRIVATE_UMASK:04o}\n"
        "NoNewPrivileges=yes\n"
        "Restart=on-failure\n"
        f"RestartSec={_RESTART_AFTER_S}\n"
        f"RestartPreventExitStatus={EXIT_USAGE} {EXIT_ALREADY_RUNNING}\n"
        "\n"
        "[Install]\n"
        "WantedBy=default.target\n"
    )


def launchd_plist(service: Service) -> str:
    """A property list for a launchd agent of one user (launchd.plist(5))."""
    content = {
        "Label": LAUNCHD_LABEL,
        "ProgramArguments": list(service.command),
        "EnvironmentVariables": dict(service.environment),
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "ThrottleInterval": _RESTART_AFTER_S,
        "Umask": _PRIVATE_UMASK,
        "StandardOutPath": str(service.log),
        "StandardErrorPath": str(service.log),
    }
    head, start, rest = plistlib.dumps(content, sort_keys=False).decode().partition("<plist ")
    return f"{head}<!-- {MARK} -->\n{start}{rest}"


def _refuse_secrets(settings: Settings, environment: Mapping[str, str]) -> None:
    from sqlalchemy import make_url

    for name, text in (
        ("FITTRACK_DATABASE_URL", settings.database_url),
        ("FITTRACK_JOBS_URL", settings.jobs_url),
    ):
        url = make_url(text)
        if url.password or url.query.get("password"):
            raise NotInstallable(
                f"{name} holds a password, which does not belong into a service's file.",
                "leave it out there, and put it into ~/.pgpass",
            )
        if (
            environment.get(name)
            and url.get_backend_name() == "sqlite"
            and not Path(url.database or "").is_absolute()
        ):
            raise InvalidSettings(f"{name} must name its file by an absolute path here.")
    if "://" in settings.originals:
        raise NotInstallable(
            "FITTRACK_ORIGINALS is a bucket, whose secret does not belong into a service's file.",
            "run it as a service of the system: deploy/systemd, docs/operations.md",
        )


def _quoted(word: str) -> str:
    """One word of a unit (systemd.syntax(7), systemd.unit(5) for the percent sign)."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'
