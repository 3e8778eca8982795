"""The backend on this machine, where nothing else was said: its address and its data folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

HOST = "127.0.0.1"
PORT = 8765
URL = f"http://{HOST}:{PORT}"


def data_folder(environment: Mapping[str, str]) -> Path:
    """`FITTRACK_DATA_DIR`, or the platform's folder for data."""
    if named := environment.get("FITTRACK_DATA_DIR"):
        return Path(os.path.expanduser(named))  # noqa: PTH111 - leaves what it cannot expand
    from fittrack_common.user_folders import user_folder

    return user_folder("data") / "backend"
