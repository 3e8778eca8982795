"""The server process: `python -m fittrack_backend serve`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fittrack_backend.lifecycle import foreground, logs
from fittrack_backend.lifecycle.data_folder import AlreadyRunning
from fittrack_backend.lifecycle.failures import (
    EXIT_ADDRESS_UNAVAILABLE,
    EXIT_ALREADY_RUNNING,
    EXIT_USAGE,
    AddressUnavailable,
    BackendLifecycleError,
)
from fittrack_backend.settings import InvalidSettings, load_settings
from fittrack_common import local_server


def main(arguments: list[str] | None = None) -> int:
    """Runs the command; returns its exit code."""
    options = _parse(arguments)
    if options.log_file:
        logs.log_to_file(options.log_file)
    else:
        logs.log_to_stderr()
    try:
        return foreground.serve(
            load_settings(options.data_dir, host=options.host, port=options.port)
        )
    except AlreadyRunning as error:
        return _fail(error, EXIT_ALREADY_RUNNING)
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
    commands = parser.add_subparsers(required=True, metavar="serve")
    serving = commands.add_parser("serve", help="serve a data folder in the foreground")
    serving.add_argument("--data-dir", type=Path, help="where everything is kept")
    serving.add_argument("--host", help=f"the address to listen on ({local_server.HOST})")
    serving.add_argument(
        "--port", type=int, help=f"the port to listen on ({local_server.PORT}; 0: any free one)"
    )
    serving.add_argument("--log-file", type=Path, help="write the log there, not to stderr")
    return parser.parse_args(arguments)


def _fail(error: Exception | str, code: int) -> int:
    print(f"error: {error}", file=sys.stderr, flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
