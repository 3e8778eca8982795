"""Sync jobs: what they do, and what became of each file."""
