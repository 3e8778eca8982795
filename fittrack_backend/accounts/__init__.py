"""Accounts: passwords, second factors, tokens, limits on guessing."""
