"""Keeps tokens in a file that only its owner can read, if the user chose so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fittrack_cli.errors import printable_path
from fittrack_cli.files import make_private_folder, read_private, write_private
from fittrack_cli.session.store import StoreError
from fittrack_cli.session.tokens import Tokens, from_json

FILE_NAME = "credentials.json"
VERSION = 1
LOCK_TIMEOUT_S = 10.0


class FileStore:
    """`credentials.json` in the folder of settings: mode 0600, replaced atomically.

    A file that is damaged, foreign, open to others or a symbolic link is refused, never replaced.
    """

    name = "file"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / FILE_NAME

    @property
    def where(self) -> str:
        return printable_path(self._path)

    def try_out(self) -> None:
        self._read()
        with self._locked():
            self._probe()

    def _probe(self) -> None:
        probe = self._path.with_name(f".{FILE_NAME}.probe")
        write_private(probe, b"{}")
        probe.unlink(missing_ok=True)

    def load(self, key: str) -> Tokens | None:
        entry = self._read().get(key)
        if entry is None:
            return None
        try:
            return from_json(entry)
        except ValueError as error:
            raise self._damaged(str(error)) from error

    def save(self, key: str, tokens: Tokens) -> None:
        with self._locked():
            self._write(self._read() | {key: tokens.to_json()})

    def delete(self, key: str) -> None:
        if key not in self._read():
            return
        with self._locked():
            entries = self._read()
            entries.pop(key, None)
            self._write(entries)

    def kept(self) -> list[str]:
        """Every key that is kept here."""
        return list(self._read())

    def _read(self) -> dict[str, object]:
        data = read_private(self._path)
        if data is None:
            return {}
        try:
            document = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise self._damaged("it is not complete JSON") from error
        if not isinstance(document, dict) or document.get("version") != VERSION:
            raise self._damaged("it was not written by this version of fittrack")
        sessions = document.get("sessions")
        if not isinstance(sessions, dict):
            raise self._damaged("it holds no sessions")
        return sessions

    def _write(self, sessions: dict[str, object]) -> None:
        document = {"version": VERSION, "sessions": sessions}
        write_private(self._path, json.dumps(document, indent=1).encode())

    def _damaged(self, why: str) -> StoreError:
        shown = self.where
        return StoreError(
            f"cannot understand {shown}",
            why,
            f"move it away and sign in again: mv {shown} {shown}.old && fittrack auth login",
        )

    @contextmanager
    def _locked(self) -> Iterator[None]:
        from fittrack_cli.session.lock import Busy, locked

        make_private_folder(self._folder)
        try:
            with locked(self._folder / ".credentials.lock", LOCK_TIMEOUT_S) as alone:
                if alone:
                    self._clear_leftovers()
                yield
        except Busy as error:
            # Without it the tokens of another profile could be lost.
            raise StoreError(f"cannot write {self.where}", error.detail, error.hint) from error

    def _clear_leftovers(self) -> None:
        """Removes what a process left that was killed between writing and renaming."""
        for path in self._folder.glob(f".{FILE_NAME}.*.tmp"):
            try:
                path.unlink()
            except OSError:
                pass
