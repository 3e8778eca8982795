"""How a backend on this machine is to serve, as the command line says."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from attrs import frozen

from fittrack_cli.errors import UsageError

LogFormat = Literal["text", "json"]


@frozen
class Serving:
    """How a backend serves, where it is not told so by its environment."""

    tls_cert: Path | None = None
    tls_key: Path | None = None
    log_format: LogFormat | None = None

    @classmethod
    def of(cls, tls_cert: str | None, tls_key: str | None, log_format: LogFormat | None) -> Serving:
        """As the command line says. Raises UsageError for a certificate without its key."""
        if (tls_cert is None) != (tls_key is None):
            raise UsageError("--tls-cert and --tls-key go together")
        return cls(_absolute(tls_cert), _absolute(tls_key), log_format)

    def options(self) -> list[str]:
        """The same as options of the server's own command line."""
        given = {
            "--tls-cert": self.tls_cert,
            "--tls-key": self.tls_key,
            "--log-format": self.log_format,
        }
        return [f"{name}={value}" for name, value in given.items() if value is not None]


def _absolute(path: str | None) -> Path | None:
    return None if path is None else Path(path).expanduser().absolute()


AS_THE_ENVIRONMENT_SAYS = Serving()
