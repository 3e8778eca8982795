"""Paths in a folder as people see them."""

from __future__ import annotations


def display_name(path: bytes) -> str:
    """A path as text: bytes that are not UTF-8 become `\\xNN`."""
    return path.decode("utf-8", "backslashreplace")
