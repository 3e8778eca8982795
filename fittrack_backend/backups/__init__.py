"""Backups of a server on SQLite: one file with the database, the original files and the server's key."""

UNFINISHED_RESTORE = "restore-unfinished"
"""A file in the data folder: a part of a backup is in place, and a part of what was there before."""
