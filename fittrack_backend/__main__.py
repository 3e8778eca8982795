"""The server and worker processes: `python -m fittrack_backend serve` and `work`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fittrack_backend.lifecycle import allocator, foreground, logs, working
from fittrack_backend.lifecycle.data_folder import AlreadyRunning
from fittrack_backend.lifecycle.failures import (
    EXIT_ADDRESS_UNAVAILABLE,
    EXIT_ALREADY_RUNNING,
    EXIT_OPEN_WITHOUT_TLS,
    EXIT_USAGE,
    AddressUnavailable,
    BackendLifecycleError,
    OpenWithoutTls,
)
from fittrack_backend.settings import QUEUES, load_settings
from fittrack_backend.variables import InvalidSettings
from fittrack_common import local_server


def main(arguments: list[str] | None = None) -> int:
    """Runs the command; returns its exit code."""
    options = _parse(arguments)
    try:
        if options.log_file:
            logs.log_to_file(options.log_file, options.log_format)
        else:
            logs.log_to_stderr(options.log_format)
        if options.command == "work":
            return working.work(
                load_settings(options.data_dir, queues=options.queues, roots=options.root)
            )
        return foreground.serve(
            load_settings(
                options.data_dir,
                host=options.host,
                port=options.port,
                queues=() if options.no_work else None,
                roots=options.root,
                tls_cert=options.tls_cert,
                tls_key=options.tls_key,
            )
        )
    except AlreadyRunning as error:
        return _fail(error, EXIT_ALREADY_RUNNING)
    except OpenWithoutTls as error:
        return _fail(error, EXIT_OPEN_WITHOUT_TLS)
    except AddressUnavailable as error:
        return _fail(error, EXIT_ADDRESS_UNAVAILABLE)
    except InvalidSettings as error:
        return _fail(error, EXIT_USAGE)
    except BackendLifecycleError as error:
        return _fail(error, 1)


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m fittrack_backend",
        description="The FitTrack backend. `fittrack backend start` runs it in the background.",
    )
    commands = parser.add_subparsers(required=True, dest="command")
    serving = commands.add_parser("serve", help="serve a data folder in the foreground")
    working_ = commands.add_parser(
        "work", help="take work from the queues of a PostgreSQL database"
    )
    for either in (serving, working_):
        either.add_argument("--data-dir", type=Path, help="where everything is kept")
        either.add_argument("--log-file", type=Path, help="write the log there, not to stderr")
        either.add_argument("--log-format", choices=("text", "json"), help="how to write it (text)")
        either.add_argument(
            "--root", action="append", help="a folder that workers in this process can see"
        )
    serving.add_argument("--no-work", action="store_true", help="answer requests, and do no jobs")
    working_.add_argument(
        "--queues", type=lambda text: text.split(","), help=f"what to take ({','.join(QUEUES)})"
    )
    serving.add_argument("--tls-cert", type=Path, help="a certificate chain (PEM), to serve https")
    serving.add_argument("--tls-key", type=Path, help="the certificate's key (PEM)")
    serving.add_argument("--host", help=f"the address to listen on ({local_server.HOST})")
    serving.add_argument(
        "--port", type=int, help=f"the port to listen on ({local_server.PORT}; 0: any free one)"
    )
    return parser.parse_args(arguments)


def _fail(error: Exception | str, code: int) -> int:
    print(f"error: {error}", file=sys.stderr, flush=True)
    return code


if __name__ == "__main__":
    allocator.use_the_systems()
    sys.exit(main())
