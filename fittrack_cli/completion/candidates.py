"""Values for TAB: fixed ones from the contract, the others from a small cache for each profile.

The cache is renewed from the backend when it is older than a minute, by a process of its own: TAB
waits for it for less than a second, and then uses what there is.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fittrack_cli.program.options import OUTPUT_FORMATS
from fittrack_cli.session import STORES
from fittrack_common.private_folder import make_private
from fittrack_contract import (
    COVERAGE_TYPES,
    FIELDS,
    ITEM_OUTCOMES,
    JOB_STATES,
    OPERATIONS,
    SCOPES,
    SYNC_TYPES,
)

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_cli.wire.connection import Connection
    from fittrack_client.models import Activity, DeletedActivity

FRESH_S = 60.0
PATIENCE_S = 0.8
COOL_DOWN_S = 5.0
REFRESH_TIMEOUT_S = 3.0
REMEMBERED = 50
MOST_JOBS = 3
SHELLS = ("bash", "zsh", "fish", "powershell")
REFRESH_WORD = "__refresh-completion"

Candidate = tuple[str, str]

_FIXED: Mapping[str, Sequence[str]] = {
    "TYPE": SYNC_TYPES,
    "TYPES": SYNC_TYPES,
    "DATED_TYPE": COVERAGE_TYPES,
    "OUTCOME": ITEM_OUTCOMES,
    "STATE": JOB_STATES,
    "FORMAT": OUTPUT_FORMATS,
    "SCOPE": SCOPES,
    "OPERATION": tuple(OPERATIONS),
    "DAYS": ("30", "90", "365", "never"),
    "STORE": STORES,
    "SHELL": SHELLS,
    "LENGTH": ("7d", "30d", "12w", "1y"),
    "FILE": (":files",),
    "PATH": (":files",),
    "FOLDER": (":folders",),
}
_CACHED = {
    "JOB": "jobs",
    "SOURCE": "sources",
    "ACTIVITY": "activities",
    "WORKOUT": "workouts",
    "ITEM": "failing",
    "IGNORED_FILE": "ignored",
}
_DELETED = "deleted"
KINDS_BY_ID = {f"{metavar.lower()}_id": kind for metavar, kind in _CACHED.items()}
"""What is cached of the things that a parameter of the contract names by their id."""
_SCHEMAS: Mapping[tuple[str, ...], str] = {
    ("sync", "list"): "SyncJob",
    ("sync", "start"): "SyncJob",
    ("sync", "status"): "SyncJob",
    ("sync", "undo"): "SyncJob",
    ("sync", "restore"): "SyncJob",
    ("sync", "coverage"): "CoveredDay",
    ("sync", "items"): "SyncItem",
    ("sync", "ignore"): "IgnoredFile",
    ("sync", "ignored"): "IgnoredFile",
    ("source", "list"): "Source",
    ("source", "restore"): "Removal",
    ("activities", "list"): "Activity",
    ("activities", "show"): "ActivityDetail",
    ("activities", "restore"): "ActivityDetail",
    ("activities", "merge"): "ActivityDetail",
    ("activities", "split"): "Activity",
    ("health", "list"): "DailyHealth",
    ("workouts", "list"): "Workout",
    ("workouts", "show"): "WorkoutDetail",
    ("auth", "sessions", "list"): "Session",
    ("auth", "access-tokens", "create"): "CreatedAccessToken",
    ("auth", "access-tokens", "list"): "AccessToken",
}


def candidates(
    metavar: str,
    name: str,
    path: tuple[str, ...],
    env: Mapping[str, str],
    profile: str | None,
    server: str | None,
) -> list[Candidate]:
    """What may stand for a parameter with that metavar and name in the command `path`."""
    if metavar in _FIXED:
        return [(value, "") for value in _FIXED[metavar]]
    if metavar == "ACTIVITY" and path == ("activities", "restore"):
        return cached(_DELETED, env, profile, server)
    if metavar in _CACHED:
        return cached(_CACHED[metavar], env, profile, server)
    if name == "fields":
        return [(field, "") for field in FIELDS.get(_SCHEMAS.get(path, ""), ())]
    if name == "profile" or (path[:1] == ("profile",) and path[1:] in (("use",), ("remove",))):
        return _profiles(env)
    if metavar == "KEY":
        from fittrack_cli.program.config import KEYS

        return [(key, meaning.help) for key, meaning in KEYS.items()]
    return []


def refresh(words: Sequence[str], env: Mapping[str, str]) -> None:
    """Fills the cache from the backend: the work of the process that `cached` starts."""
    import io

    from fittrack_cli.program.context import Cli

    profile, server = (word or None for word in words)
    cli = Cli(env, io.StringIO(), io.StringIO(), io.StringIO())
    for option, value in (("profile", profile), ("server", server)):
        if value is not None:
            cli.give(option, value)
    cli.give("timeout", str(REFRESH_TIMEOUT_S))
    found: dict[str, list[Candidate]] = {}
    try:
        found = _asked(cli)
    finally:
        from fittrack_cli.files import write_private

        document = {"refreshed_at": time.time(), **found}
        write_private(cache_file(env, profile, server), json.dumps(document).encode())


def cache_file(env: Mapping[str, str], profile: str | None, server: str | None) -> Path:
    """Where the values of a profile and server are kept."""
    from hashlib import sha256

    from fittrack_cli.places import cache_dir

    seen = [
        profile or env.get("FITTRACK_PROFILE"),
        server or env.get("FITTRACK_SERVER"),
        env.get("FITTRACK_CONFIG_DIR"),
    ]
    digest = sha256(json.dumps(seen).encode()).hexdigest()[:16]
    return cache_dir(env) / f"completion-{digest}.json"


def cached(
    kind: str, env: Mapping[str, str], profile: str | None, server: str | None
) -> list[Candidate]:
    """The things of a kind that the backend had a moment ago, asked anew where that is too long."""
    path = cache_file(env, profile, server)
    document = _read(path)
    age = time.time() - _number(document.get("refreshed_at"))
    if not 0 <= age < FRESH_S and _may_start(path):
        _start_refresh(env, profile, server)
        _wait_for_change(path)
        document = _read(path)
    entries = document.get(kind)
    if not isinstance(entries, list):
        return []
    return [(str(entry[0]), str(entry[1])) for entry in entries if len(entry) == 2]


def _may_start(path: Path) -> bool:
    """Whether no refresh was started a moment ago; marks that one is."""
    mark = path.with_suffix(".asked")
    try:
        if 0 <= time.time() - mark.stat().st_mtime < COOL_DOWN_S:
            return False
    except OSError:
        pass
    try:
        make_private(mark.parent)
        mark.touch(mode=0o600)
        os.utime(mark)
    except OSError:
        return False  # nothing could be cached either
    return True


def _start_refresh(env: Mapping[str, str], profile: str | None, server: str | None) -> None:
    import subprocess
    import sys

    subprocess.Popen(
        [sys.executable, "-m", "fittrack_cli", REFRESH_WORD, profile or "", server or ""],
        env={name: text for name, text in env.items() if name != "FITTRACK_MFA_CODE"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _wait_for_change(path: Path) -> None:
    before = _stamp(path)
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and _stamp(path) == before:
        time.sleep(0.01)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino


def _read(path: Path) -> dict[str, object]:
    try:
        document = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}


def _number(value: object) -> float:
    return value if isinstance(value, float) else 0.0


def _profiles(env: Mapping[str, str]) -> list[Candidate]:
    from fittrack_cli.places import config_dir
    from fittrack_cli.program.config import Config

    config = Config.load(config_dir(env))
    return [(name, config.profile(name).server or "") for name in config.names()]


def _asked(cli: Cli) -> dict[str, list[Candidate]]:
    connection = cli.connection
    return {
        "jobs": _jobs(connection),
        "sources": _sources(connection),
        "activities": _activities(connection),
        _DELETED: _deleted(connection),
        "workouts": _workouts(connection),
        "failing": _failing(connection),
        "ignored": _ignored(connection),
    }


def _jobs(connection: Connection) -> list[Candidate]:
    from fittrack_cli.output.cells import local
    from fittrack_client import api

    page = connection.call(api.list_sync_jobs(limit=REMEMBERED))
    return [
        (str(job.id), f"{job.state}, {', '.join(job.types)}, {local(job.created_at)}")
        for job in page.items
    ]


def _sources(connection: Connection) -> list[Candidate]:
    from fittrack_client import api

    page = connection.call(api.list_sources(limit=REMEMBERED))
    return [(str(source.id), f"{source.kind} {source.name}") for source in page.items]


def _activities(connection: Connection) -> list[Candidate]:
    from fittrack_client import api

    return _described(connection.call(api.list_activities(limit=REMEMBERED)).items)


def _deleted(connection: Connection) -> list[Candidate]:
    from fittrack_client import api

    return _described(connection.call(api.list_deleted_activities(limit=REMEMBERED)).items)


def _described(activities: Iterable[Activity | DeletedActivity]) -> list[Candidate]:
    from fittrack_cli.output.cells import local

    return [(str(one.id), f"{local(one.start_time)} {one.sport}") for one in activities]


def _workouts(connection: Connection) -> list[Candidate]:
    from fittrack_client import api

    page = connection.call(api.list_workouts(limit=REMEMBERED))
    return [(str(workout.id), workout.name or "") for workout in page.items]


def _failing(connection: Connection) -> list[Candidate]:
    from fittrack_client import api

    rows = connection.call(api.get_sync_overview()).rows
    jobs = dict.fromkeys(job_id for row in rows for job_id in row.failed_job_ids)
    found: list[Candidate] = []
    for job_id in list(jobs)[:MOST_JOBS]:
        page = connection.call(api.list_sync_items(job_id, outcome="failed", limit=REMEMBERED))
        found += [(str(one.id), f"{one.name}: {one.reason or ''}") for one in page.items]
    return found


def _ignored(connection: Connection) -> list[Candidate]:
    from fittrack_client import api

    page = connection.call(api.list_ignored_files(limit=REMEMBERED))
    return [(str(one.id), f"{one.name}: {one.reason}") for one in page.items]
