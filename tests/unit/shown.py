"""Prints what a process is given, or ends as it is asked to; run with `python -m`."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import sys
import threading
import time
from pathlib import Path


def shown() -> dict[str, object]:
    """All that a process can know of how it was started."""
    ahead = [dt.datetime(2026, month, 1).astimezone().utcoffset() for month in (1, 7)]
    return {
        "arguments": sys.argv[1:],
        "environment": {name: text for name, text in os.environ.items() if name != "LC_CTYPE"},
        "folder": str(Path.cwd()),
        "hours ahead": [offset.total_seconds() / 3600 for offset in ahead if offset is not None],
        "main": sys.modules["__main__"].__dict__ is globals(),
        "orig_argv": sys.orig_argv[1:],
        "read": sys.stdin.read(),
        "terminal": [stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)],
        "threads": threading.active_count(),
    }


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--end", "kill"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["--end", "raise"]:
            raise LookupError("raise")
        case ["--end", how]:
            sys.exit(int(how) if how.isdigit() else how)
        case ["--tell"]:
            os.write(int(os.environ["TOLD"]), b"told")
            print("first line", flush=True)
            time.sleep(600)
        case ["--wait"]:
            time.sleep(600)
        case _:
            print("to stderr \udcff", file=sys.stderr)
            print(json.dumps(shown()))
