"""`fittrack` with a bound on its memory: `python -m tests.integration.in_little_memory BYTES ARGUMENT…`"""

from __future__ import annotations

import resource
import runpy
import sys
from pathlib import Path


def main() -> None:
    """Bounds what is added to the memory that this process begins with, and runs the command."""
    at_first = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    most = at_first + int(sys.argv.pop(1))
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    runpy.run_module("fittrack_cli", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
