"""The folders that belong to fittrack, by its environment variables and else by the platform."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fittrack_common.user_folders import user_folder


def config_dir(env: Mapping[str, str]) -> Path:
    """FITTRACK_CONFIG_DIR, else the platform's folder for settings."""
    given = env.get("FITTRACK_CONFIG_DIR")
    if given:
        return Path(given)
    return user_folder("config")


def cache_dir(env: Mapping[str, str]) -> Path:
    """FITTRACK_CACHE_DIR, else the platform's: for what may be lost."""
    given = env.get("FITTRACK_CACHE_DIR")
    if given:
        return Path(given)
    return user_folder("cache")
