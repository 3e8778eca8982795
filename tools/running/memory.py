"""How much memory another process has, on Linux."""

from __future__ import annotations

from pathlib import Path


def memory_mib(pid: int, *, peak: bool = False) -> float | None:
    """What the process has now, or at its peak so far, in MiB; None where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return None
    wanted = "VmHWM:" if peak else "VmRSS:"
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(wanted)), None)
