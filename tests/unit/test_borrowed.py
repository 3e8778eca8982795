"""What we use of others that is not public: when one goes, this says whose it was and what to do.

Ruff's SLF001 keeps others from creeping in unseen.
"""

from __future__ import annotations

import platform
import subprocess
import sys
from importlib.metadata import version

import httpcore
import httpx

PYTHON = f"Python {platform.python_version()}"


def printed(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_httpx_connects_through_the_network_backend_of_its_pool() -> None:
    pool = getattr(httpx.HTTPTransport(), "_pool", None)
    network = getattr(pool, "_network_backend", None)
    assert isinstance(network, httpcore.NetworkBackend), (
        f"httpx {version('httpx')} with httpcore {version('httpcore')} keeps its network backend"
        " elsewhere: find where, and change wire/deadline.py; without it a server that drips headers"
        " holds a command forever"
    )


def test_httpx_does_without_its_command_line() -> None:
    heavy = printed(
        "import sys\n"
        "from fittrack_cli.__main__ import main\n"
        "main(['--version'])\n"
        "import httpx\n"
        "print(*[name for name in ('click', 'pygments', 'rich') if name in sys.modules])"
    ).splitlines()[-1]
    assert not heavy, (
        f"httpx {version('httpx')} imports {heavy} from a module other than httpx._main: find it, and"
        " keep it out in fittrack_cli/__main__.py; it takes 45 ms of every command"
    )


def test_a_process_can_be_ended_after_its_exit_functions() -> None:
    told = printed(
        "import atexit, sys\n"
        "atexit.register(print, 'at exit')\n"
        "sys.argv = ['fittrack', '--version']\n"
        "from fittrack_cli.__main__ import main\n"
        "main()\n"
        "print('the interpreter goes on')"
    ).splitlines()
    assert told[1:] == ["at exit"], (
        f"atexit._run_exitfuncs of {PYTHON} does not run what was registered, or main() does not end"
        " the process: end it with sys.exit in _leave of fittrack_cli/__main__.py, 15 ms slower"
    )


def test_signals_can_be_set_without_an_import_from_a_file() -> None:
    import _signal  # type: ignore[import-not-found]
    import signal

    assert "_signal" in sys.builtin_module_names and _signal.SIGINT == signal.SIGINT, (
        f"{PYTHON} has no _signal built in: import signal in fittrack_cli/__main__.py, which a second"
        " Ctrl-C can then interrupt"
    )
