"""Values for TAB: fixed ones from the contract, the others from a small cache for each profile.

The cache is renewed from the backend when it is older than a minute, by a process of its own: TAB
waits for it for less than a second, and then uses what there is; longer only where there is nothing.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from fittrack_cli.output.metrics import METRICS
from fittrack_cli.output.systems import SYSTEMS
from fittrack_cli.program.options import LATEST, OUTPUT_FORMATS
from fittrack_cli.session import STORES
from fittrack_common.private_folder import make_private
from fittrack_contract import (
    COVERAGE_TYPES,
    EXPORT_FORMATS,
    FIELDS,
    GROUPINGS,
    ITEM_OUTCOMES,
    JOB_STATES,
    OPERATIONS,
    SCOPES,
    SYNC_TYPES,
)
from fittrack_contract import METRICS as HEALTH_METRICS

FRESH_S = 60.0
PATIENCE_S = 0.8
COLD_PATIENCE_S = 2.5
"""Where there is nothing from before to offer: a process starts for it, and a backend that has just started is slow."""
COOL_DOWN_S = 5.0
REFRESH_TIMEOUT_S = 3.0
SHELLS = ("bash", "zsh", "fish", "powershell")
REFRESH_WORD = "__refresh-completion"

Candidate = tuple[str, str]

_SILENT = "silent"
"""Of a backend that does not answer, nor refuse to: nobody waits for it for long again."""
_STALE: Mapping[str, object] = {"refreshed_at": 0.0}
"""Of what is to be asked for again by the next TAB: the backend may be there by then, or somebody signed in."""
_FIXED: Mapping[str, Sequence[str]] = {
    "TYPE": SYNC_TYPES,
    "TYPES": SYNC_TYPES,
    "DATED_TYPE": COVERAGE_TYPES,
    "OUTCOME": ITEM_OUTCOMES,
    "STATE": JOB_STATES,
    "FORMAT": OUTPUT_FORMATS,
    "UNITS": SYSTEMS,
    "SCOPE": SCOPES,
    "OPERATION": tuple(OPERATIONS),
    "DAYS": ("30", "90", "365", "never"),
    "METRIC": tuple(METRICS),
    "HEALTH_METRIC": (*HEALTH_METRICS, *FIELDS["DailyHealth"][1:]),
    "PERIOD": GROUPINGS,
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
    "SCHEDULE": "schedules",
    "OTHER": "activities",
    "SESSION": "sessions",
    "TOKEN": "tokens",
    "TARGET": "targets",
    "SPORT": "sports",
}
_IN_COMMAND: Mapping[tuple[str, ...], Mapping[str, str]] = {
    ("activities", "restore"): {"ACTIVITY": "deleted"},
    ("sync", "cancel"): {"JOB": "cancellable"},
    ("sync", "retry"): {"JOB": "retryable"},
    ("sync", "restore"): {"JOB": "undone"},
    ("source", "restore"): {"SOURCE": "past_sources"},
}
"""Where only some of the things can be meant."""
_LATEST_OF = frozenset({"JOB", "ACTIVITY", "WORKOUT", "SOURCE"})
"""What `latest` is offered for, too."""
KINDS_BY_ID = {f"{metavar.lower()}_id": kind for metavar, kind in _CACHED.items()} | {
    "access_token_id": "tokens"
}
"""What is cached of the things that a parameter of the contract names by their id."""


def candidates(
    metavar: str,
    name: str,
    path: tuple[str, ...],
    env: Mapping[str, str],
    profile: str | None,
    server: str | None,
    arguments: tuple[str, ...] = (),
) -> list[Candidate]:
    """What may stand for a parameter with that metavar and name in the command `path`, after these arguments."""
    if metavar == "FORMAT" and path == ("activities", "export") and name == "format":
        return [(value, "") for value in EXPORT_FORMATS]
    if metavar in _FIXED:
        return [(value, "") for value in _FIXED[metavar]]
    if metavar in _CACHED:
        some = _IN_COMMAND.get(path, {}).get(metavar)
        found = cached(some or _CACHED[metavar], env, profile, server)
        is_any = some is None and metavar in _LATEST_OF and found
        return [*found, (LATEST, "the newest")] if is_any else found
    if name == "profile" or (path[:1] == ("profile",) and path[1:] in (("use",), ("remove",))):
        return _profiles(env)
    if metavar == "KEY":
        from fittrack_cli.program.config import KEYS

        return [(key, meaning.help) for key, meaning in KEYS.items()]
    if metavar == "VALUE" and path == ("config", "set"):
        return _settings(arguments)
    return []


def refresh(words: Sequence[str], env: Mapping[str, str]) -> None:
    """Fills the cache from the backend: the work of the process that `cached` starts."""
    import io

    from fittrack_cli.program.context import Cli

    profile, server = (word or None for word in words[:2])
    first = words[2]
    cli = Cli(env, io.StringIO(), io.StringIO(), io.StringIO())
    for option, value in (("profile", profile), ("server", server)):
        if value is not None:
            cli.give(option, value)
    cli.give("timeout", str(REFRESH_TIMEOUT_S))
    path = cache_file(env, profile, server)
    from fittrack_cli.completion.asking import asked
    from fittrack_cli.errors import NotSignedIn, Unreachable

    before = _read(path)
    began = time.monotonic()
    found: dict[str, list[Candidate]] = {}
    try:
        for some in asked(cli, first):
            if not found and some:  # TAB waits for these; the others are still those from before
                _write(path, {**before, **some, **_STALE})
            found |= some
    except NotSignedIn:
        _write(path, _STALE)
    except Unreachable:
        is_silent = time.monotonic() - began > PATIENCE_S
        _write(path, {**before, **found, **_STALE, _SILENT: is_silent})
    else:
        _write(path, {"refreshed_at": time.time(), **found})


def _write(path: Path, document: Mapping[str, object]) -> None:
    from fittrack_cli.files import write_private

    write_private(path, json.dumps(document).encode())


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
    if not 0 <= age < FRESH_S:
        is_asked = _may_start(path)
        if is_asked:
            _start_refresh(env, profile, server, kind)
        if is_asked or kind not in document:  # then it is asked for already
            is_cold = kind not in document and not document.get(_SILENT)
            _wait_for_change(path, COLD_PATIENCE_S if is_cold else PATIENCE_S)
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


def _start_refresh(
    env: Mapping[str, str], profile: str | None, server: str | None, first: str
) -> None:
    import subprocess
    import sys

    subprocess.Popen(
        [sys.executable, "-m", "fittrack_cli", REFRESH_WORD, profile or "", server or "", first],
        env={name: text for name, text in env.items() if name != "FITTRACK_MFA_CODE"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _wait_for_change(path: Path, patience_s: float) -> None:
    before = _stamp(path)
    deadline = time.monotonic() + patience_s
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


def _settings(arguments: tuple[str, ...]) -> list[Candidate]:
    """The values that a setting may have, where these are few."""
    from fittrack_cli.program.config import KEYS

    key = KEYS.get(arguments[0]) if arguments else None
    return [] if key is None else [(value, "") for value in key.choices]
