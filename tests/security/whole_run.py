"""After the whole suite: no secret that any test used is where it does not belong.

Searched are all that the commands printed and every file that the run left in its temporary folder:
logs, databases, settings, caches, cassettes. Tokens are told by their form, which only the backend
gives them; passwords, TOTP secrets and recovery codes are those that the tests kept in their
transcript.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from tests.security.markers import Finding
from tools.running import transcript

TOKEN = re.compile(rb"\bft[arpi]_(?!placeholder)[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])")
"""An access, refresh, script's or invitation's token: 32 random bytes in base64url. Cassettes hold
placeholders of the same length."""
_RECOVERY_CODE = re.compile(rb"\b[0-9a-hjkmnp-tv-z]{4}(?:-[0-9a-hjkmnp-tv-z]{4}){3}\b")
_TOTP_SECRET = re.compile(rb"\b[A-Z2-7]{32}\b")
_OF_A_TOKEN = re.compile(rb"ft[arpi]_")
_OF_A_RECOVERY_CODE = re.compile(rb"-(?=.{4}-.{4}-)", re.DOTALL)
_BEFORE_IT = 4
_LIKE_A_TOTP_SECRET = b"A" * 32
_BASE32_AS_A = bytes(65 if 65 <= one <= 90 or 50 <= one <= 55 else 32 for one in range(256))
"""With this as its table, `translate` makes an A of each letter of a TOTP secret."""
_LETTERS = re.compile(rb"A{32,}")
_MANY = 1000
"""So many files are searched by all processors."""

PRINTING = (
    ("auth", "token"),
    ("auth", "invite"),
    ("auth", "access-tokens", "create"),
    ("auth", "mfa", "enroll"),
    ("auth", "mfa", "recovery-codes"),
    ("api", "create_access_token"),
    ("api", "create_invitation"),
    ("api", "start_totp_enrollment"),
    ("quickstart",),
)
"""The commands whose result is a secret, shown once to the one who asked for it."""
KEPT_IN = re.compile(r"\.?(credentials|quickstart-account|keyring)\.json(\..+)?")
"""Where tokens are kept by the user's choice, and what a killed process leaves beside it while it writes;
the last stands for the system's keyring."""
DATABASE = re.compile(r"fittrack\.db(-wal|-shm)?")
"""The server computes codes from the TOTP secrets in it."""
TRAINING = frozenset({".fit", ".tcx", ".gpx"})
LARGEST_BYTES = 64 << 20


def search(folder: Path) -> list[Finding]:
    """The secrets that are where they do not belong, below a run's temporary folder."""
    secrets = _secrets(folder)
    findings = [*_in_what_was_printed(folder, secrets), *_in_files(folder, secrets)]
    return sorted(set(findings), key=str)


def summary(folder: Path) -> str:
    """How much there was to search, so that nobody trusts a search of nothing."""
    printed = sum(1 for _ in _entries(folder, transcript.PRINTED))
    return (
        f"{printed} commands and {sum(1 for _ in _files(folder))} files, for tokens and"
        f" {len(_secrets(folder))} other secrets"
    )


def _secrets(folder: Path) -> dict[bytes, str]:
    """The kind of each password, TOTP secret and recovery code in use."""
    return {
        str(entry["value"]).encode(): str(entry["kind"])
        for entry in _entries(folder, transcript.SECRETS)
    }


def _in_what_was_printed(folder: Path, secrets: dict[bytes, str]) -> Iterator[Finding]:
    for entry in _entries(folder, transcript.PRINTED):
        args = [str(word) for word in entry["args"]]  # type: ignore[attr-defined]
        streams = {"err": entry["err"]} if _prints_secrets(args) else entry
        for stream in ("out", "err"):
            text = str(streams.get(stream, "")).encode()
            for kind in _kinds_in(text, secrets):
                yield Finding(kind, f"std{stream} of fittrack {' '.join(args)}")


def _prints_secrets(args: Sequence[str]) -> bool:
    return any(tuple(args[: len(words)]) == words for words in PRINTING)


def _in_files(folder: Path, secrets: dict[bytes, str]) -> Iterator[Finding]:
    paths = list(_files(folder))
    search_one = partial(_in_file, secrets=secrets)
    with ExitStack() as processes:
        found: Iterable[set[str]] = map(search_one, paths)
        if len(paths) >= _MANY:
            pool = processes.enter_context(multiprocessing.get_context("fork").Pool())
            found = pool.imap(search_one, paths, chunksize=50)
        for path, kinds in zip(paths, found, strict=True):
            for kind in kinds:
                yield Finding(kind, str(path.relative_to(folder)))


def _in_file(path: Path, secrets: dict[bytes, str]) -> set[str]:
    """What must not be in this file."""
    try:
        found = set(_kinds_in(path.read_bytes(), secrets))
        private = not stat.S_IMODE(path.stat().st_mode) & 0o077
    except FileNotFoundError:
        return set()
    if KEPT_IN.fullmatch(path.name) and private:
        return set()
    return found - {"TOTP secret"} if DATABASE.fullmatch(path.name) else found


def _kinds_in(data: bytes, secrets: dict[bytes, str]) -> Iterator[str]:
    if data.count(0) == len(data):  # as what a server keeps in reserve for a full disk
        return
    # What may be one is found twenty times as quickly as what is one: there are gigabytes.
    if _OF_A_TOKEN.search(data) and TOKEN.search(data):
        yield "token"
    for code in _codes_in(data):
        if kind := secrets.get(code):
            yield kind
    for secret, kind in secrets.items():
        if kind == "password" and secret in data:
            yield kind


def _codes_in(data: bytes) -> Iterator[bytes]:
    """What looks like a recovery code or a TOTP secret."""
    for part in _OF_A_RECOVERY_CODE.finditer(data):
        begin = part.start() - _BEFORE_IT
        if begin >= 0 and (code := _RECOVERY_CODE.match(data, begin)):
            yield code.group()
    letters = data.translate(_BASE32_AS_A)
    if _LIKE_A_TOTP_SECRET in letters:
        for part in _LETTERS.finditer(letters):
            if secret := _TOTP_SECRET.match(data, part.start()):
                yield secret.group()


def _files(folder: Path) -> Iterator[Path]:
    """What the run wrote, without the training files that it read. A server that a broken test left behind may still
    remove some of it meanwhile."""
    for name, folders, files in os.walk(folder):
        if transcript.FOLDER in folders:
            folders.remove(transcript.FOLDER)
        for file in files:
            path = Path(name, file)
            if path.suffix in TRAINING:
                continue
            try:
                kind = path.lstat()
            except FileNotFoundError:
                continue
            if stat.S_ISREG(kind.st_mode) and kind.st_size <= LARGEST_BYTES:
                yield path


def _entries(folder: Path, name: str) -> Iterable[dict[str, object]]:
    workers = (folder, *folder.glob("*/"))
    for path in sorted(one / transcript.FOLDER / name for one in workers):
        if not path.exists():
            continue
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)
