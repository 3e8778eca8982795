"""What can go wrong when a backend starts or stops, and the exit code of each failure."""

from __future__ import annotations

EXIT_USAGE = 2
EXIT_ALREADY_RUNNING = 3
EXIT_ADDRESS_UNAVAILABLE = 4
EXIT_OPEN_WITHOUT_TLS = 5


class BackendLifecycleError(Exception):
    """Starting or stopping failed; the message is a plain sentence."""


class AddressUnavailable(BackendLifecycleError):
    """The address is taken by another program, is not this machine's, or may not be used."""


class OpenWithoutTls(AddressUnavailable):
    """Other machines can reach the address, and nothing would encrypt what goes there."""


class MetricsUnavailable(BackendLifecycleError):
    """The address for metrics cannot be listened on."""


class StartFailed(BackendLifecycleError):
    """The backend ended while it started; `log_lines` are the last ones that it wrote."""

    def __init__(self, message: str, log_lines: tuple[str, ...]) -> None:
        super().__init__(message)
        self.log_lines = log_lines


class StartTimedOut(StartFailed):
    """The backend did not answer in time, and was stopped."""


class StopFailed(BackendLifecycleError):
    """The backend goes on running."""


class DataFolderUnusable(BackendLifecycleError):
    """The data folder cannot be made or used."""
