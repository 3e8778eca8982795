"""Keeps tokens in a file that only its owner can read, if the user chose so."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fittrack_cli.errors import printable_path
from fittrack_cli.files import (
    exchange_private,
    make_private_folder,
    read_private,
    write_private,
)
from fittrack_cli.session.store import StoreError
from fittrack_cli.session.tokens import Tokens, from_json

FILE_NAME = "credentials.json"
VERSION = 1
LOCK_TIMEOUT_S = 10.0
TRIES = 100
Sessions = dict[str, object]


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
        return self._tokens_in(self._read(), key)

    def save(self, key: str, tokens: Tokens, before: Tokens | None = None) -> Tokens | None:
        kept: Tokens | None = tokens

        def change(sessions: Sessions) -> Sessions | None:
            nonlocal kept
            if before is not None:
                kept = self._tokens_in(sessions, key)
                if kept is None or kept.refresh != before.refresh:
                    return None
            kept = tokens
            return sessions | {key: tokens.to_json()}

        self._change(change)
        return kept

    def delete(self, key: str) -> None:
        if key in self._read():
            self._change(lambda sessions: {one: sessions[one] for one in sessions if one != key})

    def kept(self) -> list[str]:
        """Every key that is kept here."""
        return list(self._read())

    def _tokens_in(self, sessions: Sessions, key: str) -> Tokens | None:
        entry = sessions.get(key)
        if entry is None:
            return None
        try:
            return from_json(entry)
        except ValueError as error:
            raise self._damaged(str(error)) from error

    def _read(self) -> Sessions:
        return self._parsed(read_private(self._path))

    def _parsed(self, data: bytes | None) -> Sessions:
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

    def _change(self, change: Callable[[Sessions], Sessions | None]) -> None:
        """Writes what `change` makes of the sessions, unless that is None.

        Where the lock holds for nobody another process may write meanwhile: then it is done again.
        """
        with self._locked():
            for _ in range(TRIES):
                before = read_private(self._path)
                sessions = change(self._parsed(before))
                if sessions is None:
                    return
                document = {"version": VERSION, "sessions": sessions}
                data = json.dumps(document, indent=1).encode()
                if exchange_private(self._path, before, data):
                    return
        raise StoreError(
            f"cannot write {self.where}", "other processes write it all the time", "try again"
        )

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
