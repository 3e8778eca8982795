"""The server process: `python -m fittrack_backend serve`."""

from __future__ import annotations

import argparse
import datetime as dt
import ipaddress
import logging
import logging.handlers
import os
import signal
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from fittrack_backend import lifecycle, lockfile
from fittrack_backend.settings import InvalidSettings, Settings, load_settings
from fittrack_cli._version import __version__

if TYPE_CHECKING:
    from fittrack_backend.runtime import Backend

GRACE_S = 3
"""How long answers and streams may go on after the server was told to stop."""
KEEP_ALIVE_S = 30

_log = logging.getLogger("fittrack")


def main(arguments: list[str] | None = None) -> int:
    """Runs the command; returns its exit code."""
    options = _parse(arguments)
    if options.log_file:
        _log_to_file(options.log_file)
    else:
        log_to_stderr()
    try:
        return serve(load_settings(options.data_dir, host=options.host, port=options.port))
    except lifecycle.AlreadyRunning as error:
        return _fail(error, lifecycle.EXIT_ALREADY_RUNNING)
    except lifecycle.AddressUnavailable as error:
        return _fail(error, lifecycle.EXIT_ADDRESS_UNAVAILABLE)
    except InvalidSettings as error:
        return _fail(error, lifecycle.EXIT_USAGE)
    except lifecycle.BackendLifecycleError as error:
        return _fail(error, 1)


def serve(settings: Settings) -> int:
    """Serves the data folder until SIGTERM or SIGINT; returns 0, or 1 when it failed.

    Raises `AlreadyRunning`, `AddressUnavailable` or `DataFolderUnusable` before it serves.
    """
    started = time.monotonic()
    os.umask(0o077)
    lifecycle.prepare_data_dir(settings.data_dir)
    lock = lockfile.acquire(settings.data_dir / "backend.lock")
    if lock is None:
        raise lifecycle.AlreadyRunning(lifecycle.status(settings.data_dir))
    try:
        with _bind(settings) as listener:
            return _serve_on(listener, settings, started)
    finally:
        lockfile.release(lock)


def _serve_on(listener: socket.socket, settings: Settings, started: float) -> int:
    from sqlalchemy.exc import SQLAlchemyError

    from fittrack_backend.accounts.safeguards import ServerKeyUnusable
    from fittrack_backend.runtime import Backend
    from fittrack_backend.storage.migrations import DatabaseTooNew

    backend: Backend | None = None
    try:
        backend = Backend(settings)
        backend.start()
        return _run_server(listener, backend, started)
    except (DatabaseTooNew, ServerKeyUnusable) as error:
        return _fail(error, 1)
    except (SQLAlchemyError, OSError) as error:
        _log.exception("the backend failed")
        reason = getattr(error, "orig", None) or error
        return _fail(f"The database or the data folder cannot be used: {_one_line(reason)}.", 1)
    finally:
        if backend is not None:
            backend.stop()


def _run_server(listener: socket.socket, backend: Backend, started: float) -> int:
    import uvicorn

    from fittrack_backend.api.app import create_app
    from fittrack_backend.api.wire import ProblemProtocol

    settings = backend.settings
    port = listener.getsockname()[1]
    url = f"http://{_reachable_name(settings.host)}:{port}"

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            lifecycle.announce(
                settings.data_dir,
                lifecycle.RunningBackend(
                    pid=os.getpid(),
                    url=url,
                    started_at=dt.datetime.now(dt.UTC).isoformat().replace("+00:00", "Z"),
                    server_version=__version__,
                ),
            )
            _log.info(
                "FitTrack %s listens on %s after %.2f s",
                __version__,
                url,
                time.monotonic() - started,
            )

        def handle_exit(self, sig: int, frame: object) -> None:
            backend.stopping.set()
            super().handle_exit(sig, None)

    server = Server(
        uvicorn.Config(
            create_app(backend),
            http=ProblemProtocol,
            log_config=None,
            access_log=False,
            server_header=False,
            ws="none",
            lifespan="on",
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=list(settings.trusted_proxies),
            timeout_graceful_shutdown=GRACE_S,
            timeout_keep_alive=KEEP_ALIVE_S,
        )
    )
    # Uvicorn raises the signal again when it has shut down; then it must not end the process.
    signal.signal(signal.SIGTERM, lambda _number, _frame: None)
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    return 0 if server.started else 1


def _bind(settings: Settings) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError, OverflowError) as error:
        raise lifecycle.AddressUnavailable(
            f"{settings.host!r} with port {settings.port} is not an address of this machine."
        ) from error
    if not settings.allow_remote and not ipaddress.ip_address(address[0]).is_loopback:
        raise lifecycle.AddressUnavailable(
            f"{settings.host} can be reached from other machines, and this server speaks plain "
            "HTTP. Set FITTRACK_ALLOW_REMOTE=yes if a proxy with TLS stands before it."
        )
    listener = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        # Two programs may bind, but only one may listen.
        listener.listen(socket.SOMAXCONN)
    except OSError as error:
        listener.close()
        raise lifecycle.address_failure(settings.host, settings.port, error) from error
    return listener


def _reachable_name(host: str) -> str:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.is_unspecified:
        return "[::1]" if address.version == 6 else "127.0.0.1"
    return f"[{host}]" if address.version == 6 else host


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m fittrack_backend",
        description="The FitTrack backend. `fittrack backend start` runs it in the background.",
    )
    commands = parser.add_subparsers(required=True, metavar="serve")
    serving = commands.add_parser("serve", help="serve a data folder in the foreground")
    serving.add_argument("--data-dir", type=Path, help="where everything is kept")
    serving.add_argument("--host", help="the address to listen on (127.0.0.1)")
    serving.add_argument("--port", type=int, help="the port to listen on (8765; 0: any free one)")
    serving.add_argument("--log-file", type=Path, help="write the log there, not to stderr")
    return parser.parse_args(arguments)


def log_to_stderr() -> None:
    """Where the log goes in the foreground."""
    _log_to(logging.StreamHandler())


def _log_to_file(path: Path) -> None:
    os.umask(0o077)
    _log_to(
        logging.handlers.RotatingFileHandler(
            path, maxBytes=lifecycle.LOG_LIMIT_BYTES, backupCount=3, encoding="utf-8"
        )
    )


def _log_to(handler: logging.Handler) -> None:
    formatter = logging.Formatter(
        "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S"
    )
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    _log.setLevel(logging.INFO)


def _one_line(error: object) -> str:
    return " ".join(str(error).split()).rstrip(".")


def _fail(error: Exception | str, code: int) -> int:
    print(f"error: {error}", file=sys.stderr, flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
