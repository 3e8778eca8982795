"""The programs that keep a user's services running, systemd and launchd: adding ours, and taking it away."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from attrs import frozen

from fittrack_backend.lifecycle.failures import BackendLifecycleError
from fittrack_backend.lifecycle.service_unit import (
    LAUNCHD_LABEL,
    Service,
    launchd_plist,
    systemd_unit,
)

_SYSTEMD_UNIT = "fittrack.service"
_PATIENCE_S = 60


class ServiceManagerFailed(BackendLifecycleError):
    """The manager of services is not there, or refused. The message holds its own words."""


class ServiceManager(Protocol):
    """Where a service's file lies, what is in it, and how it is started and stopped."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def file(self) -> Path:
        """The file of our service."""

    def content(self, service: Service) -> str:
        """What is in the file."""

    def is_running(self) -> bool:
        """Whether the manager runs our service."""

    def enable(self) -> None:
        """Starts the service by its file as it is now, and at each login. Raises ServiceManagerFailed."""

    def disable(self) -> None:
        """Stops the service and starts it at no login; fine where it is not known."""

    def forget(self) -> None:
        """Notices that the file is gone."""


def service_manager(
    environment: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> ServiceManager:
    """The one of this system. Raises `ServiceManagerFailed` where there is none that we know."""
    home = Path(environment.get("HOME") or Path.home())
    if platform == "darwin":
        return Launchd(home / "Library" / "LaunchAgents" / f"{LAUNCHD_LABEL}.plist")
    if platform == "linux":
        settings = environment.get("XDG_CONFIG_HOME") or ""
        base = Path(settings) if Path(settings).is_absolute() else home / ".config"
        return Systemd(base / "systemd" / "user" / _SYSTEMD_UNIT)
    raise ServiceManagerFailed("There is neither systemd nor launchd on this system.")


@frozen
class Systemd:
    """The systemd of one user (`systemctl --user`)."""

    file: Path
    name: str = "systemd"

    def content(self, service: Service) -> str:
        return systemd_unit(service)

    def is_running(self) -> bool:
        return _succeeds("systemctl", "--user", "is-active", "--quiet", _SYSTEMD_UNIT)

    def enable(self) -> None:
        _run("systemctl", "--user", "daemon-reload")
        _run("systemctl", "--user", "enable", _SYSTEMD_UNIT)
        _run("systemctl", "--user", "restart", _SYSTEMD_UNIT)

    def disable(self) -> None:
        _succeeds("systemctl", "--user", "disable", "--now", _SYSTEMD_UNIT)

    def forget(self) -> None:
        _succeeds("systemctl", "--user", "daemon-reload")


@frozen
class Launchd:
    """The launchd of one user who is logged in (`launchctl`, domain `gui`)."""

    file: Path
    name: str = "launchd"

    def content(self, service: Service) -> str:
        return launchd_plist(service)

    def is_running(self) -> bool:
        return _succeeds("launchctl", "print", self._target)

    def enable(self) -> None:
        self.disable()
        _run("launchctl", "bootstrap", self._domain, str(self.file))

    def disable(self) -> None:
        _succeeds("launchctl", "bootout", self._target)

    def forget(self) -> None:
        """Nothing: `bootout` has done it."""

    @property
    def _domain(self) -> str:
        return f"gui/{os.getuid()}"

    @property
    def _target(self) -> str:
        return f"{self._domain}/{LAUNCHD_LABEL}"


def _run(*command: str) -> None:
    done = _completed(command)
    if done.returncode:
        reason = " ".join((done.stderr or done.stdout).split()).rstrip(".")
        raise ServiceManagerFailed(
            f"{' '.join(command)} failed: {reason or f'exit code {done.returncode}'}."
        )


def _succeeds(*command: str) -> bool:
    try:
        return _completed(command).returncode == 0
    except ServiceManagerFailed:
        return False


def _completed(command: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    if shutil.which(command[0]) is None:
        raise ServiceManagerFailed(f"There is no {command[0]} on this system.")
    try:
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=_PATIENCE_S,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ServiceManagerFailed(f"{' '.join(command)} failed: {error}.") from error
