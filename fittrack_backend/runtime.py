"""The running backend: its settings, database, files, tokens and sync engine."""

from __future__ import annotations


class Backend:
    """Everything that a request needs; started and stopped with the server."""
