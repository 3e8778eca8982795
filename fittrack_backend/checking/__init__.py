"""Checking a server's data: rows, original files, what is derived from them, and sources."""
