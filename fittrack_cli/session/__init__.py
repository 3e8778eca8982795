"""Signing in, keeping tokens and renewing them: the one place that touches secrets."""

STORES = ("keyring", "file")
"""The kinds of stores that tokens can be kept in, by their names in a profile."""
