"""Serves an account until it is killed, and prints its address and key.

python -m tests.servers.garmin [--seed 1] [--days 1095] [--faults 0.05] [--broken-files 0.1] [--port 0]
"""

from __future__ import annotations

import argparse
import threading

from tests.servers.garmin.faults import Faults
from tests.servers.garmin.planting import planted
from tests.servers.garmin.server import StandIn


def main() -> None:
    """Serves."""
    parser = argparse.ArgumentParser(description="A stand-in for Garmin's Personal API.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=14)
    parser.add_argument("--faults", type=float, default=0.0, help="share of requests that fail")
    parser.add_argument("--broken-files", type=float, default=0.0)
    parser.add_argument("--port", type=int, default=0)
    given = parser.parse_args()
    truth = planted(given.seed, days=given.days, broken_files=given.broken_files)
    server = StandIn(truth, faults=Faults(given.seed, given.faults), port=given.port)
    with server:
        print(f"FITTRACK_GARMIN_URL={server.url}\nkey: {server.keys.key}", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
