"""What keeps an operator from doing something with an account."""

from __future__ import annotations


class OperatorError(Exception):
    """What the operator asked for cannot be done; a sentence, and what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class NoSuchUser(OperatorError):
    """There is no account of that name."""
