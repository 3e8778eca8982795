"""What keeps a backup from being made or restored."""

from __future__ import annotations


class BackupError(Exception):
    """It cannot be done, and nothing was changed; a sentence, and what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class AlreadyThere(BackupError):
    """Something is in the place already that would be lost."""
